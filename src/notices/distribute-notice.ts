import { type FeedEntry, type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import type { Distribution } from './contract.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { audienceOf, reaches, widened } from './distribution.ts';
import { ownForChange } from './draft-notice.ts';
import { lockCirculated } from './import/lock-circulated.ts';
import { expectHolders } from './issue-notice.ts';
import { noticeRef, noticeWireId, ownedBy, plain } from './refs.ts';
import { reportHoldersSoon } from './report-holders.ts';
import { changeNotice, lockNotice, versionAt } from './store.ts';
import { noteAbsent, storeDistributed } from './store-copy.ts';
import type { DistributedEntry, DistributeMessage } from './wire-life.ts';

/**
 * The owner lets more bureaus have a notice that is out. Nothing of the notice changes, so nobody reviews it again.
 * @throws AppError `refused`: `notice.wrong-state`, `notice.distribute-nobody`
 */
export async function distributeNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; add: readonly string[] },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  if (notice.channel !== 'notice' || !notice.distribution) throw refuse('notice.wrong-channel');
  if (notice.state !== 'issued') throw refuse('notice.wrong-state', { state: notice.state, move: 'distribute' });
  // An amendment under way carries a distribution of its own, which would take these out again.
  if (notice.amendment !== null) throw refuse('notice.amendment-under-way');
  const add = newlyReached(notice.distribution, input.add, notice.owner);
  if (add.length === 0) throw refuse('notice.distribute-nobody', {}, '/body/add');
  const body: DistributeMessage = { notice: noticeWireId(notice.owner, notice.id), add };
  await deps.federation.send(tx, {
    to: [SECRETARIAT],
    kind: 'notice.distribute',
    body: plain(body),
    thread: notice.id,
    entity: noticeRef(notice.id),
  });
  await changeNotice(tx, notice, {});
  deps.audit.record(tx, {
    act: 'notice.distribution-asked',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { add },
  });
}

/** Of those named, who does not get it yet. */
function newlyReached(now: Distribution, named: readonly string[], owner: string): string[] {
  return [...new Set(named)].filter((code) => code !== SECRETARIAT && !reaches(now, code, owner)).sort();
}

/**
 * At the Secretariat: the version in force goes out once more, in a new leaf whose body is for those who are added. The first
 * leaf stays withheld from them, and everybody's log says the same.
 */
export async function receiveDistribute(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<DistributeMessage>,
): Promise<void> {
  const id = ownedBy(message.from, message.body.notice);
  const notice = await lockNotice(tx, id);
  if (notice?.relation !== 'secretariat') throw refuse('notice.unknown');
  await deps.federation.tag(tx, message.id, noticeRef(id));
  const version = await versionAt(tx, id, notice.content_version);
  const { distribution, number, issued_at: issuedAt, ends_at: endsAt } = notice;
  if (notice.state !== 'issued') throw refuse('notice.not-in-force', { state: notice.state });
  if (!distribution || !version || number === null || issuedAt === null || endsAt === null) {
    throw refuse('notice.not-in-force', { state: notice.state });
  }
  const added = newlyReached(distribution, message.body.add, notice.owner);
  if (added.length === 0) return;
  const wider = widened(distribution, added);
  const body: DistributedEntry = {
    notice: message.body.notice,
    n: version.n,
    number,
    form: version.form,
    issuedAt,
    at: tx.now,
    endsAt,
    added,
  };
  await deps.federation.append(tx, {
    kind: 'notice.distributed',
    body: plain(body),
    ...audienceOf({ to: added, withhold: [] }, notice.owner),
    entity: noticeRef(id),
  });
  await changeNotice(tx, notice, { distribution: JSON.stringify(wider) });
  await expectHolders(deps, tx, notice, wider);
  deps.audit.record(tx, { act: 'notice.distributed', entity: noticeRef(id), body: { added, n: version.n } });
  await reportHoldersSoon(deps, tx, id);
}

/** At those who were added it is the first they hear of it; the owner learns that it went out. */
export async function followDistributed(deps: NoticesDeps, tx: Tx, entry: FeedEntry<DistributedEntry>): Promise<void> {
  const { body } = entry;
  if (!body) return noteAbsent(deps, tx, entry);
  const known = await lockCirculated(deps, tx, parseWireId(body.notice, 'notice').uuid);
  if (deps.runtime.bureau === SECRETARIAT || (known && known.ended_at !== null)) return;
  if (known?.relation !== 'owner') return storeDistributed(deps, tx, body, entry.seq);
  if (!known.distribution) return;
  await changeNotice(tx, known, { distribution: JSON.stringify(widened(known.distribution, body.added)) });
  deps.audit.record(tx, {
    act: 'notice.distribution-widened',
    entity: noticeRef(known.id),
    about: deps.cases.timelineRefs(known.case_id),
    body: { added: body.added },
  });
}
