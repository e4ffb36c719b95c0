import { createHash } from 'node:crypto';
import type { Tx } from '../platform/index.ts';
import type { TipModel } from './contract-model.ts';
import { toJsonb } from './model/json.ts';

export type TipState = 'filling' | 'open' | 'routed' | 'merged' | 'refused' | 'retracted' | 'expired';

export interface TipRow {
  readonly id: string;
  readonly shape: 'ispws' | 'le-json' | 'referral';
  readonly source: string;
  readonly report_number: number;
  readonly provider_id: string | null;
  readonly provider_name: string;
  readonly state: TipState;
  readonly outcome: string | null;
  readonly incident_type: string;
  readonly incident_at: number | null;
  readonly escalated: boolean;
  readonly people: number;
  readonly files: number;
  readonly received_at: number;
  readonly touched_at: number;
  readonly completed_at: number | null;
  readonly preserved_until: number | null;
  readonly versions: number;
  readonly version: number;
  readonly compartment: string;
}

export async function findTip(tx: Tx, id: string): Promise<TipRow | null> {
  const [row] = await tx.query<TipRow>('SELECT * FROM tips_tip WHERE id = $1', [id]);
  return row ?? null;
}

/** Locked for this transaction. */
export async function lockTip(tx: Tx, source: string, reportNumber: number): Promise<TipRow | null> {
  const [row] = await tx.query<TipRow>('SELECT * FROM tips_tip WHERE source = $1 AND report_number = $2 FOR UPDATE', [
    source,
    reportNumber,
  ]);
  return row ?? null;
}

/** Newest first. */
export function listTips(
  tx: Tx,
  filter: {
    state?: TipState | undefined;
    shape?: string | undefined;
    number?: number | undefined;
    escalated?: boolean | undefined;
    before?: { at: number; id: string } | undefined;
    limit: number;
  },
): Promise<TipRow[]> {
  return tx.query<TipRow>(
    `SELECT * FROM tips_tip WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR shape = $2)
       AND ($3::bigint IS NULL OR report_number = $3) AND ($4::boolean IS NULL OR escalated = $4)
       AND ($5::bigint IS NULL OR (received_at, id) < ($5, $6::uuid))
     ORDER BY received_at DESC, id DESC LIMIT $7`,
    [
      filter.state ?? null,
      filter.shape ?? null,
      filter.number ?? null,
      filter.escalated ?? null,
      filter.before?.at ?? null,
      filter.before?.id ?? null,
      filter.limit,
    ],
  );
}

export async function readModel(tx: Tx, tipId: string, n: number): Promise<TipModel | null> {
  const [row] = await tx.query<{ model: TipModel }>('SELECT model FROM tips_version WHERE tip_id = $1 AND n = $2', [
    tipId,
    n,
  ]);
  return row?.model ?? null;
}

/** What a queue needs to know of a report, from its model. */
export function summaryOf(model: TipModel) {
  return {
    incidentType: model.incident.type,
    incidentAt: model.incident.time?.at ?? null,
    isEscalated: model.incident.escalated !== null,
    people: model.people.filter((one) => one.role !== 'reporter' && one.role !== 'officer').length,
  };
}

export async function insertVersion(
  tx: Tx,
  row: { tipId: string; n: number; raw: Uint8Array; model: TipModel; compartment: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO tips_version (tip_id, n, raw, raw_sha256, model, at, by_actor, compartment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.tipId,
      row.n,
      row.raw,
      createHash('sha256').update(row.raw).digest(),
      toJsonb(row.model),
      tx.now,
      tx.scope.actor.id,
      row.compartment,
    ],
  );
}
