import type { DeliveryEvent } from '../federation/index.ts';
import { AppError, refuse, type Tx } from '../platform/index.ts';
import type { RuleReport } from './contract.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { ownForChange } from './draft-notice.ts';
import { endUnissued } from './end-unissued.ts';
import { canMove, moved } from './life.ts';
import { owe } from './notice-work.ts';
import { noticeRef, noticeWireId, plain } from './refs.ts';
import { checkForm } from './rules/index.ts';
import {
  changeNotice,
  findNotice,
  latestVersion,
  lockNotice,
  type NoticeRecord,
  openEnding,
  putVersion,
  q,
  setVersionState,
  type VersionRecord,
} from './store.ts';
import type { SubmitMessage } from './wire.ts';

/** Every blocking rule that failed, with the place in the form. */
export function rulesNotMet(report: RuleReport): AppError {
  const failed = report.findings.filter((f) => f.severity === 'blocking' && f.result === 'fail');
  return new AppError('refused', 'notice.rules-not-met', {
    errors: failed.map((f) => ({
      pointer: `/form${f.where}`,
      code: 'notice.rules-not-met',
      params: { rule: f.id, found: f.found, ...f.params },
    })),
  });
}

/**
 * A supervisor who did not write it sends the draft (or the amendment) to the Secretariat.
 * @throws AppError `refused`: `notice.rules-not-met` (one error a rule), `notice.nothing-to-submit`, `notice.ending-under-way`
 */
export async function submitNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; urgency: 'routine' | 'urgent' | 'life-at-risk' },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  if (notice.channel === 'diffusion') throw refuse('notice.wrong-channel');
  const draft = await latestVersion(tx, notice.id);
  const isAmendment = notice.state === 'issued';
  const ready = isAmendment
    ? notice.amendment === 'draft' || notice.amendment === 'returned'
    : moved(notice.state, 'submit') === 'submitted';
  if (!draft || !notice.distribution || !ready) throw refuse('notice.nothing-to-submit');
  if (await openEnding(tx, notice.id)) throw refuse('notice.ending-under-way');
  const report = checkForm(draft.form, { owner: notice.owner, now: tx.now });
  if (!report.passes) throw rulesNotMet(report);

  const body: SubmitMessage = {
    notice: noticeWireId(notice.owner, notice.id),
    n: draft.n,
    kind: isAmendment ? 'amend' : 'issue',
    form: draft.form,
    distribution: notice.distribution,
    urgency: input.urgency,
    reason: draft.reason,
  };
  const { id: message } = await deps.federation.send(tx, {
    to: [SECRETARIAT],
    kind: 'notice.submit',
    body: plain(body),
    thread: notice.id,
    urgency: input.urgency,
    entity: noticeRef(notice.id),
  });
  await putVersion(tx, { ...versionFields(draft), report });
  await setVersionState(tx, notice.id, draft.n, 'submitted', { by: tx.scope.actor.id, message });
  await changeNotice(
    tx,
    notice,
    isAmendment ? { amendment: 'submitted' } : { state: 'submitted', decision_reason: null },
  );
  for (const task of ['notice.complete-draft', 'notice.revise']) {
    await deps.work.close(tx, { ref: noticeRef(notice.id), task, outcome: 'submitted' });
  }
  await owe(deps, tx, notice, 'notice.await-review', input.urgency);
  deps.audit.record(tx, {
    act: 'notice.submitted',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { n: draft.n, kind: body.kind },
  });
}

function versionFields(draft: VersionRecord) {
  return {
    noticeId: draft.notice_id,
    n: draft.n,
    state: draft.state,
    form: draft.form,
    reason: draft.reason,
    author: draft.author,
  };
}

/** What became of our own messages to the Secretariat: its receipt says that the review, or the ending, has begun or was refused. */
export async function trackDelivery(deps: NoticesDeps, tx: Tx, event: DeliveryEvent): Promise<void> {
  if (event.to !== SECRETARIAT) return;
  const version = await q(tx)
    .selectFrom('notice_version')
    .select(['notice_id', 'n'])
    .where('submit_message', '=', event.messageId)
    .executeTakeFirst();
  if (version) return trackSubmission(deps, tx, event, version);
  const ending = await q(tx)
    .selectFrom('notice_ending')
    .selectAll()
    .where('message', '=', event.messageId)
    .executeTakeFirst();
  if (!ending) return;
  const ref = noticeRef(ending.notice_id);
  if (event.state === 'delivered') {
    // From here on the kept message is a copy like any other, and a purge that came first takes it too.
    await deps.federation.tag(tx, event.messageId, ref);
    const ended = await findNotice(tx, ending.notice_id);
    if (ended?.purged_at != null) await deps.federation.purgeCopies(tx, ref);
    return;
  }
  if (ending.state !== 'requested') return;
  const code = event.reason ?? 'refused';
  if (ending.kind === 'withdraw' && code === 'notice.unknown') {
    // It never came so far: there is nothing to withdraw there, and the notice ends here.
    const unissued = await lockNotice(tx, ending.notice_id);
    if (unissued && canMove(unissued.state, 'discard')) return endUnissued(deps, tx, unissued);
  }
  await q(tx)
    .updateTable('notice_ending')
    .set({ state: 'refused', refusal: code })
    .where('id', '=', ending.id)
    .execute();
  const notice = await lockNotice(tx, ending.notice_id);
  if (notice) await changeNotice(tx, notice, {});
  await deps.work.close(tx, { ref, task: 'notice.await-cancellation', outcome: 'refused' });
  deps.audit.record(tx, { act: 'notice.cancel-refused', entity: ref, body: { code } });
}

async function trackSubmission(
  deps: NoticesDeps,
  tx: Tx,
  event: DeliveryEvent,
  version: { notice_id: string; n: number },
): Promise<void> {
  const notice = await lockNotice(tx, version.notice_id);
  // The decision may have overtaken the receipt.
  if (!notice || !(notice.state === 'submitted' || notice.amendment === 'submitted')) return;
  if (event.state === 'delivered') {
    await changeNotice(tx, notice, notice.state === 'submitted' ? { state: 'in-review' } : { amendment: 'in-review' });
    deps.audit.record(tx, { act: 'notice.in-review', entity: noticeRef(notice.id), body: { n: version.n } });
    return;
  }
  const code = event.reason ?? 'refused';
  await sendBack(deps, tx, notice, version.n, code);
  deps.audit.record(tx, {
    act: 'notice.submission-refused',
    entity: noticeRef(notice.id),
    body: { n: version.n, code },
  });
}

/** The version is the author's again, to answer what was said of it. */
export async function sendBack(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  n: number,
  reason: string | null,
): Promise<void> {
  const isAmendment = notice.amendment !== null;
  await setVersionState(tx, notice.id, n, 'returned');
  await changeNotice(tx, notice, {
    ...(isAmendment ? { amendment: 'returned' as const } : { state: moved(notice.state, 'return') }),
    decision_reason: reason,
  });
  await deps.work.close(tx, { ref: noticeRef(notice.id), task: 'notice.await-review', outcome: 'returned' });
  await owe(deps, tx, notice, 'notice.revise');
}
