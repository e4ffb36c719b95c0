import { type InboundMessage, notFound, refuse, type Tx } from '../platform/index.ts';
import { parseWireId, wireId } from '../protocol/index.ts';
import type { NoticesDeps } from './deps.ts';
import { insertHit, lockHit } from './hit-store.ts';
import { oweOnHit } from './hit-work.ts';
import { isOut } from './life.ts';
import { tellSoon } from './note-progress.ts';
import { hitRef, noticeRef, noticeWireId, plain } from './refs.ts';
import { lockNotice, type NoticeRecord } from './store.ts';
import type { HitMessage } from './wire.ts';

/** Clocks differ a little; a hit is not dated ahead by more than that. */
const CLOCK_SLACK_MS = 60_000;

export interface RecordHit {
  /** Of the notice. */
  readonly id: string;
  readonly place: string;
  readonly at: number;
  readonly circumstances: string;
  readonly urgency: 'urgent' | 'life-at-risk';
}

/**
 * A bureau that holds the copy has found the person (or one who may be the person), and tells the owner.
 * @throws AppError `refused`: `notice.not-in-force`, `hit.own-notice`
 */
export async function recordHit(deps: NoticesDeps, tx: Tx, input: RecordHit): Promise<string> {
  const notice = await lockNotice(tx, input.id);
  if (!notice) throw notFound('notice');
  if (notice.relation === 'imported') throw refuse('notice.imported-read-only');
  if (notice.relation !== 'holder') throw refuse('hit.own-notice');
  if (notice.state !== 'issued') throw refuse('notice.not-in-force', { state: notice.state });
  if (input.at > tx.now + CLOCK_SLACK_MS) throw refuse('notice.evidence-in-future', {}, '/body/at');
  const id = deps.runtime.newId();
  const body: HitMessage = {
    hit: wireId(deps.runtime.bureau, 'hit', id),
    notice: noticeWireId(notice.owner, notice.id),
    place: input.place,
    circumstances: input.circumstances,
    at: input.at,
    urgency: input.urgency,
  };
  const { id: message } = await deps.federation.send(tx, {
    to: [notice.owner],
    kind: 'notice.hit',
    body: plain(body),
    thread: id,
    urgency: input.urgency,
    entity: noticeRef(notice.id),
  });
  const finder = deps.runtime.bureau;
  await addHit(deps, tx, notice, { ...input, id, finder, recordedBy: tx.scope.actor.id, message });
  await tellSoon(deps, tx, { notice: notice.id, kind: 'hit', at: tx.now });
  deps.audit.record(tx, {
    act: 'hit.recorded',
    entity: hitRef(id),
    about: [noticeRef(notice.id)],
    body: { colour: notice.colour, owner: notice.owner },
  });
  return id;
}

/** At the owner: another bureau reports a hit on our notice. */
export async function receiveHit(deps: NoticesDeps, tx: Tx, message: InboundMessage<HitMessage>): Promise<void> {
  const { body } = message;
  const target = parseWireId(body.notice, 'notice');
  const hit = parseWireId(body.hit, 'hit');
  if (target.bureau !== deps.runtime.bureau || hit.bureau !== message.from) throw refuse('notice.not-yours');
  const notice = await lockNotice(tx, target.uuid);
  if (notice?.relation !== 'owner') throw refuse('notice.unknown');
  // The finder may not have heard yet that it is suspended: what was found is worth knowing all the same.
  if (!isOut(notice.state)) throw refuse('notice.not-in-force', { state: notice.state });
  // The finder made the id; one that is known already is another's, and is not taken over.
  if (await lockHit(tx, hit.uuid)) throw refuse('notice.not-yours');
  await deps.federation.tag(tx, message.id, noticeRef(notice.id));
  await addHit(deps, tx, notice, { ...body, id: hit.uuid, finder: message.from, recordedBy: null, message: null });
  deps.audit.record(tx, {
    act: 'hit.received',
    entity: hitRef(hit.uuid),
    about: [noticeRef(notice.id), ...deps.cases.timelineRefs(notice.case_id)],
    body: { colour: notice.colour, finder: message.from },
  });
}

async function addHit(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  hit: {
    id: string;
    finder: string;
    place: string;
    at: number;
    circumstances: string;
    urgency: 'urgent' | 'life-at-risk';
    recordedBy: string | null;
    message: string | null;
  },
): Promise<void> {
  await insertHit(tx, {
    id: hit.id,
    notice_id: notice.id,
    colour: notice.colour,
    return_sought: notice.return_sought,
    owner: notice.owner,
    finder: hit.finder,
    state: 'recorded',
    open: true,
    place: hit.place,
    circumstances: hit.circumstances,
    at: hit.at,
    urgency: hit.urgency,
    recorded_by: hit.recordedBy,
    recorded_at: tx.now,
    papers_due_at: null,
    papers_due_days: null,
    papers_due_basis: null,
    message: hit.message,
  });
  const row = await lockHit(tx, hit.id);
  if (row) await oweOnHit(deps, tx, row, false);
}
