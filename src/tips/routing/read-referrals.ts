import type * as z from 'zod';
import { notFound, type Tx } from '../../platform/index.ts';
import type { ReferralView, referralPackage, referralQuery } from '../contract-routing.ts';
import { tipRef } from '../deps.ts';
import { after, pageOf } from '../pages.ts';
import { readModel } from '../store.ts';
import { forReceiver } from './build-report.ts';
import type { RoutingDeps } from './open-routing.ts';
import { createNames } from './receiver-names.ts';
import type { ReferralRow } from './referral-store.ts';
import { referralRef } from './refs.ts';

type Row = ReferralRow & { readonly report_number: number; readonly provider_name: string };
type Feedback = ReferralView['feedback'][number];

const SELECT =
  'SELECT r.*, t.report_number, t.provider_name FROM tips_referral r JOIN tips_tip t ON t.id = r.tip_id WHERE';
const OPEN = "r.state IN ('sent', 'opened', 'useful')";

/** Those of one report, oldest first, or one alone. */
export async function readReferrals(
  deps: RoutingDeps,
  tx: Tx,
  by: { readonly tipId: string } | { readonly id: string },
): Promise<ReferralView[]> {
  const rows =
    'tipId' in by
      ? await tx.query<Row>(`${SELECT} r.tip_id = $1 ORDER BY r.at, r.id LIMIT 200`, [by.tipId])
      : await tx.query<Row>(`${SELECT} r.id = $1`, [by.id]);
  return views(deps, tx, rows);
}

/** @throws AppError `not-found` */
export async function viewReferral(deps: RoutingDeps, tx: Tx, id: string): Promise<ReferralView> {
  const [view] = await readReferrals(deps, tx, { id });
  if (!view) throw notFound('tip-referral');
  deps.audit.record(tx, { act: 'tip.referrals-listed', entity: tipRef(view.tipId), body: { referrals: 1 } });
  return view;
}

/** Newest first: ids are in the order of their making. */
export async function listReferrals(
  deps: RoutingDeps,
  tx: Tx,
  query: z.output<typeof referralQuery>,
): Promise<{ items: ReferralView[]; next: string | null }> {
  const before = after(query.cursor);
  const rows = await tx.query<Row>(
    `${SELECT} ($1::text IS NULL OR r.direction = $1) AND ($2::text IS NULL OR (${OPEN}) = ($2 = 'open'))
       AND ($3::uuid IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $4`,
    [query.direction ?? null, query.state ?? null, before?.id ?? null, query.limit + 1],
  );
  deps.audit.record(tx, {
    act: 'tip.referrals-listed',
    entity: { kind: 'tip-queue', id: 'referrals' },
    body: { referrals: Math.min(rows.length, query.limit) },
  });
  const page = pageOf(
    rows,
    query.limit,
    (row) => row.at,
    (row) => row,
  );
  return { items: await views(deps, tx, page.items), next: page.next };
}

async function views(deps: RoutingDeps, tx: Tx, rows: readonly Row[]): Promise<ReferralView[]> {
  const feedback = await tx.query<Feedback & { referral_id: string }>(
    `SELECT referral_id, kind, is_final AS "isFinal", note, country, date, number, by_actor AS by, at FROM tips_feedback
     WHERE referral_id = ANY($1::uuid[]) ORDER BY at, id`,
    [rows.map((row) => row.id)],
  );
  const byReferral = Map.groupBy(feedback, (one) => one.referral_id);
  const names = createNames(deps, tx);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      tipId: row.tip_id,
      reportNumber: row.report_number,
      provider: row.provider_name,
      direction: row.direction,
      kind: row.kind,
      party: row.party,
      partyName: await names.of({ kind: row.kind, id: row.party }),
      n: row.n,
      state: row.state,
      outcome: row.outcome,
      automatic: row.automatic,
      reason: row.reason,
      delivery: row.delivery,
      by: row.by_actor,
      at: row.at,
      dueAt: row.due_at,
      closedAt: row.closed_at,
      version: row.version,
      feedback: (byReferral.get(row.id) ?? []).map(({ referral_id: _id, ...one }) => one),
    })),
  );
}

/** What a receiver may pick up of what waits for it, oldest first. */
export async function listForParty(tx: Tx, party: string, query: { cursor?: string | undefined; limit: number }) {
  const from = after(query.cursor);
  const rows = await tx.query<{
    id: string;
    reportNumber: number;
    n: number;
    state: ReferralView['state'];
    at: number;
    preservedUntil: number | null;
  }>(
    `SELECT r.id, t.report_number AS "reportNumber", r.n, r.state, r.at, t.preserved_until AS "preservedUntil"
     FROM tips_referral r JOIN tips_tip t ON t.id = r.tip_id
     WHERE r.party = $1 AND r.direction = 'out' AND r.kind <> 'bureau' AND ${OPEN}
       AND ($2::uuid IS NULL OR r.id > $2) ORDER BY r.id LIMIT $3`,
    [party, from?.id ?? null, query.limit + 1],
  );
  return pageOf(
    rows,
    query.limit,
    (row) => row.at,
    (row) => row,
  );
}

/**
 * What goes to a receiver within the country: the report without media, as a file.
 * @param party whose it must be; null: any, for staff
 */
export async function exportPackage(
  deps: RoutingDeps,
  tx: Tx,
  id: string,
  party: string | null,
): Promise<z.output<typeof referralPackage>> {
  const [row] = await tx.query<Row & { preserved_until: number | null }>(
    `SELECT r.*, t.report_number, t.provider_name, t.preserved_until FROM tips_referral r JOIN tips_tip t ON t.id = r.tip_id
     WHERE r.id = $1 AND r.direction = 'out' AND ($2::text IS NULL OR (r.party = $2 AND r.kind <> 'bureau'))`,
    [id, party],
  );
  const model = row && (await readModel(tx, row.tip_id, row.n));
  if (!row || !model) throw notFound('tip-referral');
  deps.audit.record(tx, { act: 'tip.referral-exported', entity: referralRef(id), about: [tipRef(row.tip_id)] });
  return {
    v: 1,
    referral: id,
    tip: row.tip_id,
    reportNumber: row.report_number,
    n: row.n,
    sentAt: row.at,
    preservedUntil: row.preserved_until,
    reason: row.reason,
    report: forReceiver(model, row.report_number, row.kind !== 'bureau'),
  };
}
