import type { FeedEntry, Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import { ackSoon } from './confirm-copies.ts';
import type { NoticeForm } from './contract.ts';
import { endsAfter } from './deadlines.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { blankNotice } from './draft-notice.ts';
import { lockCirculated } from './import/lock-circulated.ts';
import { offerToSystems } from './partners/offer-entries.ts';
import { becomeIssued } from './receive-decision.ts';
import { headOf, noticeRef } from './refs.ts';
import { checkForm } from './rules/index.ts';
import { changeNotice, insertNotice, issueVersion, type NoticeRecord, putVersion } from './store.ts';
import type { AmendedEntry, IssuedEntry } from './wire.ts';
import type { DistributedEntry } from './wire-life.ts';

/** The feed brings a notice: this bureau keeps its copy and says so to the Secretariat. */
export async function storeIssued(deps: NoticesDeps, tx: Tx, entry: FeedEntry<IssuedEntry>): Promise<void> {
  const { body } = entry;
  if (!body) return noteAbsent(deps, tx, entry);
  const known = await lockCirculated(deps, tx, parseWireId(body.notice, 'notice').uuid);
  if (known?.relation === 'owner') {
    await becomeIssued(deps, tx, known, body);
    return ackSoon(deps, tx);
  }
  // A tombstone or the Secretariat's own row: nothing to add.
  if (known || deps.runtime.bureau === SECRETARIAT) return;
  await storeFirst(deps, tx, body, entry.seq);
}

async function storeFirst(
  deps: NoticesDeps,
  tx: Tx,
  body: IssuedEntry | AmendedEntry | DistributedEntry,
  seq: number,
): Promise<void> {
  const { bureau: owner, uuid: id } = parseWireId(body.notice, 'notice');
  // None of these waits for another's answer: they go to the database together.
  const inserted = insertNotice(tx, {
    ...blankNotice(tx),
    ...headOf(body.form),
    id,
    relation: 'holder',
    owner,
    colour: body.form.colour,
    state: 'issued',
    number: body.number,
    content_version: body.n,
    issued_at: body.issuedAt,
    ends_at: 'endsAt' in body ? body.endsAt : endsAfter(body.issuedAt),
  });
  const versioned = putCopy(tx, id, owner, body.n, body.form);
  deps.audit.record(tx, {
    act: 'notice.copy-stored',
    entity: noticeRef(id),
    body: { number: body.number, n: body.n, colour: body.form.colour, owner, seq },
  });
  const offered = offerToSystems(deps, tx, { id, colour: body.form.colour, content_version: body.n });
  await together([inserted, versioned, offered, ackSoon(deps, tx)]);
}

/** All have ended, well or not, before this does: nothing may use a transaction that is over. */
async function together(works: readonly Promise<void>[]): Promise<void> {
  for (const ended of await Promise.allSettled(works)) if (ended.status === 'rejected') throw ended.reason;
}

export async function storeAmended(deps: NoticesDeps, tx: Tx, entry: FeedEntry<AmendedEntry>): Promise<void> {
  const { body } = entry;
  if (!body) return noteAbsent(deps, tx, entry);
  const known = await lockCirculated(deps, tx, parseWireId(body.notice, 'notice').uuid);
  if (deps.runtime.bureau === SECRETARIAT || (known && known.ended_at !== null)) return;
  // Withheld at first, and added by this amendment.
  if (!known) return storeFirst(deps, tx, body, entry.seq);
  if (known.relation === 'owner') {
    await becomeIssued(deps, tx, known, { n: body.n, number: body.number, issuedAt: body.issuedAt });
    return ackSoon(deps, tx);
  }
  await storeNext(deps, tx, known, body, entry.seq);
}

/** Sent once more to who was added later: the first they hear of it. Who has it already learns nothing new. */
export async function storeDistributed(deps: NoticesDeps, tx: Tx, body: DistributedEntry, seq: number): Promise<void> {
  const known = await lockCirculated(deps, tx, parseWireId(body.notice, 'notice').uuid);
  if (!known) return storeFirst(deps, tx, body, seq);
  if (known.ended_at === null) await storeNext(deps, tx, known, body, seq);
}

async function storeNext(
  deps: NoticesDeps,
  tx: Tx,
  known: NoticeRecord,
  body: AmendedEntry | DistributedEntry,
  seq: number,
): Promise<void> {
  if (known.content_version >= body.n) return;
  await keepVersion(tx, known.id, known.owner, body.n, body.form);
  const changed = await changeNotice(tx, known, { ...headOf(body.form), content_version: body.n });
  deps.audit.record(tx, { act: 'notice.copy-stored', entity: noticeRef(known.id), body: { n: body.n, seq } });
  await offerToSystems(deps, tx, changed);
  await ackSoon(deps, tx);
}

/** The report is made here again: the rules are code that every bureau has, so a holder need not take it on trust. */
export async function keepVersion(tx: Tx, id: string, owner: string, n: number, form: NoticeForm): Promise<void> {
  await putCopy(tx, id, owner, n, form);
  await issueVersion(tx, id, n);
}

function putCopy(tx: Tx, id: string, owner: string, n: number, form: NoticeForm): Promise<void> {
  return putVersion(tx, { noticeId: id, n, state: 'issued', form, report: checkForm(form, { owner, now: tx.now }) });
}

/** A withheld bureau sees that there is an entry, and no more; a late follower finds that it was purged. */
export async function noteAbsent(deps: NoticesDeps, tx: Tx, entry: FeedEntry<unknown>): Promise<void> {
  if (deps.runtime.bureau === SECRETARIAT) return;
  deps.audit.record(tx, {
    act: entry.state === 'withheld' ? 'notice.entry-withheld' : 'notice.entry-purged',
    entity: { kind: 'feed-entry', id: String(entry.seq) },
    body: { kind: entry.kind },
  });
}
