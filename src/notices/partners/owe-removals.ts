import type { Tx } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';
import { entryRef, noticeRef } from '../refs.ts';
import { type NoticeRecord, q } from '../store.ts';
import { changeEntry, type EntryRecord, entriesOf } from './entry-store.ts';
import { openEntryWork } from './offer-entries.ts';

/** A system may hold what was sent to it, whatever it has said since. */
const mayHold = (entry: EntryRecord): boolean =>
  entry.sent_version > 0 && entry.state !== 'declined' && entry.state !== 'removed';

/**
 * The notice has ended: every national system that may hold it owes its removal. Offers that never went out simply end.
 * @returns how many removals are awaited before the purge is complete
 */
export async function oweRemovals(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<number> {
  let awaited = 0;
  for (const entry of await entriesOf(tx, notice.id)) {
    const isDone = entry.state === 'declined' || entry.state === 'removed';
    if (isDone) continue;
    await deps.work.close(tx, { ref: entryRef(entry.id), outcome: 'notice-ended' });
    if (!mayHold(entry)) {
      await changeEntry(tx, entry, { state: 'removed', removed_at: tx.now, removal_by: 'never-sent', at: tx.now });
      continue;
    }
    awaited++;
    await changeEntry(tx, entry, { state: 'removal-owed', validation_owed: false, at: tx.now });
    await openEntryWork(deps, tx, entry.id, notice, entry.system, 'entry.remove');
    deps.audit.record(tx, {
      act: 'entry.removal-owed',
      entity: entryRef(entry.id),
      about: [noticeRef(notice.id)],
      body: { system: entry.system },
    });
  }
  return awaited;
}

/** Removals of a notice that no system has confirmed yet. */
export async function removalsAwaited(tx: Tx, noticeId: string): Promise<number> {
  const rows = await q(tx)
    .selectFrom('notice_entry')
    .select('id')
    .where('notice_id', '=', noticeId)
    .where('state', '=', 'removal-owed')
    .execute();
  return rows.length;
}
