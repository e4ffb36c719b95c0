import { type InboundMessage, type Job, refuse, systemScope, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { noticeRef, noticeWireId, plain } from './refs.ts';
import { reportHoldersSoon } from './report-holders.ts';
import { findNotice, q } from './store.ts';
import type { AckMessage } from './wire.ts';

export const ACK_JOB = 'notices.confirm-copies';
/** Copies stored within this time are confirmed in one message. */
const GATHER_MS = 150;
const MOST = 500;

export function ackSoon(deps: NoticesDeps, tx: Tx): Promise<void> {
  return deps.jobs.enqueue(tx, { kind: ACK_JOB, payload: {}, key: 'all', runAt: tx.now + GATHER_MS });
}

/** Tells the Secretariat which versions this bureau now holds. */
export function confirmCopies(deps: NoticesDeps) {
  return async (job: Job): Promise<{ againAfterMs: number } | undefined> => {
    const more = await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      const held = await q(tx)
        .selectFrom('notice')
        .select(['id', 'owner', 'content_version'])
        .whereRef('acked_version', '<', 'content_version')
        .where('relation', 'in', ['owner', 'holder'])
        .where('ended_at', 'is', null)
        .orderBy('id')
        .limit(MOST)
        .forUpdate()
        .execute();
      if (held.length > 0) {
        const body: AckMessage = {
          items: held.map((h) => ({ notice: noticeWireId(h.owner, h.id), n: h.content_version, at: tx.now })),
        };
        await deps.federation.send(tx, { to: [SECRETARIAT], kind: 'notice.ack', body: plain(body) });
        const ids = held.map((h) => h.id);
        await q(tx)
          .updateTable('notice')
          .set((eb) => ({ acked_version: eb.ref('content_version') }))
          .where('id', 'in', ids)
          .execute();
      }
      if (held.length < MOST) await job.done(tx);
      return held.length === MOST;
    });
    return more ? { againAfterMs: 0 } : undefined;
  };
}

/** At the Secretariat: a bureau confirms its copies. One that the list did not expect is added: it joined later. */
export async function receiveAck(deps: NoticesDeps, tx: Tx, message: InboundMessage<AckMessage>): Promise<void> {
  if (deps.runtime.bureau !== SECRETARIAT) throw refuse('notice.unknown');
  for (const item of message.body.items) {
    const { bureau: owner, uuid: id } = parseWireId(item.notice, 'notice');
    const notice = await findNotice(tx, id);
    if (notice?.owner !== owner || item.n > notice.content_version) continue;
    const values = { content_version: item.n, delivered_at: tx.now, reported: false };
    await q(tx)
      .insertInto('notice_holder')
      .values({
        ...values,
        notice_id: id,
        bureau: message.from,
        expected: 'copy',
        purged_at: null,
        purge_outcome: null,
        purge_copies: null,
        purge_proof: null,
      })
      .onConflict((oc) => oc.columns(['notice_id', 'bureau']).doUpdateSet({ ...values, expected: 'copy' }))
      .execute();
    deps.audit.record(tx, {
      act: 'notice.delivery-confirmed',
      entity: noticeRef(id),
      body: { bureau: message.from, n: item.n },
    });
    await reportHoldersSoon(deps, tx, id);
  }
}
