import { type FeedEntry, type InboundMessage, refuse, type Tx } from '../../platform/index.ts';
import { parseWireId } from '../../protocol/index.ts';
import { clocksOf } from '../clocks.ts';
import { endsAfter } from '../deadlines.ts';
import { type NoticesDeps, SECRETARIAT } from '../deps.ts';
import { audienceOf } from '../distribution.ts';
import { ownForChange } from '../draft-notice.ts';
import { moved } from '../life.ts';
import { noticeRef, noticeWireId, ownedBy, plain } from '../refs.ts';
import { checkForm } from '../rules/index.ts';
import { changeNotice, lockNotice, type NoticeRecord, openEnding, versionAt } from '../store.ts';
import { noteAbsent } from '../store-copy.ts';
import { rulesNotMet } from '../submit-notice.ts';
import type { ExtendedEntry, ExtendMessage } from '../wire-life.ts';
import { lifeSoon } from './life-soon.ts';

/** @throws AppError `refused`: `notice.extend.too-far`, `notice.extend.not-later` */
function judgeEnd(notice: NoticeRecord, until: number): void {
  const { ends_at: endsAt } = notice;
  if (endsAt === null || until <= endsAt) throw refuse('notice.extend.not-later', {}, '/body/until');
  if (until > endsAfter(endsAt)) throw refuse('notice.extend.too-far', {}, '/body/until');
}

/** The owner has looked at it again and says why it must go on, for five more years at most. */
export async function extendNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; until: number; reason: string },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  if (notice.channel !== 'notice') throw refuse('notice.wrong-channel');
  moved(notice.state, 'extend');
  if (await openEnding(tx, notice.id)) throw refuse('notice.ending-under-way');
  judgeEnd(notice, input.until);
  // What no longer passes is not asked for: it is mended by an amendment first, or ends.
  const version = await versionAt(tx, notice.id, notice.content_version);
  if (version) {
    const report = checkForm(version.form, { owner: notice.owner, now: tx.now });
    if (!report.passes) throw rulesNotMet(report);
  }
  const body: ExtendMessage = {
    notice: noticeWireId(notice.owner, notice.id),
    until: input.until,
    reason: input.reason,
  };
  await deps.federation.send(tx, {
    to: [SECRETARIAT],
    kind: 'notice.extend',
    body: plain(body),
    thread: notice.id,
    entity: noticeRef(notice.id),
  });
  await changeNotice(tx, notice, {});
  deps.audit.record(tx, {
    act: 'notice.extension-asked',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { until: input.until, reason: input.reason },
  });
}

/** At the Secretariat: the form in force is tested again by today's rules; one that passes goes on, and everybody learns until when. */
export async function receiveExtend(deps: NoticesDeps, tx: Tx, message: InboundMessage<ExtendMessage>): Promise<void> {
  const { body } = message;
  const id = ownedBy(message.from, body.notice);
  const notice = await lockNotice(tx, id);
  if (notice?.relation !== 'secretariat' || !notice.distribution) throw refuse('notice.unknown');
  await deps.federation.tag(tx, message.id, noticeRef(id));
  moved(notice.state, 'extend');
  judgeEnd(notice, body.until);
  const version = await versionAt(tx, id, notice.content_version);
  if (!version) throw refuse('notice.not-in-force', { state: notice.state });
  const report = checkForm(version.form, { owner: notice.owner, now: tx.now });
  if (!report.passes) throw rulesNotMet(report);
  const entry: ExtendedEntry = { notice: body.notice, endsAt: body.until };
  await deps.federation.append(tx, {
    kind: 'notice.extended',
    body: plain(entry),
    ...audienceOf(notice.distribution, notice.owner),
    entity: noticeRef(id),
  });
  await changeNotice(tx, notice, {
    ends_at: body.until,
    extensions: notice.extensions + 1,
    review_warned_at: null,
  });
  await deps.work.close(tx, { ref: noticeRef(id), task: 'notice.expiry-unanswered', outcome: 'extended' });
  await lifeSoon(deps, tx, body.until - clocksOf(deps).unansweredBefore);
  deps.audit.record(tx, {
    act: 'notice.extension-issued',
    entity: noticeRef(id),
    body: { endsAt: body.until, reason: body.reason },
  });
}

/** At every bureau that holds it. */
export async function followExtended(deps: NoticesDeps, tx: Tx, entry: FeedEntry<ExtendedEntry>): Promise<void> {
  const { body } = entry;
  if (!body) return noteAbsent(deps, tx, entry);
  const known = await lockNotice(tx, parseWireId(body.notice, 'notice').uuid);
  if (!known || known.relation === 'secretariat' || known.ended_at !== null) return;
  const changed = await changeNotice(tx, known, {
    ends_at: body.endsAt,
    extensions: known.extensions + 1,
    review_warned_at: null,
  });
  const isOurs = known.relation === 'owner';
  deps.audit.record(tx, {
    act: isOurs ? 'notice.extended' : 'notice.copy-extended',
    entity: noticeRef(known.id),
    about: isOurs ? deps.cases.timelineRefs(known.case_id) : [],
    body: { endsAt: body.endsAt },
  });
  if (!isOurs) return;
  for (const task of ['notice.five-year-review', 'notice.review-in-force']) {
    await deps.work.close(tx, { ref: noticeRef(known.id), task, outcome: 'extended' });
  }
  await oweReview(deps, tx, changed);
}

/** The next look at a notice that goes on: due with the warning, half a year before its end. */
async function oweReview(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const warnAt = (notice.ends_at ?? tx.now) - clocksOf(deps).warnBefore;
  await lifeSoon(deps, tx, warnAt);
  // A Red owes its yearly confirmation all the time.
  if (notice.colour === 'red') return;
  await deps.work.open(tx, {
    ref: noticeRef(notice.id),
    task: 'notice.review-in-force',
    owner: { role: 'analyst' },
    dueAt: Math.max(warnAt, tx.now),
    urgency: 'routine',
    params: { colour: notice.colour },
    about: notice.case_id ? [{ kind: 'case', id: notice.case_id }] : [],
  });
}
