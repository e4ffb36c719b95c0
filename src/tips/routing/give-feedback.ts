import { type InboundMessage, invalid, refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { GiveFeedback, WireFeedback } from '../contract-routing.ts';
import { type Deps, tipRef } from '../deps.ts';
import { recordTipOutcome } from './record-outcome.ts';
import { isOver, lockReferral, type ReferralRow } from './referral-store.ts';
import { incomingRef, referralRef } from './refs.ts';
import { endRow } from './withdraw-referral.ts';

const FINAL: ReadonlySet<string> = new Set(['arrest', 'child-identified', 'nothing-found']);

/**
 * What came of a referral: as its receiver told us; of a report that another bureau sent, ours to that bureau. The final word ends
 * the referral, and with the last of them the report is closed. What is told after the end is kept, and an arrest or an identified
 * child still becomes an outcome: it may come years later.
 * @throws AppError `refused`: `tip.referral-ended`; `invalid`: `tip.outcome-needs-date`
 */
export async function giveFeedback(deps: Deps, tx: Tx, id: string, input: GiveFeedback): Promise<{ isFinal: boolean }> {
  const row = await lockReferral(tx, id);
  if (row.direction === 'out') return noteFeedback(deps, tx, row, input);
  if (isOver(row)) throw refuse('tip.referral-ended');
  const isFinal = await keep(deps, tx, row, input);
  const { final: _final, ...word } = input;
  await deps.federation.send(tx, {
    to: [row.party as BureauCode],
    kind: 'tip.feedback',
    body: { v: 1, referral: row.their_id ?? '', ...word, final: isFinal },
    entity: incomingRef(row.id),
  });
  deps.audit.record(tx, {
    act: isFinal ? 'tip.incoming-answered' : 'tip.incoming-told',
    entity: incomingRef(row.id),
    about: [tipRef(row.tip_id)],
    body: { to: row.party, kind: input.kind },
  });
  if (isFinal) await deps.work.close(tx, { ref: incomingRef(row.id), outcome: input.kind });
  return { isFinal };
}

/** Another bureau's word on a report that we sent it. @throws AppError `refused`: `tip.no-such-referral` */
export async function receiveFeedback(deps: Deps, tx: Tx, message: InboundMessage<WireFeedback>): Promise<void> {
  const { v: _v, referral, ...word } = message.body;
  const [row] = await tx.query<ReferralRow>(
    "SELECT * FROM tips_referral WHERE id = $1 AND direction = 'out' AND kind = 'bureau' AND party = $2 FOR UPDATE",
    [referral, message.from],
  );
  if (!row) throw refuse('tip.no-such-referral');
  await deps.federation.tag(tx, message.id, referralRef(row.id));
  await noteFeedback(deps, tx, row, word);
}

export async function noteFeedback(
  deps: Deps,
  tx: Tx,
  row: ReferralRow,
  input: GiveFeedback,
): Promise<{ isFinal: boolean }> {
  if (row.state === 'refused' || row.state === 'withdrawn') throw refuse('tip.referral-ended');
  const isLate = isOver(row);
  const isFinal = await keep(deps, tx, row, input);
  deps.audit.record(tx, {
    act: 'tip.feedback-received',
    entity: referralRef(row.id),
    about: [tipRef(row.tip_id)],
    body: { from: row.party, kind: input.kind, ...(input.note === '' ? {} : { note: input.note }) },
  });
  if (input.kind === 'arrest' || input.kind === 'child-identified') await recordTipOutcome(deps, tx, row, input);
  if (isFinal && !isLate) {
    deps.audit.record(tx, {
      act: 'tip.referral-closed',
      entity: referralRef(row.id),
      about: [tipRef(row.tip_id)],
      body: { outcome: input.kind },
    });
    await deps.work.close(tx, { ref: referralRef(row.id), outcome: input.kind });
  }
  if (isFinal) await closeTip(deps, tx, row.tip_id);
  return { isFinal };
}

/** Keeps the word, and moves the referral by it. */
async function keep(deps: Deps, tx: Tx, row: ReferralRow, input: GiveFeedback): Promise<boolean> {
  const isOutcome = input.kind === 'arrest' || input.kind === 'child-identified';
  if (isOutcome && input.date === undefined) throw invalid('/body/date', 'tip.outcome-needs-date');
  const isFinal = input.final ?? FINAL.has(input.kind);
  await tx.query(
    `INSERT INTO tips_feedback (id, referral_id, kind, is_final, note, country, date, number, by_actor, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      deps.runtime.newId(),
      row.id,
      input.kind,
      isFinal,
      input.note,
      input.country ?? null,
      input.date ?? null,
      input.number,
      tx.scope.actor.id,
      tx.now,
    ],
  );
  if (isFinal && !isOver(row)) await endRow(tx, row.id, 'closed', input.kind);
  else if (!isOver(row) && (input.kind === 'opened' || input.kind === 'useful')) {
    // Useful is more than opened, whatever is told later.
    const state = row.state === 'useful' ? 'useful' : input.kind;
    await tx.query('UPDATE tips_referral SET state = $2, version = version + 1 WHERE id = $1', [row.id, state]);
  }
  return isFinal;
}

/** What is told of a report once the last of its referrals has ended; the best of them is its outcome. */
const BEST = ['child-identified', 'arrest', 'useful', 'nothing-found', 'opened'] as const;

async function closeTip(deps: Deps, tx: Tx, tipId: string): Promise<void> {
  const rows = await tx.query<{ state: string; outcome: string | null }>(
    "SELECT state, outcome FROM tips_referral WHERE tip_id = $1 AND direction = 'out'",
    [tipId],
  );
  if (rows.some((row) => row.state === 'sent' || row.state === 'opened' || row.state === 'useful')) return;
  const best = BEST.find((kind) => rows.some((row) => row.outcome === kind));
  if (best === undefined) return;
  const outcome = `tip.fed-back.${best}`;
  const changed = await tx.query(
    "UPDATE tips_tip SET outcome = $2, version = version + 1 WHERE id = $1 AND state = 'routed' AND outcome IS DISTINCT FROM $2 RETURNING id",
    [tipId, outcome],
  );
  if (changed.length > 0) deps.audit.record(tx, { act: 'tip.closed', entity: tipRef(tipId), body: { outcome } });
}
