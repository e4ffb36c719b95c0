import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import { endsAfter } from './deadlines.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { markRefused } from './diffusion/refused-mark.ts';
import { endUnissued } from './end-unissued.ts';
import { firstLook, lifeSoon } from './life/life-soon.ts';
import { moved } from './life.ts';
import { inForceTask, owe } from './notice-work.ts';
import { headOf, noticeRef } from './refs.ts';
import { takeOverRulings } from './retest/take-over-rulings.ts';
import { changeNotice, issueVersion, lockNotice, type NoticeRecord, setVersionState, versionAt } from './store.ts';
import { sendBack } from './submit-notice.ts';
import type { DecisionMessage } from './wire.ts';

/** The Secretariat's decision on what we submitted. */
export async function receiveDecision(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<DecisionMessage>,
): Promise<void> {
  if (message.from !== SECRETARIAT) throw refuse('notice.not-yours');
  const { body } = message;
  const notice = await lockNotice(tx, parseWireId(body.notice, 'notice').uuid);
  if (notice?.relation !== 'owner') throw refuse('notice.unknown');
  await deps.federation.tag(tx, message.id, noticeRef(notice.id));
  if (body.decision === 'issued') {
    if (body.number) await becomeIssued(deps, tx, notice, { n: body.n, number: body.number, issuedAt: message.iat });
    return;
  }
  if (body.decision === 'withdrawn') return endUnissued(deps, tx, notice);
  const version = await versionAt(tx, notice.id, body.n);
  if (version?.state !== 'submitted') return;
  const wasAmendment = notice.amendment !== null;
  if (body.decision === 'returned') {
    await sendBack(deps, tx, notice, body.n, body.reason);
    const act = wasAmendment ? 'notice.amend-returned' : 'notice.returned';
    deps.audit.record(tx, {
      act,
      entity: noticeRef(notice.id),
      about: deps.cases.timelineRefs(notice.case_id),
      body: { n: body.n, ...(body.reason ? { reason: body.reason } : {}) },
    });
    return;
  }
  await setVersionState(tx, notice.id, body.n, 'refused');
  if (!wasAmendment) await markRefused(deps, tx, notice, version.form);
  await changeNotice(tx, notice, {
    ...(wasAmendment ? { amendment: null } : { state: moved(notice.state, 'refuse') }),
    decision_reason: body.reason,
  });
  await deps.work.close(tx, {
    ref: noticeRef(notice.id),
    ...(wasAmendment ? { task: 'notice.await-review' } : {}),
    outcome: 'refused',
  });
  const act = wasAmendment ? 'notice.amend-refused' : 'notice.refused';
  deps.audit.record(tx, {
    act,
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { n: body.n, ...(body.reason ? { reason: body.reason } : {}) },
  });
}

/** Our version `n` is in force. Told by message and by the feed, in either order: the second changes nothing. */
export async function becomeIssued(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  issued: { n: number; number: string; issuedAt: number },
): Promise<void> {
  if (notice.content_version >= issued.n) return;
  const version = await versionAt(tx, notice.id, issued.n);
  if (!version) return;
  const isFirst = notice.content_version === 0;
  await issueVersion(tx, notice.id, issued.n);
  await changeNotice(tx, notice, {
    ...headOf(version.form),
    ...(isFirst
      ? {
          state: moved(notice.state, 'issue'),
          issued_at: issued.issuedAt,
          ends_at: endsAfter(issued.issuedAt),
          number: issued.number,
        }
      : { amendment: null }),
    content_version: issued.n,
    tested_by: version.report.rules,
    decision_reason: null,
  });
  await deps.work.close(tx, { ref: noticeRef(notice.id), task: 'notice.await-review', outcome: 'issued' });
  await takeOverRulings(deps, tx, version);
  if (isFirst) {
    await owe(deps, tx, notice, inForceTask(notice.colour));
    await lifeSoon(deps, tx, firstLook(deps, notice.colour, issued.issuedAt));
  }
  await deps.work.close(tx, { ref: noticeRef(notice.id), task: 'notice.add-addendum', outcome: 'issued' });
  deps.audit.record(tx, {
    act: isFirst ? 'notice.published' : 'notice.amended',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { n: issued.n, number: issued.number, colour: notice.colour },
  });
}
