import { type EntityRef, parseRef, refText, type Tx } from '../platform/index.ts';
import type { WorkItem } from './contract.ts';

export interface WorkRow {
  readonly id: string;
  readonly ref_kind: string;
  readonly ref_id: string;
  readonly task: string;
  readonly owner_role: string | null;
  readonly owner_person: string | null;
  readonly due_at: number;
  readonly urgency: WorkItem['urgency'];
  readonly params: WorkItem['params'];
  readonly about: readonly string[];
  readonly version: number;
  readonly claimed_by: string | null;
  readonly claimed_at: number | null;
  readonly claim_until: number | null;
  readonly snoozed_until: number | null;
  readonly escalated_at: number | null;
  readonly opened_at: number;
}

/** How long a claim stands after its holder's console was last heard of. */
export const LEASE_MS = 30 * 60_000;

/** When a claim ends; rows of before leases were have none written down. */
export const CLAIM_ENDS = `coalesce(claim_until, claimed_at + ${LEASE_MS})`;

export const COLUMNS = `id, ref_kind, ref_id, task, owner_role, owner_person, due_at, urgency, params, about, version, claimed_by,
  claimed_at, ${CLAIM_ENDS} AS claim_until, snoozed_until,
  CASE WHEN escalation_settled_at IS NULL THEN escalated_at END AS escalated_at, opened_at`;

export function toItem(row: WorkRow): WorkItem {
  return {
    id: row.id,
    ref: { kind: row.ref_kind, id: row.ref_id },
    task: row.task,
    owner: row.owner_role === null ? { person: row.owner_person ?? '' } : { role: row.owner_role },
    dueAt: row.due_at,
    urgency: row.urgency,
    params: row.params,
    about: row.about.map(parseRef),
    version: row.version,
    claimedBy: row.claimed_by,
    claimedAt: row.claimed_at,
    claimUntil: row.claim_until,
    snoozedUntil: row.snoozed_until,
    escalatedAt: row.escalated_at,
    openedAt: row.opened_at,
  };
}

export interface NewWork
  extends Omit<WorkItem, 'version' | 'claimedBy' | 'claimedAt' | 'claimUntil' | 'snoozedUntil' | 'escalatedAt'> {
  readonly compartment: string;
  readonly agency: string | null;
}

export async function insertItem(tx: Tx, item: NewWork): Promise<void> {
  await tx.query(
    `INSERT INTO work_item (id, ref_kind, ref_id, task, owner_role, owner_person, due_at, urgency, params, about,
       compartment, agency, opened_at, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      item.id,
      item.ref.kind,
      item.ref.id,
      item.task,
      'role' in item.owner ? item.owner.role : null,
      'person' in item.owner ? item.owner.person : null,
      item.dueAt,
      item.urgency,
      JSON.stringify(item.params),
      item.about.map(refText),
      item.compartment,
      item.agency,
      item.openedAt,
      tx.scope.actor.id,
    ],
  );
}

/** Many in one statement. */
export async function insertItems(tx: Tx, items: readonly NewWork[]): Promise<void> {
  await tx.query(
    `INSERT INTO work_item (id, ref_kind, ref_id, task, owner_role, owner_person, due_at, urgency, params, about,
       compartment, agency, opened_at, opened_by)
     SELECT u.id, u.ref_kind, u.ref_id, u.task, u.owner_role, u.owner_person, u.due_at, u.urgency, u.params,
       ARRAY(SELECT jsonb_array_elements_text(u.about)), u.compartment, u.agency, $2, $3
     FROM jsonb_to_recordset($1) AS u(id uuid, ref_kind text, ref_id text, task text, owner_role text, owner_person text,
       due_at bigint, urgency text, params jsonb, about jsonb, compartment text, agency text)`,
    [
      JSON.stringify(
        items.map((item) => ({
          ...item,
          ref_kind: item.ref.kind,
          ref_id: item.ref.id,
          owner_role: 'role' in item.owner ? item.owner.role : null,
          owner_person: 'person' in item.owner ? item.owner.person : null,
          due_at: item.dueAt,
          about: item.about.map(refText),
        })),
      ),
      tx.now,
      tx.scope.actor.id,
    ],
    'work.insert-many',
  );
}

/** Closes what is open on many references of a kind and tells which they were. */
export async function closeItemsOf(tx: Tx, kind: string, ids: readonly string[], outcome: string): Promise<WorkItem[]> {
  const rows = await tx.query<WorkRow>(
    `UPDATE work_item SET closed_at = $1, closed_by = $2, outcome = $3, version = version + 1
     WHERE ref_kind = $4 AND ref_id = ANY($5) AND closed_at IS NULL RETURNING ${COLUMNS}`,
    [tx.now, tx.scope.actor.id, outcome, kind, ids],
    'work.close-many',
  );
  return rows.map(toItem);
}

/** Closes what is open on a reference (of one task, when given) and tells which they were. */
export async function closeItems(tx: Tx, ref: EntityRef, task: string | null, outcome: string): Promise<WorkItem[]> {
  const rows = await tx.query<WorkRow>(
    `UPDATE work_item SET closed_at = $1, closed_by = $2, outcome = $3, version = version + 1
     WHERE ref_kind = $4 AND ref_id = $5 AND closed_at IS NULL AND ($6::text IS NULL OR task = $6) RETURNING ${COLUMNS}`,
    [tx.now, tx.scope.actor.id, outcome, ref.kind, ref.id, task],
  );
  return rows.map(toItem);
}

/** An open item, locked for this transaction; null when there is none for this scope. */
export async function lockOpen(tx: Tx, id: string): Promise<WorkItem | null> {
  const [row] = await tx.query<WorkRow>(
    `SELECT ${COLUMNS} FROM work_item WHERE id = $1 AND closed_at IS NULL FOR UPDATE`,
    [id],
  );
  return row ? toItem(row) : null;
}

/** Sets or lifts the claim of an item that is locked by `lockOpen`. */
export async function setClaim(tx: Tx, id: string, by: string | null): Promise<WorkItem> {
  const [row] = await tx.query<WorkRow>(
    `UPDATE work_item SET claimed_by = $2, claimed_at = $3, claim_until = $4, version = version + 1
     WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, by, by === null ? null : tx.now, by === null ? null : tx.now + LEASE_MS],
  );
  if (!row) throw new Error('work: the locked item is gone');
  return toItem(row);
}

export async function selectOfRef(tx: Tx, ref: EntityRef): Promise<WorkItem[]> {
  const rows = await tx.query<WorkRow>(
    `SELECT ${COLUMNS} FROM work_item WHERE ref_kind = $1 AND ref_id = $2 AND closed_at IS NULL ORDER BY due_at, id`,
    [ref.kind, ref.id],
  );
  return rows.map(toItem);
}

/** Ids of references of a kind with an open item. */
export async function selectOpenRefs(tx: Tx, kind: string): Promise<Set<string>> {
  const rows = await tx.query<{ ref_id: string }>(
    'SELECT DISTINCT ref_id FROM work_item WHERE ref_kind = $1 AND closed_at IS NULL',
    [kind],
  );
  return new Set(rows.map((row) => row.ref_id));
}
