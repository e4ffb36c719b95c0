import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { judgeCancel, judgeEvidence } from './cancel-guard.ts';
import { clocksOf } from './clocks.ts';
import { settlePurge } from './confirm-purge.ts';
import type { EndGround } from './contract.ts';
import { dueAt } from './deadlines.ts';
import { closeReview, tellOwner } from './decide-review.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { audienceOf } from './distribution.ts';
import { lifeSoon } from './life/life-soon.ts';
import { isOut, moved } from './life.ts';
import { destroyContent, signPurge } from './purge-copy.ts';
import { hashOfOrder } from './purge-order.ts';
import { dayOf, noticeRef, noticeWireId, ownedBy, plain, purgeRef, suspensionRef } from './refs.ts';
import { changeNotice, lockForChange, lockNotice, type NoticeRecord, q } from './store.ts';
import type { CancelledEntry, CancelRequestMessage } from './wire.ts';

/**
 * At the Secretariat: the owner asks for the end of its notice. The guard is judged again here, so that no bureau's
 * own software can go round it.
 * @throws AppError `refused`, which the owner gets as a signed refusal
 */
export async function receiveCancelRequest(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<CancelRequestMessage>,
): Promise<void> {
  const { body } = message;
  const id = ownedBy(message.from, body.notice);
  const notice = await lockNotice(tx, id);
  if (notice?.relation !== 'secretariat') throw refuse('notice.unknown');
  await deps.federation.tag(tx, message.id, noticeRef(id));
  if (!isOut(notice.state)) {
    if (body.kind !== 'withdraw') throw refuse('notice.not-in-force');
    return withdrawUnissued(deps, tx, notice);
  }
  if (body.kind === 'cancel') {
    if (body.ground === 'withdrawn') throw refuse('notice.cancel.ground-not-for-colour', { ground: body.ground });
    const guarded = { colour: notice.colour, returnSought: notice.return_sought, owner: notice.owner };
    const { needsSecond } = judgeCancel(guarded, body.ground, body.evidence, dayOf(tx.now));
    const reviewOpen = notice.ends_at !== null && notice.ends_at - clocksOf(deps).warnBefore <= tx.now;
    judgeEvidence(body.ground, body.evidence, dayOf(tx.now), reviewOpen);
    if (needsSecond && !body.secondPerson) throw refuse('notice.cancel.same-person');
  }
  await endNotice(deps, tx, notice, { kind: body.kind, ground: body.kind === 'withdraw' ? 'withdrawn' : body.ground });
}

/** At the Secretariat: its own decision, or the Commission's. The return guard never delays these. */
export async function cancelBySecretariat(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; ground: EndGround; reason: string },
): Promise<void> {
  const notice = await lockForChange(tx, input.id, input.version);
  if (notice.relation !== 'secretariat') throw refuse('notice.not-yours');
  await endNotice(deps, tx, notice, { kind: 'cancel', ground: input.ground });
}

/** Ends a notice that is out: the order to purge goes to everyone who was meant to have it, and is obeyed here first. */
export async function endNotice(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  end: { kind: CancelledEntry['kind']; ground: EndGround },
): Promise<void> {
  const { distribution, number, issued_at: issuedAt } = notice;
  const state = moved(notice.state, end.kind);
  if (!distribution || number === null || issuedAt === null) throw refuse('notice.not-in-force');
  const order: CancelledEntry = {
    notice: noticeWireId(notice.owner, notice.id),
    kind: end.kind,
    colour: notice.colour,
    number,
    ground: end.ground,
    issuedAt,
    endedAt: tx.now,
  };
  const orderHash = hashOfOrder(order);
  await closeOpenReview(deps, tx, notice);
  await deps.work.close(tx, { ref: suspensionRef(notice.id), outcome: 'ended' });
  const copies = await destroyContent(deps, tx, notice);
  // Not under the notice's name: it holds no case content, and must outlive the purge it orders.
  await deps.federation.append(tx, {
    kind: 'notice.cancelled',
    body: plain(order),
    ...audienceOf(distribution, notice.owner),
  });
  const ended = await changeNotice(tx, notice, {
    state,
    amendment: null,
    ground: end.ground,
    ended_at: tx.now,
    purged_at: tx.now,
    purge_order: orderHash,
    suspended_until: null,
    decision_reason: null,
    name: null,
    search: '',
    nationalities: [],
  });
  await q(tx)
    .insertInto('notice_holder')
    .values({
      notice_id: notice.id,
      bureau: SECRETARIAT,
      expected: 'copy',
      content_version: notice.content_version,
      delivered_at: issuedAt,
      purged_at: tx.now,
      purge_outcome: 'purged',
      purge_copies: JSON.stringify(copies),
      purge_proof: signPurge(deps, tx, {
        notice: order.notice,
        orderHash,
        to: SECRETARIAT,
        copies,
        outcome: 'purged',
      }),
      reported: false,
    })
    .execute();
  await deps.work.open(tx, {
    ref: purgeRef(notice.id),
    task: 'notice.purge',
    owner: { role: 'reviewer' },
    dueAt: dueAt(tx.now, 'notice.purge'),
    urgency: 'urgent',
    params: { colour: notice.colour, owner: notice.owner },
    about: [noticeRef(notice.id)],
  });
  deps.audit.record(tx, {
    act: end.kind === 'expire' ? 'notice.expired' : 'notice.cancelled',
    entity: noticeRef(notice.id),
    body: { ground: end.ground, kind: end.kind, number },
  });
  await settlePurge(deps, tx, ended);
  await lifeSoon(deps, tx, tx.now + clocksOf(deps).purgeRemindAfter);
}

/** Nothing is out: the review ends, and the Secretariat's own copy goes. */
async function withdrawUnissued(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const state = moved(notice.state, 'discard');
  const n = await closeOpenReview(deps, tx, notice);
  await destroyContent(deps, tx, notice);
  await changeNotice(tx, notice, {
    state,
    ground: 'withdrawn',
    ended_at: tx.now,
    purged_at: tx.now,
    purge_complete_at: tx.now,
    decision_reason: null,
    name: null,
    search: '',
    nationalities: [],
  });
  deps.audit.record(tx, {
    act: 'notice.withdrawn-unissued',
    entity: noticeRef(notice.id),
    body: { owner: notice.owner },
  });
  await tellOwner(deps, tx, notice, { n: n ?? 1, decision: 'withdrawn', number: null, reason: null });
}

async function closeOpenReview(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<number | null> {
  const review = await q(tx)
    .selectFrom('notice_review')
    .selectAll()
    .where('notice_id', '=', notice.id)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  if (!review) return null;
  await closeReview(deps, tx, review, 'withdrawn');
  return review.n;
}
