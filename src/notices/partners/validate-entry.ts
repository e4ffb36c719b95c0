import { notFound, refuse, type Tx } from '../../platform/index.ts';
import { clocksOf, DAY_MS } from '../clocks.ts';
import type { NoticesDeps } from '../deps.ts';
import { lifeSoon } from '../life/life-soon.ts';
import { entryRef, noticeRef } from '../refs.ts';
import { findNotice, lockNotice, q } from '../store.ts';
import { removeEntry } from './confirm-entries.ts';
import { changeEntry, findSystem, lockEntryForChange } from './entry-store.ts';
import { openEntryWork } from './offer-entries.ts';

/** Somebody has checked that the entry is still right; the next validation is due after the system's own time. */
export async function validateEntry(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; checkedWith: string },
): Promise<void> {
  const entry = await lockEntryForChange(tx, input.id, input.version);
  if (entry.state !== 'entered' && entry.state !== 'change-owed') throw refuse('entry.wrong-state');
  const system = await findSystem(tx, entry.system);
  const next = tx.now + system.validate_days * DAY_MS;
  await changeEntry(tx, entry, { validated_at: tx.now, validate_at: next, validation_owed: false });
  await deps.work.close(tx, { ref: entryRef(entry.id), task: 'entry.validate', outcome: 'validated' });
  await lifeSoon(deps, tx, next - clocksOf(deps).entryValidateWarn);
  deps.audit.record(tx, {
    act: 'entry.validated',
    entity: entryRef(entry.id),
    about: [noticeRef(entry.notice_id)],
    body: { system: entry.system, checkedWith: input.checkedWith },
  });
}

/** A removal that the system confirmed by telephone or letter, taken down by hand. */
export async function confirmRemoval(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; removedBy: string },
): Promise<void> {
  const entry = await lockEntryForChange(tx, input.id, input.version);
  if (entry.sent_version === 0 || entry.state === 'removed' || entry.state === 'declined') {
    throw refuse('entry.wrong-state');
  }
  const notice = await lockNotice(tx, entry.notice_id);
  if (!notice) throw notFound('notice');
  await removeEntry(deps, tx, notice, entry, input.removedBy);
}

/** Validations that come due: work for the entry's owner, once a validation. Returns when the next one must be looked at. */
export async function oweValidations(deps: NoticesDeps, tx: Tx): Promise<void> {
  const due = await q(tx)
    .selectFrom('notice_entry')
    .selectAll()
    .where('state', 'in', ['entered', 'change-owed'])
    .where('validation_owed', '=', false)
    .where('validate_at', '<=', tx.now + clocksOf(deps).entryValidateWarn)
    .orderBy('validate_at')
    .limit(200)
    .forUpdate()
    .execute();
  for (const entry of due) {
    const notice = await findNotice(tx, entry.notice_id);
    if (!notice) continue;
    await changeEntry(tx, entry, { validation_owed: true });
    await openEntryWork(deps, tx, entry.id, notice, entry.system, 'entry.validate', entry.validate_at ?? tx.now);
  }
}
