import { conflict, type InboundMessage, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { WireWithdrawal } from '../contract-routing.ts';
import { type Deps, tipRef } from '../deps.ts';
import { reopenTips } from '../settle-tips.ts';
import { isOver, lockReferral, type ReferralRow } from './referral-store.ts';
import { incomingRef, referralRef } from './refs.ts';

/**
 * A referral no longer stands. A report of which none stands is owed again.
 * @throws AppError `conflict`; `refused`: `tip.referral-ended`, `tip.referral-not-ours`
 */
export async function withdrawReferral(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const row = await lockReferral(tx, input.id);
  if (row.version !== input.version)
    throw conflict('tip-referral', { version: input.version }, { version: row.version });
  await endReferral(deps, tx, { id: row.id, tipId: row.tip_id, reason: input.reason });
  await reopenUnsent(deps, tx, row.tip_id, input.reason);
}

/** Takes one back that is still open; a bureau is told. @throws AppError as {@link withdrawReferral} */
export async function endReferral(
  deps: Deps,
  tx: Tx,
  input: { id: string; tipId: string; reason: string },
): Promise<void> {
  const row = await lockReferral(tx, input.id);
  if (row.tip_id !== input.tipId) throw notFound('tip-referral');
  if (row.direction !== 'out') throw refuse('tip.referral-not-ours');
  if (isOver(row)) throw refuse('tip.referral-ended');
  await endRow(tx, row.id, 'withdrawn', 'withdrawn');
  if (row.kind === 'bureau') {
    await deps.federation.send(tx, {
      to: [row.party as BureauCode],
      kind: 'tip.referral-withdrawn',
      body: { v: 1, referral: row.id, reason: input.reason },
      entity: referralRef(row.id),
    });
  }
  deps.audit.record(tx, {
    act: 'tip.referral-withdrawn',
    entity: referralRef(row.id),
    about: [tipRef(row.tip_id)],
    body: { to: row.party, reason: input.reason },
  });
  await deps.work.close(tx, { ref: referralRef(row.id), outcome: 'withdrawn' });
}

export async function endRow(tx: Tx, id: string, state: ReferralRow['state'], outcome: string): Promise<void> {
  await tx.query(
    'UPDATE tips_referral SET state = $2, outcome = $3, closed_at = $4, version = version + 1 WHERE id = $1',
    [id, state, outcome, tx.now],
  );
}

/** A routed report that nobody has after all is owed again. */
export async function reopenUnsent(deps: Deps, tx: Tx, tipId: string, reason: string): Promise<void> {
  const rows = await tx.query(
    "SELECT FROM tips_referral WHERE tip_id = $1 AND direction = 'out' AND state NOT IN ('refused', 'withdrawn') LIMIT 1",
    [tipId],
  );
  const [tip] = await tx.query<{ state: string }>('SELECT state FROM tips_tip WHERE id = $1', [tipId]);
  if (rows.length === 0 && tip?.state === 'routed') await reopenTips(deps, tx, [{ id: tipId, reason }]);
}

/** The bureau that sent a report takes it back: what was owed to it is not. @throws AppError `refused`: `tip.no-such-referral` */
export async function receiveWithdrawal(deps: Deps, tx: Tx, message: InboundMessage<WireWithdrawal>): Promise<void> {
  const [row] = await tx.query<ReferralRow>(
    "SELECT * FROM tips_referral WHERE direction = 'in' AND party = $1 AND their_id = $2 FOR UPDATE",
    [message.from, message.body.referral],
  );
  if (!row) throw refuse('tip.no-such-referral');
  await deps.federation.tag(tx, message.id, incomingRef(row.id));
  if (isOver(row)) return;
  await endRow(tx, row.id, 'withdrawn', 'withdrawn');
  deps.audit.record(tx, {
    act: 'tip.incoming-withdrawn',
    entity: incomingRef(row.id),
    about: [tipRef(row.tip_id)],
    body: { from: message.from, reason: message.body.reason },
  });
  await deps.work.close(tx, { ref: incomingRef(row.id), outcome: 'withdrawn' });
}
