import { type InboundMessage, type Job, refuse, systemScope, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { purgeComplete } from './purge-complete.ts';
import { noticeWireId, plain } from './refs.ts';
import { changeNotice, lockNotice, q } from './store.ts';
import type { DistributionMessage } from './wire.ts';

export const REPORT_JOB = 'notices.report-holders';
/** Confirmations come in a burst; the owner is told of what came within this time at once. */
const GATHER_MS = 250;
const MOST = 200;

export function reportHoldersSoon(deps: NoticesDeps, tx: Tx, noticeId: string): Promise<void> {
  return deps.jobs.enqueue(tx, {
    kind: REPORT_JOB,
    payload: { notice: noticeId },
    key: noticeId,
    runAt: tx.now + GATHER_MS,
  });
}

/** At the Secretariat: tells the owner which bureaus hold its notice, and which have purged it, as far as that is news. */
export function reportHolders(deps: NoticesDeps) {
  return async (job: Job): Promise<{ againAfterMs: number } | undefined> => {
    const { notice: id } = job.payload as { notice: string };
    const more = await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      // Locked, as who takes in a confirmation locks it: read apart, the last confirmation could be told without its "complete",
      // and nothing would be news after it.
      const notice = await lockNotice(tx, id);
      const found = await q(tx)
        .selectFrom('notice_holder')
        .selectAll()
        .where('notice_id', '=', id)
        .where('reported', '=', false)
        .orderBy('bureau')
        .limit(MOST + 1)
        .forUpdate()
        .execute();
      const news = found.slice(0, MOST);
      const isLast = found.length <= MOST;
      if (notice && news.length > 0) {
        const body: DistributionMessage = {
          notice: noticeWireId(notice.owner, id),
          purgeComplete: notice.purge_complete_at !== null && isLast,
          holders: news.map((h) => ({
            bureau: h.bureau,
            expected: h.expected,
            n: h.content_version,
            deliveredAt: h.delivered_at,
            purgedAt: h.purged_at,
            outcome: h.purge_outcome,
            copies: h.purge_copies,
            proof: h.purge_proof,
            readAt: h.read_at,
            actingAt: h.acting_at,
            hitAt: h.hit_at,
            remindedAt: h.reminded_at,
            reminders: h.reminders,
          })),
        };
        await deps.federation.send(tx, {
          to: [notice.owner],
          kind: 'notice.distribution',
          body: plain(body),
          thread: id,
        });
        await q(tx)
          .updateTable('notice_holder')
          .set({ reported: true })
          .where('notice_id', '=', id)
          .where(
            'bureau',
            'in',
            news.map((h) => h.bureau),
          )
          .execute();
      }
      if (isLast) await job.done(tx);
      return !isLast;
    });
    return more ? { againAfterMs: 0 } : undefined;
  };
}

/** At the owner: who holds our notice, and who has purged it, with the holders' signed confirmations. */
export async function receiveDistribution(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<DistributionMessage>,
): Promise<void> {
  if (message.from !== SECRETARIAT) throw refuse('notice.not-yours');
  const { body } = message;
  const notice = await lockNotice(tx, parseWireId(body.notice, 'notice').uuid);
  if (notice?.relation !== 'owner') throw refuse('notice.unknown');
  for (const h of body.holders) {
    const values = {
      expected: h.expected,
      content_version: h.n,
      delivered_at: h.deliveredAt,
      purged_at: h.purgedAt,
      purge_outcome: h.outcome,
      purge_copies: h.copies ? JSON.stringify(h.copies) : null,
      purge_proof: h.proof,
      read_at: h.readAt,
      acting_at: h.actingAt,
      hit_at: h.hitAt,
      reminded_at: h.remindedAt,
      reminders: h.reminders,
      reported: true,
    };
    await q(tx)
      .insertInto('notice_holder')
      .values({ notice_id: notice.id, bureau: h.bureau, ...values })
      .onConflict((oc) => oc.columns(['notice_id', 'bureau']).doUpdateSet(values))
      .execute();
  }
  if (!body.purgeComplete || notice.purge_complete_at !== null) return;
  await changeNotice(tx, notice, { purge_complete_at: tx.now });
  await purgeComplete(deps, tx, notice);
}
