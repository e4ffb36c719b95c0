import { refuse, type Tx } from '../platform/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import type { AnswerReferral, DecideReferral } from './contract.ts';
import { type HostingDeps, incomingRef, referralRef } from './deps.ts';
import { lockReferral, type StoredReferral } from './store.ts';

const ENDED: ReadonlySet<string> = new Set(['closed', 'refused']);

/**
 * Answers another bureau's referral: taken up, refused (not hosted here), or done.
 * @throws AppError `refused`: `hosting.referral-not-incoming`, `hosting.referral-ended`, `hosting.referral-taken-already`; `conflict`
 */
export async function answerReferral(deps: HostingDeps, tx: Tx, input: AnswerReferral & { id: string }): Promise<void> {
  const row = await lockReferral(tx, input);
  if (row.direction !== 'in' || row.their_id === null) throw refuse('hosting.referral-not-incoming');
  if (ENDED.has(row.state)) throw refuse('hosting.referral-ended');
  if (input.answer === 'taken' && row.state === 'taken') throw refuse('hosting.referral-taken-already');
  await tx.query('UPDATE hosting_referral SET state = $2, answer = $3, version = version + 1 WHERE id = $1', [
    row.id,
    input.answer,
    input.text,
  ]);
  await deps.federation.send(tx, {
    to: [row.party as BureauCode],
    kind: 'hosting.answer',
    body: { v: 1, referral: row.their_id, answer: input.answer, text: input.text },
    urgency: row.urgency,
    entity: incomingRef(row.id),
  });
  deps.audit.record(tx, {
    act: `hosting.incoming-${input.answer}`,
    entity: incomingRef(row.id),
    body: { to: row.party, text: input.text },
  });
  if (input.answer !== 'taken') await deps.work.close(tx, { ref: incomingRef(row.id), outcome: input.answer });
}

/**
 * The authority's decision on what is hosted at home: hold, preserve or notify. The provider is contacted by nobody before its
 * release, for that would warn the offender.
 * @throws AppError `refused`: `hosting.referral-not-authority`, `hosting.referral-ended`, `hosting.notify-is-release`; `conflict`
 */
export async function decideReferral(deps: HostingDeps, tx: Tx, input: DecideReferral & { id: string }): Promise<void> {
  const row = await lockReferral(tx, input);
  mustBeAuthoritys(row);
  if (input.decision === 'notify' && !input.release) throw refuse('hosting.notify-is-release', {}, '/body/release');
  const answer = [input.by, input.note].filter((part) => part !== '').join(': ');
  await tx.query(
    `UPDATE hosting_referral SET state = 'decided', decision = $2, released = $3, answer = $4, version = version + 1
     WHERE id = $1`,
    [row.id, input.decision, input.release, answer],
  );
  deps.audit.record(tx, {
    act: 'hosting.referral-decided',
    entity: referralRef(row.id),
    body: { decision: input.decision, release: input.release, by: input.by, note: input.note },
  });
}

/**
 * A referral is over: after the authority decided, or after the other bureau took it up.
 * @throws AppError `refused`: `hosting.referral-undecided`, `hosting.referral-ended`; `conflict`
 */
export async function closeReferral(
  deps: HostingDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const row = await lockReferral(tx, input);
  if (row.direction !== 'out') throw refuse('hosting.referral-incoming-is-answered');
  if (ENDED.has(row.state)) throw refuse('hosting.referral-ended');
  if (row.state === 'sent' && row.kind === 'authority') throw refuse('hosting.referral-undecided');
  await tx.query("UPDATE hosting_referral SET state = 'closed', version = version + 1 WHERE id = $1", [row.id]);
  deps.audit.record(tx, {
    act: 'hosting.referral-closed',
    entity: referralRef(row.id),
    body: { reason: input.reason },
  });
  await deps.work.close(tx, { ref: referralRef(row.id), outcome: 'closed' });
}

function mustBeAuthoritys(row: StoredReferral): void {
  if (row.direction !== 'out' || row.kind !== 'authority') throw refuse('hosting.referral-not-authority');
  if (ENDED.has(row.state)) throw refuse('hosting.referral-ended');
}
