import type { Tx } from '../../platform/index.ts';
import { clocksOf } from '../clocks.ts';
import type { NoticesDeps } from '../deps.ts';
import { entryRef, noticeRef } from '../refs.ts';
import { type NoticeRecord, q } from '../store.ts';
import { changeEntry, entriesOf, type SystemRecord, systems } from './entry-store.ts';

/** Who answers for the entries of an incoming notice: the role that works the offers. */
export const ENTRY_OWNER = 'analyst';

/**
 * A copy has come, or a new version of it: every national system that takes its colour is offered it. What a system holds already
 * is owed the change.
 */
export async function offerToSystems(
  deps: NoticesDeps,
  tx: Tx,
  notice: Pick<NoticeRecord, 'id' | 'colour' | 'content_version'>,
): Promise<void> {
  const offered = await systemsOf(tx);
  if (offered.length === 0) return;
  const known = new Map((await entriesOf(tx, notice.id)).map((entry) => [entry.system, entry]));
  for (const system of offered) {
    const entry = known.get(system.code);
    if (entry) {
      const isHeld = entry.state === 'entered' && entry.held_version < notice.content_version;
      if (!isHeld) continue;
      await changeEntry(tx, entry, { state: 'change-owed', at: tx.now });
      await openEntryWork(deps, tx, entry.id, notice, system.code, 'entry.change');
      continue;
    }
    if (!system.active || !system.colours.includes(notice.colour)) continue;
    const id = deps.runtime.newId();
    await q(tx)
      .insertInto('notice_entry')
      .values({
        id,
        notice_id: notice.id,
        system: system.code,
        state: 'offered',
        number: null,
        owner: ENTRY_OWNER,
        entered_at: null,
        validate_at: null,
        validated_at: null,
        sent_version: 0,
        held_version: 0,
        validation_owed: false,
        removed_at: null,
        removal_by: null,
        decline_reason: null,
        at: tx.now,
        version: 1,
        compartment: 'general',
      })
      .execute();
    deps.audit.record(tx, {
      act: 'entry.offered',
      entity: entryRef(id),
      about: [noticeRef(notice.id)],
      body: { system: system.code, n: notice.content_version },
    });
    await openEntryWork(deps, tx, id, notice, system.code, 'entry.enter');
  }
}

/** Back in force: what was taken out, or was to be, is offered once more. */
export async function offerAgain(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  for (const entry of await entriesOf(tx, notice.id)) {
    if (entry.state !== 'removed' && entry.state !== 'removal-owed') continue;
    await deps.work.close(tx, { ref: entryRef(entry.id), outcome: 'resumed' });
    // A removal that nobody confirmed may have been done all the same: the system confirms anew what it holds.
    const isOut = entry.state === 'removed' || entry.number === null;
    await changeEntry(tx, entry, {
      state: isOut ? 'offered' : 'change-owed',
      ...(isOut ? { sent_version: 0, held_version: 0, entered_at: null, validate_at: null } : { held_version: 0 }),
      removed_at: null,
      removal_by: null,
      at: tx.now,
    });
    await openEntryWork(deps, tx, entry.id, notice, entry.system, isOut ? 'entry.enter' : 'entry.change');
  }
}

/** Asked once a transaction: a feed brings many notices in one. */
async function systemsOf(tx: Tx): Promise<readonly SystemRecord[]> {
  const kept = tx.memo.get(MEMO) as readonly SystemRecord[] | undefined;
  if (kept) return kept;
  const read = await systems(tx);
  tx.memo.set(MEMO, read);
  return read;
}
const MEMO = 'notices.systems';

export async function openEntryWork(
  deps: NoticesDeps,
  tx: Tx,
  entryId: string,
  notice: Pick<NoticeRecord, 'id' | 'colour'>,
  system: string,
  task: 'entry.enter' | 'entry.change' | 'entry.remove' | 'entry.validate',
  dueAt?: number,
): Promise<void> {
  const clocks = clocksOf(deps);
  const isRemoval = task === 'entry.remove';
  await deps.work.open(tx, {
    ref: entryRef(entryId),
    task,
    owner: { role: isRemoval ? 'watch-officer' : ENTRY_OWNER },
    dueAt: dueAt ?? tx.now + (isRemoval ? clocks.entryRemove : clocks.entryEnter),
    urgency: isRemoval ? 'urgent' : 'routine',
    params: { colour: notice.colour, system },
    about: [noticeRef(notice.id)],
  });
}
