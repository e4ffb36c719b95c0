import { AppError, type Tx } from '../../platform/index.ts';
import { DAY_MS } from '../clocks.ts';
import { type Confirmation, type ConfirmationsResult, confirmation } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { lifeSoon } from '../life/life-soon.ts';
import { noteActing } from '../note-progress.ts';
import { confirmPurge } from '../purge-copy.ts';
import { entryRef, noticeRef, systemRef } from '../refs.ts';
import { changeNotice, lockNotice, type NoticeRecord } from '../store.ts';
import { changeEntry, type EntryRecord, findSystem, lockEntry, type SystemRecord } from './entry-store.ts';
import { openEntryWork } from './offer-entries.ts';
import { removalsAwaited } from './owe-removals.ts';

/**
 * The answers of a national system, row by row: what cannot be taken is said with its line and a code, and stops no other row.
 * A row that says again what is known already changes nothing.
 */
export async function takeConfirmations(
  deps: NoticesDeps,
  tx: Tx,
  input: { system: string; items: readonly unknown[] },
): Promise<ConfirmationsResult> {
  const system = await findSystem(tx, input.system);
  const rows: ConfirmationsResult['rows'] = [];
  let taken = 0;
  for (const [index, item] of input.items.entries()) {
    const parsed = confirmation.safeParse(item);
    if (!parsed.success) {
      rows.push({ line: index + 1, entry: null, code: 'entry.row-does-not-fit' });
      continue;
    }
    const code = await takeOne(deps, tx, system, parsed.data);
    if (code === null) taken++;
    else rows.push({ line: index + 1, entry: parsed.data.entry, code });
  }
  deps.audit.record(tx, {
    act: 'entries.confirmed',
    entity: systemRef(system.code),
    body: { taken, refused: rows.length },
  });
  return { taken, refused: rows.length, rows };
}

/** Null when it was taken; else the code of why not. */
async function takeOne(deps: NoticesDeps, tx: Tx, system: SystemRecord, answer: Confirmation): Promise<string | null> {
  const unlocked = await lockEntry(tx, answer.entry);
  if (unlocked?.system !== system.code) return 'entry.unknown';
  const notice = await lockNotice(tx, unlocked.notice_id);
  if (!notice) throw new AppError('unavailable', 'an entry without its notice');
  if (answer.action === 'remove') return takeRemoval(deps, tx, notice, unlocked, answer);
  if (answer.result === 'declined') return takeDecline(deps, tx, notice, unlocked, answer);
  return takeEntry(deps, tx, notice, system, unlocked, answer);
}

async function takeEntry(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  system: SystemRecord,
  entry: EntryRecord,
  answer: Confirmation,
): Promise<string | null> {
  if (answer.version > entry.sent_version || answer.version < 1) return 'entry.version-never-sent';
  if (entry.state === 'removed' || entry.state === 'declined') return 'entry.wrong-state';
  const number = answer.number ?? entry.number;
  if (number === null) return 'entry.number-missing';
  if (entry.state === 'removal-owed') {
    // It went in after all, and must come out: the number is what the removal needs.
    if (entry.number !== number) await changeEntry(tx, entry, { number });
    return null;
  }
  if (entry.held_version >= answer.version && entry.number === number) return null;
  const isCurrent = answer.version >= notice.content_version;
  await changeEntry(tx, entry, {
    state: isCurrent ? 'entered' : 'change-owed',
    number,
    held_version: answer.version,
    decline_reason: null,
    at: tx.now,
    ...(entry.entered_at === null ? { entered_at: tx.now, validate_at: tx.now + system.validate_days * DAY_MS } : {}),
  });
  await deps.work.close(tx, { ref: entryRef(entry.id), task: 'entry.enter', outcome: 'entered' });
  if (isCurrent) await deps.work.close(tx, { ref: entryRef(entry.id), task: 'entry.change', outcome: 'entered' });
  else if (entry.state === 'offered') await openEntryWork(deps, tx, entry.id, notice, system.code, 'entry.change');
  if (entry.entered_at === null) await lifeSoon(deps, tx, tx.now + DAY_MS);
  await noteActing(deps, tx, notice);
  deps.audit.record(tx, {
    act: 'entry.entered',
    entity: entryRef(entry.id),
    about: [noticeRef(notice.id)],
    body: { system: system.code, n: answer.version, number },
  });
  return null;
}

async function takeDecline(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  entry: EntryRecord,
  answer: Confirmation,
): Promise<string | null> {
  if (entry.state === 'declined') return null;
  if (entry.state === 'removal-owed') return takeRemoval(deps, tx, notice, entry, { ...answer, result: 'done' });
  if (entry.state !== 'offered' && entry.state !== 'change-owed') return 'entry.wrong-state';
  // A change that is declined leaves what it holds already, and somebody here must call them.
  const isOffer = entry.state === 'offered';
  await changeEntry(tx, entry, {
    ...(isOffer ? { state: 'declined' as const } : {}),
    decline_reason: answer.reason ?? '',
    at: tx.now,
  });
  if (isOffer) await deps.work.close(tx, { ref: entryRef(entry.id), outcome: 'declined' });
  deps.audit.record(tx, {
    act: 'entry.declined',
    entity: entryRef(entry.id),
    about: [noticeRef(notice.id)],
    body: { system: entry.system, action: answer.action, reason: answer.reason ?? '' },
  });
  return null;
}

async function takeRemoval(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  entry: EntryRecord,
  answer: Confirmation,
): Promise<string | null> {
  if (entry.state === 'removed') return null;
  if (entry.sent_version === 0) return 'entry.wrong-state';
  if (answer.result === 'declined') {
    await deps.work.open(tx, {
      ref: entryRef(entry.id),
      task: 'entry.removal-declined',
      owner: { role: 'supervisor' },
      dueAt: tx.now + DAY_MS,
      urgency: 'urgent',
      params: { colour: notice.colour, system: entry.system },
      about: [noticeRef(notice.id)],
    });
    deps.audit.record(tx, {
      act: 'entry.declined',
      entity: entryRef(entry.id),
      about: [noticeRef(notice.id)],
      body: { system: entry.system, action: 'remove', reason: answer.reason ?? '' },
    });
    return null;
  }
  if (!answer.by) return 'entry.removal-needs-name';
  await removeEntry(deps, tx, notice, entry, answer.by);
  return null;
}

/** The system holds it no longer. The last removal of a notice that ended completes this bureau's purge. */
export async function removeEntry(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  entry: EntryRecord,
  by: string,
): Promise<void> {
  await changeEntry(tx, entry, {
    state: 'removed',
    removed_at: tx.now,
    removal_by: by,
    validation_owed: false,
    at: tx.now,
  });
  await deps.work.close(tx, { ref: entryRef(entry.id), outcome: 'removed' });
  deps.audit.record(tx, {
    act: 'entry.removed',
    entity: entryRef(entry.id),
    about: [noticeRef(notice.id)],
    body: { system: entry.system, by },
  });
  if (notice.ended_at === null || notice.purged_at !== null) return;
  if ((await removalsAwaited(tx, notice.id)) > 0) return;
  const copies = notice.purge_copies ?? {};
  const done = await changeNotice(tx, notice, { purged_at: tx.now, purge_copies: null });
  await deps.work.close(tx, { ref: noticeRef(notice.id), task: 'notice.removal-late', outcome: 'removed' });
  await confirmPurge(deps, tx, done, { ...copies, index: 1 }, 'purged');
}
