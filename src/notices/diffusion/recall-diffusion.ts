import { type InboundMessage, refuse, type Tx } from '../../platform/index.ts';
import { parseWireId } from '../../protocol/index.ts';
import { clocksOf } from '../clocks.ts';
import { settlePurge } from '../confirm-purge.ts';
import type { EndGround } from '../contract.ts';
import { type NoticesDeps, SECRETARIAT } from '../deps.ts';
import { ownForChange } from '../draft-notice.ts';
import { lifeSoon } from '../life/life-soon.ts';
import { isOut, moved } from '../life.ts';
import { oweInstead } from '../notice-work.ts';
import { type Copies, destroyContent, obeyOrder, signPurge } from '../purge-copy.ts';
import { hashOfOrder } from '../purge-order.ts';
import { diffusionRef, noticeRef, noticeWireId, plain } from '../refs.ts';
import { changeNotice, lockForChange, lockNotice, type NoticeRecord, q } from '../store.ts';
import type { RecallMessage } from '../wire-life.ts';
import { asDiffusion, recipientsOf } from './send-diffusion.ts';

/** The owner recalls its diffusion: every copy goes, here first, and each recipient signs that its own went. */
export async function recallDiffusion(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const notice = asDiffusion(await ownForChange(tx, input.id, input.version));
  moved(notice.state, 'recall');
  await endOwnDiffusion(deps, tx, notice, 'withdrawn', true);
}

/** Its time is over, as that of a notice would be. */
export const expireDiffusion = (deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> =>
  endOwnDiffusion(deps, tx, notice, 'expired', true);

function recallOf(notice: NoticeRecord, ground: EndGround, endedAt: number): RecallMessage {
  return {
    notice: noticeWireId(notice.owner, notice.id),
    kind: 'recall',
    colour: notice.colour,
    ground,
    issuedAt: notice.issued_at ?? endedAt,
    endedAt,
  };
}

/** At the owner. `tell`: the recipients learn it from us, not from the Secretariat that ordered it. */
async function endOwnDiffusion(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  ground: EndGround,
  tell: boolean,
  ordered?: RecallMessage,
): Promise<void> {
  const order = ordered ?? recallOf(notice, ground, tx.now);
  const to = await recipientsOf(tx, notice.id);
  const copies = await destroyContent(deps, tx, notice);
  if (tell && to.length > 0) {
    await deps.federation.send(tx, { to, kind: 'notice.recall', body: plain(order), urgency: 'urgent' });
  }
  const ended = await changeNotice(tx, notice, {
    state: 'withdrawn',
    amendment: null,
    ground: order.ground,
    ended_at: order.endedAt,
    purged_at: tx.now,
    purge_order: hashOfOrder(order),
    decision_reason: null,
    name: null,
    search: '',
    nationalities: [],
  });
  await keepOwnWord(deps, tx, ended, copies);
  await oweInstead(deps, tx, notice, 'notice.purge', 'ended', 'urgent');
  deps.audit.record(tx, {
    act: 'notice.ended',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { ground: order.ground, kind: order.kind },
  });
  await settlePurge(deps, tx, ended);
  await lifeSoon(deps, tx, tx.now + clocksOf(deps).purgeRemindAfter);
}

/** Our own confirmation stands beside the others'. */
async function keepOwnWord(deps: NoticesDeps, tx: Tx, notice: NoticeRecord, copies: Copies): Promise<void> {
  const me = deps.runtime.bureau;
  await q(tx)
    .insertInto('notice_holder')
    .values({
      notice_id: notice.id,
      bureau: me,
      expected: 'copy',
      content_version: notice.content_version,
      delivered_at: notice.issued_at,
      purged_at: tx.now,
      purge_outcome: 'purged',
      purge_copies: JSON.stringify(copies),
      purge_proof: signPurge(deps, tx, {
        notice: noticeWireId(notice.owner, notice.id),
        orderHash: notice.purge_order ?? '',
        to: me,
        copies,
        outcome: 'purged',
      }),
      reported: true,
    })
    .onConflict((oc) => oc.columns(['notice_id', 'bureau']).doNothing())
    .execute();
}

/** The recall arrives: from the owner, or by order of the Secretariat. */
export async function receiveRecall(deps: NoticesDeps, tx: Tx, message: InboundMessage<RecallMessage>): Promise<void> {
  const { body } = message;
  const { bureau: owner, uuid: id } = parseWireId(body.notice, 'notice');
  if (message.from !== owner && message.from !== SECRETARIAT) throw refuse('notice.not-yours');
  const known = await lockNotice(tx, id);
  if (known && known.channel !== 'diffusion') throw refuse('notice.wrong-channel');
  if (owner === deps.runtime.bureau) {
    if (!known) throw refuse('notice.unknown');
    if (known.purge_order !== null) return;
    return endOwnDiffusion(deps, tx, known, body.ground, false, body);
  }
  await deps.work.close(tx, { ref: diffusionRef(id), outcome: 'recalled' });
  await obeyOrder(deps, tx, body);
}

/**
 * At the Secretariat: a reviewer has looked at a diffusion. It stands, or its withdrawal is ordered of everyone who was sent it.
 * @throws AppError `refused` `review.reason-needed`
 */
export async function checkDiffusion(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; decision: 'stands' | 'withdraw'; reason?: string | undefined },
): Promise<void> {
  const notice = asDiffusion(await lockForChange(tx, input.id, input.version));
  if (notice.relation !== 'secretariat') throw refuse('notice.not-yours');
  if (!isOut(notice.state)) throw refuse('notice.wrong-state', { state: notice.state, move: 'recall' });
  if (input.decision === 'withdraw' && !input.reason) throw refuse('review.reason-needed', {}, '/body/reason');
  deps.audit.record(tx, {
    act: 'notice.diffusion-examined',
    entity: noticeRef(notice.id),
    body: { decision: input.decision, ...(input.reason ? { reason: input.reason } : {}) },
  });
  if (input.decision === 'withdraw') return orderWithdrawn(deps, tx, notice);
  await changeNotice(tx, notice, {});
  await deps.work.close(tx, { ref: diffusionRef(notice.id), outcome: 'stands' });
}

/** The Secretariat orders it withdrawn: its owner and every recipient are told at once, and its own copy goes. */
export async function orderWithdrawn(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const order = recallOf(notice, 'secretariat-decision', tx.now);
  const sentTo = notice.distribution?.to;
  const bureaus = new Set(
    (await deps.directory.bureaus(tx)).filter((b) => b.status !== 'not-connected').map((b) => b.code),
  );
  const to = [notice.owner, ...(Array.isArray(sentTo) ? sentTo : [])].filter((code) => bureaus.has(code));
  await deps.federation.send(tx, {
    to: [...new Set(to)],
    kind: 'notice.recall',
    body: plain(order),
    urgency: 'urgent',
  });
  await deps.work.close(tx, { ref: diffusionRef(notice.id), outcome: 'withdrawn' });
  deps.audit.record(tx, {
    act: 'notice.diffusion-withdrawal-ordered',
    entity: noticeRef(notice.id),
    body: { owner: notice.owner, colour: notice.colour },
  });
  await obeyOrder(deps, tx, order);
}
