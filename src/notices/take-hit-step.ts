import { type AppError, conflict, type InboundMessage, notFound, refuse, type Tx } from '../platform/index.ts';
import { parseWireId, wireId } from '../protocol/index.ts';
import type { HitState, HitStep } from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { followUp } from './hit-follow-up.ts';
import { judgeStep, type StepVerdict } from './hit-machine.ts';
import { changeHit, type HitRecord, insertStep, lockHit, positionOf, sideOf, stepsOf } from './hit-store.ts';
import { oweOnHit } from './hit-work.ts';
import { papersDueIn } from './papers-days.ts';
import { dayOf, hitRef, noticeRef, personMark, plain } from './refs.ts';
import { findNotice } from './store.ts';
import type { HitStepMessage } from './wire.ts';

type Taken = { from: string; n: number; step: HitStep; person: string; at: number; message: string | null };

/** Nobody acts on a suspended notice; what was found out about it may still be said. */
const ACTS_ON_NOTICE: ReadonlySet<HitStep['step']> = new Set(['arrest-requested', 'arrested']);

function refused(verdict: StepVerdict & { ok: false }): AppError {
  return refuse(verdict.code, verdict.params, '/body/step');
}

/**
 * One step after a hit, by this bureau; the other bureau gets it as a message and puts it on its own ledger.
 * @throws AppError `refused`: `hit.step.out-of-order`, `hit.step.wrong-side`, `hit.step.same-person`, …; `conflict`
 */
export async function takeHitStep(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; step: HitStep },
): Promise<void> {
  const hit = await lockHit(tx, input.id);
  if (!hit) throw notFound('hit');
  if (hit.version !== input.version) {
    throw conflict('hit', { version: input.version }, { version: hit.version, state: hit.state });
  }
  const me = deps.runtime.bureau;
  const steps = await stepsOf(tx, hit.id);
  const by = personMark(hit.id, tx.scope.actor.id);
  const verdict = judgeStep(positionOf(hit, steps), input.step, sideOf(hit, me), by, dayOf(tx.now));
  if (!verdict.ok) throw refused(verdict);
  const notice = await findNotice(tx, hit.notice_id);
  if (notice?.state === 'suspended' && ACTS_ON_NOTICE.has(input.step.step)) {
    throw refuse('notice.not-in-force', { state: notice.state }, '/body/step');
  }
  const n = steps.filter((s) => s.from_bureau === me).length + 1;
  const body: HitStepMessage = { hit: wireId(hit.finder, 'hit', hit.id), n, step: input.step, at: tx.now, by };
  const { id: message } = await deps.federation.send(tx, {
    to: [me === hit.owner ? hit.finder : hit.owner],
    kind: 'notice.hit-step',
    body: plain(body),
    thread: hit.id,
    urgency: hit.urgency,
    entity: noticeRef(hit.notice_id),
  });
  await apply(deps, tx, hit, { from: me, n, step: input.step, person: by, at: tx.now, message }, verdict);
}

const LAST_WORDS: Partial<Record<HitStep['step'], HitState>> = {
  returned: 'returned',
  home: 'home',
  answered: 'answered',
};

/** The other bureau took a step. It is judged here by the same machine; what does not follow is refused. */
export async function receiveHitStep(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<HitStepMessage>,
): Promise<void> {
  const { body } = message;
  const { bureau: finder, uuid } = parseWireId(body.hit, 'hit');
  const hit = await lockHit(tx, uuid);
  if (hit?.finder !== finder) throw refuse('notice.unknown');
  const other = hit.owner === deps.runtime.bureau ? hit.finder : hit.owner;
  if (message.from !== other) throw refuse('notice.not-yours');
  const notice = await findNotice(tx, hit.notice_id);
  if (notice?.ended_at != null) {
    // The end of the notice overtook this step; its content went with the purge, the outcome still counts.
    const state = LAST_WORDS[body.step.step];
    if (state && message.from === hit.owner) await changeHit(tx, hit, { state });
    return;
  }
  const position = positionOf(hit, await stepsOf(tx, hit.id));
  const verdict = judgeStep(position, body.step, sideOf(hit, message.from), body.by, dayOf(tx.now));
  await deps.federation.tag(tx, message.id, noticeRef(hit.notice_id));
  const taken: Taken = { from: message.from, n: body.n, step: body.step, person: body.by, at: body.at, message: null };
  if (verdict.ok) return apply(deps, tx, hit, taken, verdict);
  // Papers may cross the finder's word that the person was surrendered, refused or released; and information the owner's
  // word that it has its answer.
  const mayCross = body.step.step === 'papers-sent' || body.step.step === 'information';
  const crossed = mayCross && verdict.code !== 'hit.step.wrong-side';
  if (!crossed) throw refused(verdict);
  await apply(deps, tx, hit, taken, { ok: true, state: hit.state, open: hit.open });
}

async function apply(
  deps: NoticesDeps,
  tx: Tx,
  hit: HitRecord,
  taken: Taken,
  verdict: StepVerdict & { ok: true },
): Promise<void> {
  const { step } = taken;
  const { from, n, person, at, message } = taken;
  await insertStep(tx, { hitId: hit.id, from, n, body: step, person, at, message });
  const due = step.step === 'arrested' ? await papersDueIn(deps, tx, hit.finder, step.date) : null;
  const changed = await changeHit(tx, hit, {
    state: verdict.state,
    open: verdict.open,
    ...(due ? { papers_due_at: due.at, papers_due_days: due.days, papers_due_basis: due.basis } : {}),
  });
  const notice = await findNotice(tx, hit.notice_id);
  const about = [noticeRef(hit.notice_id), ...deps.cases.timelineRefs(notice?.case_id)];
  const papersSent = (await stepsOf(tx, hit.id)).some((s) => s.step === 'papers-sent');
  await oweOnHit(deps, tx, changed, papersSent);
  deps.audit.record(tx, {
    act: 'hit.step-taken',
    entity: hitRef(hit.id),
    about,
    body: {
      step: step.step,
      state: verdict.state,
      from,
      n,
      ...(step.step === 'released' ? { papersLate: hit.papers_late_at !== null } : {}),
    },
  });
  if (notice) await followUp(deps, tx, notice, changed, step, from);
  if (hit.open && !verdict.open) {
    const act = hit.owner === deps.runtime.bureau ? 'hit.closed' : 'hit.found-closed';
    deps.audit.record(tx, { act, entity: hitRef(hit.id), about, body: { state: verdict.state } });
  }
}
