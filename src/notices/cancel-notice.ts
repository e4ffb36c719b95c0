import { refuse, type Tx } from '../platform/index.ts';
import { judgeCancel, judgeEvidence } from './cancel-guard.ts';
import { clocksOf } from './clocks.ts';
import type { EndGround, Ground, ReturnEvidence } from './contract.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { isDismissal, reportDismissal } from './dismissal.ts';
import { ownForChange } from './draft-notice.ts';
import { isOut, moved } from './life.ts';
import { owe } from './notice-work.ts';
import { dayOf, noticeRef, noticeWireId, plain } from './refs.ts';
import { changeNotice, type NoticeRecord, openEnding, q } from './store.ts';
import type { CancelRequestMessage } from './wire.ts';

/** The return that a hit put on record for this notice, if any. */
export async function recordedReturn(tx: Tx, noticeId: string): Promise<ReturnEvidence | null> {
  const row = await q(tx)
    .selectFrom('notice_hit_step')
    .innerJoin('notice_hit', 'notice_hit.id', 'notice_hit_step.hit_id')
    .select('notice_hit_step.body')
    .where('notice_hit.notice_id', '=', noticeId)
    .where('notice_hit_step.step', 'in', ['returned', 'home'])
    .orderBy('notice_hit_step.at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.body && 'evidence' in row.body ? row.body.evidence : null;
}

/**
 * The owner cancels its notice. "Purpose achieved" needs the recorded return of a person who was to come back; other
 * grounds wait for a second person.
 * @throws AppError `refused`: `notice.cancel.not-returned`, `notice.cancel.ground-not-for-colour`, `notice.ending-under-way`
 */
export async function cancelNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; ground: Ground; reason: string; evidence?: ReturnEvidence | undefined },
): Promise<{ awaitsSecond: boolean }> {
  const notice = await ownForChange(tx, input.id, input.version);
  if (notice.channel === 'diffusion') throw refuse('notice.diffusion.recall');
  if (!isOut(notice.state)) throw refuse('notice.wrong-state', { state: notice.state, move: 'cancel' });
  if (await openEnding(tx, notice.id)) throw refuse('notice.ending-under-way');
  const evidence = input.evidence ?? (await recordedReturn(tx, notice.id));
  const guarded = { colour: notice.colour, returnSought: notice.return_sought, owner: notice.owner };
  const { needsSecond } = judgeCancel(guarded, input.ground, evidence, dayOf(tx.now));
  const reviewOpen = notice.ends_at !== null && notice.ends_at - clocksOf(deps).warnBefore <= tx.now;
  judgeEvidence(input.ground, evidence, dayOf(tx.now), reviewOpen);
  const ending = { kind: 'cancel' as const, ground: input.ground, reason: input.reason, evidence };
  if (!needsSecond) {
    await requestEnding(deps, tx, notice, ending);
    return { awaitsSecond: false };
  }
  await insertEnding(deps, tx, notice, { ...ending, state: 'proposed', message: null });
  await changeNotice(tx, notice, {});
  await owe(deps, tx, notice, 'notice.confirm-cancel', 'urgent');
  if (isDismissal(input.ground)) {
    await reportDismissal(deps, tx, notice, { ground: input.ground, reason: input.reason, stands: true });
  }
  deps.audit.record(tx, {
    act: 'notice.cancel-proposed',
    entity: noticeRef(notice.id),
    body: { ground: input.ground },
  });
  return { awaitsSecond: true };
}

/**
 * The second person: another supervisor confirms what was proposed, or rejects it.
 * @throws AppError `refused`: `notice.cancel.nothing-proposed`, `notice.cancel.same-person`
 */
export async function confirmCancel(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; decision: 'confirm' | 'reject'; reason?: string | undefined },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  const ending = await openEnding(tx, notice.id);
  if (ending?.state !== 'proposed') throw refuse('notice.cancel.nothing-proposed');
  const me = tx.scope.actor.id;
  if (ending.proposed_by === me) throw refuse('notice.cancel.same-person');
  await deps.work.close(tx, { ref: noticeRef(notice.id), task: 'notice.confirm-cancel', outcome: input.decision });
  if (input.decision === 'reject') {
    await q(tx)
      .updateTable('notice_ending')
      .set({ state: 'rejected', confirmed_by: me })
      .where('id', '=', ending.id)
      .execute();
    await changeNotice(tx, notice, {});
    if (isDismissal(ending.ground)) {
      const reason = input.reason ?? ending.reason ?? ending.ground;
      await reportDismissal(deps, tx, notice, { ground: ending.ground, reason, stands: false });
    }
    deps.audit.record(tx, {
      act: 'notice.cancel-rejected',
      entity: noticeRef(notice.id),
      body: { ground: ending.ground, ...(input.reason ? { reason: input.reason } : {}) },
    });
    return;
  }
  const message = await sendRequest(deps, tx, notice, {
    kind: 'cancel',
    ground: ending.ground,
    reason: ending.reason ?? '',
    evidence: ending.evidence,
    secondPerson: true,
  });
  await q(tx)
    .updateTable('notice_ending')
    .set({ state: 'requested', confirmed_by: me, message })
    .where('id', '=', ending.id)
    .execute();
  await changeNotice(tx, notice, {});
  await requested(deps, tx, notice, ending.ground);
}

/** The requester may always withdraw: a supervisor, with a reason. A draft that never left simply ends. */
export async function withdrawNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  if (notice.channel === 'diffusion') throw refuse('notice.diffusion.recall');
  const standing = await openEnding(tx, notice.id);
  if (standing?.state === 'requested') throw refuse('notice.ending-under-way');
  if (standing) {
    // A withdrawal overtakes a cancellation that nobody has confirmed.
    await q(tx).updateTable('notice_ending').set({ state: 'rejected' }).where('id', '=', standing.id).execute();
    await deps.work.close(tx, { ref: noticeRef(notice.id), task: 'notice.confirm-cancel', outcome: 'withdrawn' });
  }
  if (notice.state === 'draft') {
    await changeNotice(tx, notice, { state: moved(notice.state, 'discard'), ground: 'withdrawn', ended_at: tx.now });
    await deps.work.close(tx, { ref: noticeRef(notice.id), outcome: 'discarded' });
    deps.audit.record(tx, { act: 'notice.discarded', entity: noticeRef(notice.id), body: { reason: input.reason } });
    return;
  }
  if (!isOut(notice.state)) moved(notice.state, 'discard');
  await requestEnding(deps, tx, notice, {
    kind: 'withdraw',
    ground: 'withdrawn',
    reason: input.reason,
    evidence: null,
  });
}

interface EndingInput {
  readonly kind: 'cancel' | 'withdraw';
  readonly ground: EndGround;
  readonly reason: string;
  readonly evidence: ReturnEvidence | null;
}

async function requestEnding(deps: NoticesDeps, tx: Tx, notice: NoticeRecord, ending: EndingInput): Promise<void> {
  const message = await sendRequest(deps, tx, notice, { ...ending, secondPerson: false });
  await insertEnding(deps, tx, notice, { ...ending, state: 'requested', message });
  await changeNotice(tx, notice, {});
  await requested(deps, tx, notice, ending.ground);
}

async function requested(deps: NoticesDeps, tx: Tx, notice: NoticeRecord, ground: EndGround): Promise<void> {
  await owe(deps, tx, notice, 'notice.await-cancellation', 'urgent');
  deps.audit.record(tx, {
    act: 'notice.cancel-requested',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { ground },
  });
}

/** Not yet under the notice's name: the purge it asks for may arrive before the receipt, and must not stop its delivery. */
async function sendRequest(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  request: EndingInput & { secondPerson: boolean },
): Promise<string> {
  const body = { notice: noticeWireId(notice.owner, notice.id), ...request } as CancelRequestMessage;
  const { id } = await deps.federation.send(tx, {
    to: [SECRETARIAT],
    kind: 'notice.cancel-request',
    body: plain(body),
    thread: notice.id,
    urgency: 'urgent',
  });
  return id;
}

async function insertEnding(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  ending: EndingInput & { state: 'proposed' | 'requested'; message: string | null },
): Promise<void> {
  await q(tx)
    .insertInto('notice_ending')
    .values({
      id: deps.runtime.newId(),
      notice_id: notice.id,
      kind: ending.kind,
      ground: ending.ground,
      reason: ending.reason,
      evidence: ending.evidence ? JSON.stringify(ending.evidence) : null,
      state: ending.state,
      proposed_by: tx.scope.actor.id,
      confirmed_by: null,
      message: ending.message,
      refusal: null,
      at: tx.now,
      compartment: 'general',
    })
    .execute();
}

/** What the policy asks of the second person: that they are not the one who proposed. */
export async function endingResource(tx: Tx, noticeId: string) {
  const ending = await openEnding(tx, noticeId);
  return { author: ending?.proposed_by ?? null };
}
