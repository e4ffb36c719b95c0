import { type FeedEntry, refuse, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import type { SuspensionEnd } from './contract.ts';
import { SUSPENSION_MAX_MS } from './deadlines.ts';
import type { NoticesDeps } from './deps.ts';
import { audienceOf } from './distribution.ts';
import { lifeSoon } from './life/life-soon.ts';
import { canMove, moved } from './life.ts';
import { offerAgain } from './partners/offer-entries.ts';
import { oweRemovals } from './partners/owe-removals.ts';
import { noticeRef, noticeWireId, plain, suspensionRef } from './refs.ts';
import { changeNotice, lockForChange, lockNotice, type NoticeRecord } from './store.ts';
import { noteAbsent } from './store-copy.ts';
import type { ResumedEntry, SuspendedEntry } from './wire.ts';

/**
 * At the Secretariat: nobody acts on the notice until `until` (at most six months ahead), when it is resumed or cancelled.
 * @throws AppError `refused`: `notice.suspend.too-long`, `notice.suspend.in-the-past`, `notice.wrong-state`
 */
export async function suspendNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; until: number; reason: string; atEnd?: SuspensionEnd },
): Promise<void> {
  const notice = await atSecretariat(tx, input.id, input.version);
  await suspend(deps, tx, notice, { ...input, atEnd: input.atEnd ?? 'ask' });
}

/** The order itself, by a person or by a reported dismissal. */
export async function suspend(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  input: { until: number; reason: string; atEnd: SuspensionEnd },
): Promise<void> {
  if (notice.channel !== 'notice') throw refuse('notice.wrong-channel');
  if (input.until <= tx.now) throw refuse('notice.suspend.in-the-past');
  if (input.until > tx.now + SUSPENSION_MAX_MS) throw refuse('notice.suspend.too-long');
  await changeNotice(tx, notice, {
    state: moved(notice.state, 'suspend'),
    suspended_until: input.until,
    suspended_at: tx.now,
    suspension_end: input.atEnd,
    suspension_asked_at: null,
  });
  const body: SuspendedEntry = {
    notice: noticeWireId(notice.owner, notice.id),
    until: input.until,
    reason: input.reason,
  };
  await publish(deps, tx, notice, 'notice.suspended', body);
  await deps.work.open(tx, {
    ref: suspensionRef(notice.id),
    task: 'notice.suspension-ends',
    owner: { role: 'reviewer' },
    dueAt: input.until,
    urgency: 'routine',
    params: { colour: notice.colour, owner: notice.owner },
    about: [noticeRef(notice.id)],
  });
  deps.audit.record(tx, {
    act: 'notice.suspension-ordered',
    entity: noticeRef(notice.id),
    body: { until: input.until, reason: input.reason, atEnd: input.atEnd },
  });
  await lifeSoon(deps, tx, input.until);
}

/** At the Secretariat: the suspension is lifted. */
export async function resumeNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  await resume(deps, tx, await atSecretariat(tx, input.id, input.version), input.reason);
}

/** `reason`: in words, or a code when its date did it. */
export async function resume(deps: NoticesDeps, tx: Tx, notice: NoticeRecord, reason: string): Promise<void> {
  await changeNotice(tx, notice, {
    state: moved(notice.state, 'resume'),
    suspended_until: null,
    suspended_at: null,
    suspension_end: null,
    suspension_asked_at: null,
  });
  const body: ResumedEntry = { notice: noticeWireId(notice.owner, notice.id) };
  await publish(deps, tx, notice, 'notice.resumed', body);
  await deps.work.close(tx, { ref: suspensionRef(notice.id), outcome: 'resumed' });
  deps.audit.record(tx, {
    act: 'notice.resumption-ordered',
    entity: noticeRef(notice.id),
    body: { reason },
  });
}

async function atSecretariat(tx: Tx, id: string, version: number): Promise<NoticeRecord> {
  const notice = await lockForChange(tx, id, version);
  if (notice.relation !== 'secretariat') throw refuse('notice.not-yours');
  return notice;
}

async function publish(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  kind: string,
  body: SuspendedEntry | ResumedEntry,
): Promise<void> {
  if (!notice.distribution) throw refuse('notice.not-in-force');
  await deps.federation.append(tx, {
    kind,
    body: plain(body),
    ...audienceOf(notice.distribution, notice.owner),
    entity: noticeRef(notice.id),
  });
}

/** At every bureau that holds it. */
export async function followSuspended(deps: NoticesDeps, tx: Tx, entry: FeedEntry<SuspendedEntry>): Promise<void> {
  if (!entry.body) return noteAbsent(deps, tx, entry);
  const known = await lockNotice(tx, parseWireId(entry.body.notice, 'notice').uuid);
  if (!known || known.relation === 'secretariat' || !canMove(known.state, 'suspend')) return;
  // A national system does not show what nobody may act on.
  if (known.relation === 'holder') await oweRemovals(deps, tx, known);
  await changeNotice(tx, known, {
    state: 'suspended',
    suspended_until: entry.body.until,
    decision_reason: entry.body.reason,
  });
  deps.audit.record(tx, {
    act: known.relation === 'owner' ? 'notice.suspended' : 'notice.copy-suspended',
    entity: noticeRef(known.id),
    body: { until: entry.body.until },
  });
}

export async function followResumed(deps: NoticesDeps, tx: Tx, entry: FeedEntry<ResumedEntry>): Promise<void> {
  if (!entry.body) return noteAbsent(deps, tx, entry);
  const known = await lockNotice(tx, parseWireId(entry.body.notice, 'notice').uuid);
  if (!known || known.relation === 'secretariat' || !canMove(known.state, 'resume')) return;
  const resumed = await changeNotice(tx, known, { state: 'issued', suspended_until: null, decision_reason: null });
  if (known.relation === 'holder') await offerAgain(deps, tx, resumed);
  deps.audit.record(tx, {
    act: known.relation === 'owner' ? 'notice.resumed' : 'notice.copy-resumed',
    entity: noticeRef(known.id),
    body: {},
  });
}
