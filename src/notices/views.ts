import type { Tx } from '../platform/index.ts';
import type { HitDetail, HitRow, NoticeDetail, NoticeRow, ReviewRow } from './contract.ts';
import { decisionsOf, type ReviewRecord } from './decide-review.ts';
import { nextSteps } from './hit-machine.ts';
import { type HitRecord, type HitStepRecord, hitsOf, positionOf, sideOf } from './hit-store.ts';
import { isOut, standingOf } from './life.ts';
import { noticeWireId } from './refs.ts';
import { failingOf, rulingsOf } from './retest/tables.ts';
import { endingsOf, type NoticeRecord, versionsOf } from './store.ts';

export function toRow(n: NoticeRecord): NoticeRow {
  return {
    id: n.id,
    wireId: noticeWireId(n.owner, n.id),
    relation: n.relation,
    owner: n.owner,
    colour: n.colour,
    state: n.state,
    standing: standingOf(n),
    number: n.number,
    reference: n.reference,
    name: n.name,
    nationalities: n.nationalities,
    contentVersion: n.content_version,
    amendment: n.amendment,
    issuedAt: n.issued_at,
    endsAt: n.ends_at,
    extensions: n.extensions,
    endedAt: n.ended_at,
    updatedAt: n.updated_at,
    version: n.version,
  };
}

export function toHitRow(h: HitRecord): HitRow {
  return {
    id: h.id,
    notice: h.notice_id,
    colour: h.colour,
    owner: h.owner,
    finder: h.finder,
    state: h.state,
    open: h.open,
    recordedAt: h.recorded_at,
    papersDueAt: h.papers_due_at,
    version: h.version,
  };
}

const CONFIRMED = new Set(['warrant-live', 'arrest-requested', 'arrested', 'surrendered', 'returned']);

/** In the United States nobody is arrested on a foreign Red alone: until its owner has confirmed the warrant, a user is told so. */
function arrestBanner(bureau: string, colour: string, owner: string, hits: readonly HitRecord[]) {
  const isForeignRed = bureau === 'US' && colour === 'red' && owner !== 'US';
  if (!isForeignRed || hits.some((h) => CONFIRMED.has(h.state))) return [];
  return [{ code: 'notice.us.no-arrest-on-notice-alone', params: {} }];
}

export async function toDetail(tx: Tx, bureau: string, n: NoticeRecord): Promise<NoticeDetail> {
  const versions = await versionsOf(tx, n.id);
  const endings = await endingsOf(tx, n.id);
  const hits = await hitsOf(tx, n.id);
  const banners: NoticeDetail['banners'] = isOut(n.state) ? arrestBanner(bureau, n.colour, n.owner, hits) : [];
  if (n.state === 'suspended') banners.push({ code: 'notice.banner.suspended', params: {} });
  if (n.purged_at !== null) banners.push({ code: 'notice.banner.ended', params: {} });
  const isTomb = n.ground !== null && n.ended_at !== null;
  return {
    ...toRow(n),
    channel: n.channel,
    warrantConfirmedAt: n.warrant_confirmed_at,
    actingAt: n.acting_at,
    caseId: n.case_id,
    distribution: n.distribution,
    versions: versions.map((v) => ({
      n: v.n,
      state: v.state,
      form: v.form,
      report: v.report,
      reason: v.reason,
      author: v.author,
      submittedBy: v.submitted_by,
      at: v.at,
    })),
    suspendedUntil: n.suspended_until,
    decisionReason: n.decision_reason,
    endings: endings.map((e) => ({
      id: e.id,
      kind: e.kind,
      ground: e.ground,
      reason: e.reason,
      state: e.state,
      proposedBy: e.proposed_by,
      confirmedBy: e.confirmed_by,
      evidence: e.evidence,
      refusal: e.refusal,
      at: e.at,
    })),
    hits: hits.map(toHitRow),
    banners,
    rulings: isOut(n.state) ? await rulingsOf(tx, n.id) : [],
    failing: isOut(n.state) ? await failingOf(tx, n.id) : [],
    tombstone:
      isTomb && n.ground !== null && n.ended_at !== null
        ? { ground: n.ground, endedAt: n.ended_at, purgedAt: n.purged_at }
        : null,
  };
}

export function toHitDetail(bureau: string, h: HitRecord, steps: readonly HitStepRecord[]): HitDetail {
  return {
    ...toHitRow(h),
    place: h.place,
    at: h.at,
    circumstances: h.circumstances,
    recordedBy: h.recorded_by,
    papersLateAt: h.papers_late_at,
    steps: steps.map((s) => ({ from: s.from_bureau, n: s.n, step: s.step, by: s.person, at: s.at, body: s.body })),
    next: nextSteps(positionOf(h, steps), sideOf(h, bureau)),
    papersDue:
      h.papers_due_at !== null && h.papers_due_days !== null && h.papers_due_basis !== null
        ? { days: h.papers_due_days, basis: h.papers_due_basis, at: h.papers_due_at }
        : null,
    banners: h.open ? arrestBanner(bureau, h.colour, h.owner, [h]) : [],
  };
}

export async function toReviewRow(tx: Tx, r: ReviewRecord, notice: NoticeRecord): Promise<ReviewRow> {
  const decisions = await decisionsOf(tx, r.id);
  return {
    id: r.id,
    notice: r.notice_id,
    colour: notice.colour,
    owner: notice.owner,
    kind: r.kind,
    contentVersion: r.n,
    state: r.state,
    urgency: r.urgency,
    name: notice.name,
    needed: r.needed,
    takenBy: decisions.map((d) => ({
      person: d.person,
      decision: d.decision,
      reason: d.reason,
      at: d.decided_at ?? d.taken_at,
    })),
    openedAt: r.opened_at,
    dueAt: r.due_at,
    version: r.version,
  };
}
