import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { clocksOf } from './clocks.ts';
import type { EndGround } from './contract.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { noticeRef, noticeWireId, ownedBy, plain, suspensionRef } from './refs.ts';
import { lockNotice, type NoticeRecord, q } from './store.ts';
import { suspend } from './suspend-notice.ts';
import type { DismissalMessage } from './wire-life.ts';

/** What a court does that leaves nobody to be arrested: reported, it suspends at once. */
const DISMISSALS: readonly EndGround[] = ['warrant-vacated', 'charges-dismissed', 'acquitted'];
export const isDismissal = (ground: EndGround): ground is DismissalMessage['ground'] => DISMISSALS.includes(ground);

/**
 * At the owner: the Secretariat is told at once, before anybody here has confirmed it, so that nobody is arrested meanwhile.
 * `stands` false: it was taken back.
 */
export async function reportDismissal(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  dismissal: { ground: DismissalMessage['ground']; reason: string; stands: boolean },
): Promise<void> {
  if (notice.channel !== 'notice') return;
  const body: DismissalMessage = { notice: noticeWireId(notice.owner, notice.id), ...dismissal };
  await deps.federation.send(tx, {
    to: [SECRETARIAT],
    kind: 'notice.dismissal',
    body: plain(body),
    thread: notice.id,
    urgency: 'urgent',
    entity: noticeRef(notice.id),
  });
  deps.audit.record(tx, {
    act: dismissal.stands ? 'notice.dismissal-reported' : 'notice.dismissal-taken-back',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { ground: dismissal.ground },
  });
}

/** At the Secretariat: suspended at once; what its owner does not take back ends by itself. */
export async function receiveDismissal(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<DismissalMessage>,
): Promise<void> {
  const { body } = message;
  const id = ownedBy(message.from, body.notice);
  const notice = await lockNotice(tx, id);
  if (notice?.relation !== 'secretariat') throw refuse('notice.unknown');
  await deps.federation.tag(tx, message.id, noticeRef(id));
  if (!body.stands) return doubted(deps, tx, notice);
  if (notice.state !== 'issued') return;
  await suspend(deps, tx, notice, {
    until: tx.now + clocksOf(deps).dismissal,
    reason: body.reason,
    atEnd: 'cancel',
  });
}

/** The owner took it back: a reviewer decides whether the notice is in force again. */
async function doubted(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  if (notice.state !== 'suspended' || notice.suspension_end !== 'cancel') return;
  await q(tx).updateTable('notice').set({ suspension_end: 'ask' }).where('id', '=', notice.id).execute();
  await deps.work.open(tx, {
    ref: suspensionRef(notice.id),
    task: 'notice.dismissal-doubted',
    owner: { role: 'reviewer' },
    dueAt: tx.now + 24 * 3_600_000,
    urgency: 'urgent',
    params: { colour: notice.colour, owner: notice.owner },
    about: [noticeRef(notice.id)],
  });
}
