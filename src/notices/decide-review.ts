import type { Selectable } from 'kysely';
import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import { clocksOf } from './clocks.ts';
import type { NoticesDeps } from './deps.ts';
import { markRefused } from './diffusion/refused-mark.ts';
import { issueVersionToAll } from './issue-notice.ts';
import { lifeSoon } from './life/life-soon.ts';
import { moved } from './life.ts';
import { noticeRef, noticeWireId, plain, reviewRef } from './refs.ts';
import { changeNotice, lockNotice, type NoticeRecord, q, setVersionState, versionAt } from './store.ts';
import type { ReviewTable } from './tables.ts';
import type { DecisionMessage } from './wire.ts';

export type ReviewRecord = Selectable<ReviewTable>;

/** A reviewer who took it and has not decided for a day stands in nobody's way. */
const TAKEN_FOR_MS = 24 * 3_600_000;

async function lockOpenReview(tx: Tx, id: string, version: number): Promise<ReviewRecord> {
  const review = await q(tx)
    .selectFrom('notice_review')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!review) throw notFound('review');
  if (review.version !== version) {
    // What changed meanwhile: who took it, and what they decided.
    const decisions = await decisionsOf(tx, id);
    throw conflict(
      'review',
      { version },
      {
        version: review.version,
        state: review.state,
        takenBy: decisions.map((d) => ({ person: d.person, decision: d.decision, at: d.decided_at ?? d.taken_at })),
      },
    );
  }
  if (review.state !== 'open') throw refuse('review.closed');
  return review;
}

async function touch(tx: Tx, review: ReviewRecord): Promise<void> {
  await q(tx)
    .updateTable('notice_review')
    .set({ version: review.version + 1 })
    .where('id', '=', review.id)
    .execute();
}

export const decisionsOf = (tx: Tx, reviewId: string) =>
  q(tx).selectFrom('notice_decision').selectAll().where('review_id', '=', reviewId).orderBy('taken_at').execute();

/**
 * A reviewer takes a review upon themselves; nobody reviews for their own country.
 * @throws AppError `refused`: `review.reviewer-from-requester`, `review.already-taken`, `review.closed`
 */
export async function takeReview(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; nationalities: readonly string[] },
): Promise<void> {
  const review = await lockOpenReview(tx, input.id, input.version);
  const notice = await lockNotice(tx, review.notice_id);
  if (!notice) throw notFound('notice');
  if (input.nationalities.includes(notice.owner)) throw refuse('review.reviewer-from-requester');
  const taken = await decisionsOf(tx, review.id);
  const me = tx.scope.actor.id;
  if (taken.some((d) => d.person === me)) return;
  const standing = taken.filter((d) => d.decision !== null || tx.now - d.taken_at < TAKEN_FOR_MS);
  if (standing.length >= review.needed) throw refuse('review.already-taken');
  await q(tx)
    .insertInto('notice_decision')
    .values({
      review_id: review.id,
      person: me,
      decision: null,
      reason: null,
      judged: [],
      override: null,
      taken_at: tx.now,
      decided_at: null,
    })
    .execute();
  await touch(tx, review);
  deps.audit.record(tx, {
    act: 'review.taken',
    entity: reviewRef(review.id),
    about: [noticeRef(notice.id)],
    body: { nationalities: [...input.nationalities] },
  });
}

/**
 * One reviewer's decision. Returning or refusing ends the review; passing ends it when as many have passed as are needed.
 * @throws AppError `refused`: `review.not-taken`, `review.already-decided`, `review.reason-needed`, `review.not-judged`, `review.override-needed`
 */
export async function decideReview(
  deps: NoticesDeps,
  tx: Tx,
  input: {
    id: string;
    version: number;
    decision: 'pass' | 'return' | 'refuse';
    reason?: string | undefined;
    judged: readonly string[];
    override?: string | undefined;
  },
): Promise<void> {
  const review = await lockOpenReview(tx, input.id, input.version);
  const notice = await lockNotice(tx, review.notice_id);
  const version = await versionAt(tx, review.notice_id, review.n);
  if (!notice || !version) throw notFound('notice');
  const me = tx.scope.actor.id;
  const decisions = await decisionsOf(tx, review.id);
  const mine = decisions.find((d) => d.person === me);
  if (!mine) throw refuse(decisions.length >= review.needed ? 'review.already-taken' : 'review.not-taken');
  if (mine.decision !== null) {
    throw refuse(review.needed > 1 ? 'review.same-reviewer' : 'review.already-decided');
  }
  if (input.decision === 'pass') {
    // A bureau that the amendment adds would hear of the notice and not of its suspension.
    if (notice.state === 'suspended') throw refuse('notice.wrong-state', { state: notice.state, move: 'amend' });
    const open = version.report.findings.filter((f) => f.result !== 'pass').map((f) => f.id);
    const unjudged = open.filter((id) => !input.judged.includes(id));
    if (unjudged.length > 0) throw refuse('review.not-judged', { rules: unjudged.join(', ') });
    if (open.includes('red.penalty') && !input.override) throw refuse('review.override-needed');
  } else if (!input.reason) {
    throw refuse('review.reason-needed');
  }
  await q(tx)
    .updateTable('notice_decision')
    .set({
      decision: input.decision,
      reason: input.reason ?? null,
      judged: [...input.judged],
      override: input.override ?? null,
      decided_at: tx.now,
    })
    .where('review_id', '=', review.id)
    .where('person', '=', me)
    .execute();
  await touch(tx, review);
  deps.audit.record(tx, {
    act: 'review.decided',
    entity: reviewRef(review.id),
    about: [noticeRef(notice.id)],
    body: { decision: input.decision, override: input.override !== undefined },
  });
  if (input.decision !== 'pass') {
    return sendBackToOwner(
      deps,
      tx,
      notice,
      review,
      input.decision === 'return' ? 'returned' : 'refused',
      input.reason ?? null,
    );
  }
  const passed = decisions.filter((d) => d.decision === 'pass').length + 1;
  if (passed < review.needed) return;
  await closeReview(deps, tx, review, 'issued');
  await issueVersionToAll(deps, tx, notice, review, version);
}

/** Ends a review with its act; the work on it is done. */
export async function closeReview(
  deps: NoticesDeps,
  tx: Tx,
  review: ReviewRecord,
  state: Exclude<ReviewRecord['state'], 'open'>,
): Promise<void> {
  await q(tx).updateTable('notice_review').set({ state, closed_at: tx.now }).where('id', '=', review.id).execute();
  await deps.work.close(tx, { ref: reviewRef(review.id), outcome: state });
  deps.audit.record(tx, {
    act: `review.${state}`,
    entity: reviewRef(review.id),
    about: [noticeRef(review.notice_id)],
    body: {},
  });
}

async function sendBackToOwner(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  review: ReviewRecord,
  decision: 'returned' | 'refused',
  reason: string | null,
): Promise<void> {
  await closeReview(deps, tx, review, decision);
  await setVersionState(tx, notice.id, review.n, decision);
  await changeNotice(
    tx,
    notice,
    review.kind === 'amend'
      ? { amendment: null }
      : { state: moved(notice.state, decision === 'returned' ? 'return' : 'refuse'), decision_reason: reason },
  );
  if (decision === 'refused' && review.kind === 'issue') {
    const version = await versionAt(tx, notice.id, review.n);
    if (version) await markRefused(deps, tx, notice, version.form);
    await lifeSoon(deps, tx, tx.now + clocksOf(deps).refusedKeep);
  }
  await tellOwner(deps, tx, notice, { n: review.n, decision, number: null, reason });
}

/** The decision goes to the owner in the thread of the notice. */
export async function tellOwner(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  decision: Omit<DecisionMessage, 'notice'>,
): Promise<void> {
  const body: DecisionMessage = { notice: noticeWireId(notice.owner, notice.id), ...decision };
  await deps.federation.send(tx, {
    to: [notice.owner],
    kind: 'notice.decision',
    body: plain(body),
    thread: notice.id,
    entity: noticeRef(notice.id),
  });
}
