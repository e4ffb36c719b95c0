import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Target } from '../contract-routing.ts';
import type { RoutingRules } from '../contract-rules.ts';
import { tipRef, WORKER } from '../deps.ts';
import { buildReport } from './build-report.ts';
import type { RoutingDeps } from './open-routing.ts';
import { referralRef } from './refs.ts';

const DAY = 86_400_000;
const PURPOSE = 'A report of sexual exploitation of a child that points to your country; its files are not enclosed';

export interface NewReferral extends Target {
  readonly tipId: string;
  /** Version of the report. */
  readonly n: number;
  readonly isUrgent: boolean;
  /** Whose place it follows; what goes for the suspect's alone names no child. */
  readonly sides: readonly string[];
}

/**
 * Puts reports on their way, many in one statement: owed by the receiver's feedback until its date. Abroad they go as messages,
 * without media. An earlier version that the same receiver has is answered by this one.
 * @throws AppError `refused`: `tip.too-long-to-send`
 */
export async function referTips(
  deps: RoutingDeps,
  tx: Tx,
  rows: readonly NewReferral[],
  how: { automatic: boolean; rules: number; dueDays: RoutingRules['dueDays']; reason: string },
): Promise<string[]> {
  if (rows.length === 0) return [];
  const made = [];
  for (const row of rows) {
    const id = deps.runtime.newId();
    const dueAt = tx.now + how.dueDays[row.kind] * DAY;
    const messageId = row.kind === 'bureau' ? await send(deps, tx, id, row, how.reason) : null;
    made.push({ ...row, referral: id, dueAt, messageId });
  }
  await tx.query(
    `INSERT INTO tips_referral (id, tip_id, direction, kind, party, n, state, automatic, rules, reason, message_id, delivery,
       by_actor, at, due_at)
     SELECT u.id, u.tip_id, 'out', u.kind, u.party, u.n, 'sent', $8, $9, $10, u.message_id,
       CASE WHEN u.message_id IS NULL THEN NULL ELSE 'queued' END, $11, $12, u.due_at
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::bigint[])
       AS u(id, tip_id, kind, party, n, message_id, due_at)`,
    [
      made.map((one) => one.referral),
      made.map((one) => one.tipId),
      made.map((one) => one.kind),
      made.map((one) => one.id),
      made.map((one) => one.n),
      made.map((one) => one.messageId),
      made.map((one) => one.dueAt),
      how.automatic,
      how.rules,
      how.reason,
      how.automatic ? 'system' : tx.scope.actor.id,
      tx.now,
    ],
    'tips.refer',
  );
  for (const one of made) {
    // What the rules sent, an entry on the rules tells of.
    const about = how.automatic ? {} : { about: [tipRef(one.tipId)], body: { to: one.id } };
    deps.audit.record(tx, { act: 'tip.referred', entity: referralRef(one.referral), ...about });
  }
  await deps.work.openMany(tx, {
    task: 'tip.await-feedback',
    owner: { role: WORKER },
    items: made.map((one) => ({
      ref: referralRef(one.referral),
      dueAt: one.dueAt,
      urgency: one.isUrgent ? ('urgent' as const) : ('routine' as const),
      params: { to: one.id },
    })),
  });
  const later = made.filter((one) => one.n > 1);
  if (later.length > 0) await supersede(deps, tx, later);
  return made.map((one) => one.referral);
}

async function send(deps: RoutingDeps, tx: Tx, id: string, row: NewReferral, reason: string): Promise<string> {
  const { reportNumber, preservedUntil, report } = await buildReport(tx, row.tipId, row.n, row.sides);
  const sent = await deps.federation.send(tx, {
    to: [row.id as BureauCode],
    kind: 'tip.referral',
    body: { v: 1, referral: id, tip: row.tipId, reportNumber, n: row.n, preservedUntil, note: reason, report },
    urgency: row.isUrgent ? 'urgent' : 'routine',
    handling: { purpose: PURPOSE, onward: 'with-consent' },
    entity: referralRef(id),
  });
  return sent.id;
}

async function supersede(
  deps: RoutingDeps,
  tx: Tx,
  later: readonly (NewReferral & { referral: string })[],
): Promise<void> {
  const rows = await tx.query<{ id: string; tip_id: string }>(
    `UPDATE tips_referral r SET state = 'closed', outcome = 'newer-version', closed_at = $4, version = r.version + 1
     FROM unnest($1::uuid[], $2::text[], $3::int[]) AS u(tip_id, party, n)
     WHERE r.tip_id = u.tip_id AND r.party = u.party AND r.n < u.n AND r.direction = 'out'
       AND r.state IN ('sent', 'opened', 'useful') RETURNING r.id, r.tip_id`,
    [later.map((one) => one.tipId), later.map((one) => one.id), later.map((one) => one.n), tx.now],
  );
  for (const { id, tip_id } of rows) {
    deps.audit.record(tx, {
      act: 'tip.referral-closed',
      entity: referralRef(id),
      about: [tipRef(tip_id)],
      body: { outcome: 'newer-version' },
    });
    await deps.work.close(tx, { ref: referralRef(id), outcome: 'newer-version' });
  }
}
