import { refuse } from '../platform/index.ts';
import { canonicalize, sha256Hex } from '../protocol/index.ts';
import { SECRETARIAT } from './deps.ts';
import { noticeWireId, plain } from './refs.ts';
import type { NoticeRecord } from './store.ts';
import type { CancelledEntry } from './wire.ts';
import type { RecallMessage } from './wire-life.ts';

/** What tells every holder that a notice, or a diffusion, is over. It carries no case content. */
export type PurgeOrder = CancelledEntry | RecallMessage;

/** What the holders' confirmations name. */
export const hashOfOrder = (order: PurgeOrder): string => sha256Hex(canonicalize(plain(order)));

/** Who gathers the holders' confirmations: the Secretariat, or the owner of a diffusion. */
export const collectorOf = (notice: Pick<NoticeRecord, 'channel' | 'owner'>): string =>
  notice.channel === 'diffusion' ? notice.owner : SECRETARIAT;

const KINDS = { withdrawn: 'withdraw', cancelled: 'cancel', expired: 'expire' } as const;

/** The order as it went out, made again from the tombstone. */
export function orderOf(notice: NoticeRecord): PurgeOrder {
  const { issued_at: issuedAt, ended_at: endedAt, ground, number, colour, state } = notice;
  if (issuedAt === null || endedAt === null || ground === null) throw refuse('notice.not-in-force');
  const same = { notice: noticeWireId(notice.owner, notice.id), colour, ground, issuedAt, endedAt };
  if (notice.channel === 'diffusion') return { ...same, kind: 'recall' };
  const kind = KINDS[state as keyof typeof KINDS];
  if (kind === undefined || number === null) throw refuse('notice.not-in-force');
  return { ...same, kind, number };
}

/** The state in which an order leaves the notice. */
export function stateAfter(order: PurgeOrder): 'withdrawn' | 'cancelled' | 'expired' {
  if (order.kind === 'cancel') return 'cancelled';
  return order.kind === 'expire' ? 'expired' : 'withdrawn';
}
