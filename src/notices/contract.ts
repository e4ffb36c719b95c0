import * as z from 'zod';
import { bureauCode, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';
import { suspensionEnd } from './contract-life.ts';
import { ruleReport } from './contract-report.ts';
import { ruling } from './contract-retest.ts';
import { colour, country, noticeForm } from './form.ts';

export * from './contract-document.ts';
export * from './contract-formulation.ts';
export * from './contract-imports.ts';
export * from './contract-life.ts';
export * from './contract-public.ts';
export * from './contract-report.ts';
export * from './contract-retest.ts';
export * from './contract-rules.ts';
export * from './contract-wording.ts';
export * from './form.ts';

/** draft → submitted → in-review → returned | refused | issued ⇄ suspended → withdrawn | cancelled | expired; discarded: ended before it was issued. */
export const NOTICE_STATES = [
  'draft',
  'submitted',
  'in-review',
  'returned',
  'refused',
  'issued',
  'suspended',
  'withdrawn',
  'cancelled',
  'expired',
  'discarded',
] as const;
export const noticeState = z.enum(NOTICE_STATES);
export type NoticeState = z.infer<typeof noticeState>;
/** What people call it: in force it may be amended or extended; ended, it is purged once every copy is gone. */
export const standing = z.enum([...NOTICE_STATES, 'amended', 'extended', 'purged']);
export type Standing = z.infer<typeof standing>;

/** What this bureau is to the notice. */
export const relation = z.enum(['owner', 'holder', 'secretariat', 'imported']);
export type Relation = z.infer<typeof relation>;

export const reason = z.string().trim().min(3).max(2000);
const version = z.int().min(1);
const personRef = z.string().max(64);

/** Who may fetch the body: everyone, or the bureaus named; `withhold` takes some out again. */
export const distribution = z.strictObject({
  to: z.union([z.literal('all'), z.array(bureauCode).min(1).max(196)]),
  withhold: z.array(bureauCode).max(196).default([]),
});
export type Distribution = z.infer<typeof distribution>;

// ---- grounds of ending

export const GROUNDS = [
  'purpose-achieved',
  'answered',
  'found-safe',
  'threat-gone',
  'review-ended',
  'warrant-vacated',
  'charges-dismissed',
  'acquitted',
  'sentence-served',
  'extradition-refused',
  'extradition-not-sought',
  'tried-elsewhere',
  'deceased',
  'refugee-status',
  'issued-in-error',
] as const;
export const ground = z.enum(GROUNDS);
export type Ground = z.infer<typeof ground>;
/** Grounds that only the Secretariat gives. */
export const SECRETARIAT_GROUNDS = ['secretariat-decision', 'ccf-decision', 'refugee-status', 'redundant'] as const;
export const secretariatGround = z.enum(SECRETARIAT_GROUNDS);
export const endGround = z.enum([
  ...GROUNDS,
  'secretariat-decision',
  'ccf-decision',
  'redundant',
  'withdrawn',
  /** Its years are over and nobody asked for more. */
  'expired',
]);
export type EndGround = z.infer<typeof endGround>;

/** Proof that the person is physically back: who received them, where, when. */
export const returnEvidence = z.strictObject({
  who: z.string().trim().min(2).max(200),
  where: z.string().trim().min(2).max(200),
  country,
  when: z.iso.date(),
});
export type ReturnEvidence = z.infer<typeof returnEvidence>;

// ---- views

export const noticeRow = z.strictObject({
  id: uuid,
  wireId: z.string(),
  relation,
  owner: bureauCode,
  colour,
  state: noticeState,
  standing,
  /** The Secretariat's control number, `A-000123/11-2026`; null before issue. */
  number: z.string().nullable(),
  /** The owner's own number; null at other bureaus. */
  reference: z.string().nullable(),
  /** Family name and forename, or null when the person is unidentified or the copy is purged. */
  name: z.string().nullable(),
  nationalities: z.array(z.string()),
  contentVersion: z.int(),
  /** An amendment under way: its state. */
  amendment: z.enum(['draft', 'submitted', 'in-review', 'returned']).nullable(),
  issuedAt: utcMillis.nullable(),
  /** When its five years, or what they were extended to, are over. */
  endsAt: utcMillis.nullable(),
  extensions: z.int(),
  endedAt: utcMillis.nullable(),
  updatedAt: utcMillis,
  /** Of the row: what a change must name. */
  version,
});
export type NoticeRow = z.infer<typeof noticeRow>;

export const banner = z.strictObject({ code: z.string(), params: z.record(z.string(), z.string()) });

export const hitState = z.enum([
  'recorded',
  'identity-once',
  'identified',
  'warrant-live',
  'arrest-requested',
  'arrested',
  'surrendered',
  'extradition-refused',
  'released',
  'returned',
  'not-the-person',
  'stood-down',
  'found',
  'safe',
  'home',
  'answered',
]);
export type HitState = z.infer<typeof hitState>;

export const hitRow = z.strictObject({
  id: uuid,
  notice: uuid,
  colour,
  owner: bureauCode,
  finder: bureauCode,
  state: hitState,
  open: z.boolean(),
  recordedAt: utcMillis,
  papersDueAt: utcMillis.nullable(),
  version,
});
export type HitRow = z.infer<typeof hitRow>;

export const noticeVersion = z.strictObject({
  n: z.int(),
  state: z.enum(['draft', 'submitted', 'issued', 'returned', 'refused', 'superseded']),
  form: noticeForm,
  report: ruleReport,
  reason: z.string().nullable(),
  author: personRef.nullable(),
  submittedBy: personRef.nullable(),
  at: utcMillis,
});
export type NoticeVersion = z.infer<typeof noticeVersion>;

export const ending = z.strictObject({
  id: uuid,
  kind: z.enum(['cancel', 'withdraw']),
  ground: endGround,
  reason: z.string().nullable(),
  state: z.enum(['proposed', 'requested', 'refused', 'rejected', 'done']),
  proposedBy: z.string(),
  confirmedBy: z.string().nullable(),
  evidence: returnEvidence.nullable(),
  /** Code of the Secretariat's refusal. */
  refusal: z.string().nullable(),
  at: utcMillis,
});

export const noticeDetail = noticeRow.extend({
  /** By way of the Secretariat, or straight to the chosen bureaus. */
  channel: z.enum(['notice', 'diffusion']),
  /** When the owner last had the warrant of a Red confirmed. */
  warrantConfirmedAt: utcMillis.nullable(),
  /** At a holder: since when this bureau acts on it. */
  actingAt: utcMillis.nullable(),
  caseId: uuid.nullable(),
  distribution: distribution.nullable(),
  /** Newest first. Empty after a purge. */
  versions: z.array(noticeVersion),
  suspendedUntil: utcMillis.nullable(),
  /** The Secretariat's words, when it returned or refused. */
  decisionReason: z.string().nullable(),
  endings: z.array(ending),
  hits: z.array(hitRow),
  banners: z.array(banner),
  /** What courts ruled since the version in force was written, oldest first. */
  rulings: z.array(ruling).default([]),
  /** The rules that it no longer passes by, while nobody has answered. */
  failing: z.array(z.string()).default([]),
  tombstone: z.strictObject({ ground: endGround, endedAt: utcMillis, purgedAt: utcMillis.nullable() }).nullable(),
});
export type NoticeDetail = z.infer<typeof noticeDetail>;

export const noticeList = z.strictObject({ items: z.array(noticeRow), next: z.string().nullable() });

export const purgeView = z.strictObject({
  id: uuid,
  ground: endGround.nullable(),
  endedAt: utcMillis.nullable(),
  complete: z.boolean(),
  confirmed: z.array(
    z.strictObject({
      bureau: bureauCode,
      at: utcMillis,
      outcome: z.string(),
      copies: z.record(z.string(), z.int()),
      proof: z.string(),
    }),
  ),
  missing: z.array(bureauCode),
});

export const reportView = z.strictObject({ id: uuid, contentVersion: z.int(), report: ruleReport });

// ---- what may be sent in

export const idParams = z.strictObject({ id: uuid });
export const draftInput = z.strictObject({
  form: noticeForm,
  caseId: uuid.nullish(),
  distribution: distribution.default({ to: 'all', withhold: [] }),
});
export const editInput = z.strictObject({
  version,
  form: noticeForm.optional(),
  distribution: distribution.optional(),
});
export const checkInput = z.strictObject({ form: noticeForm });
export const submitInput = z.strictObject({ version, urgency: urgency.default('routine') });
export const amendInput = z.strictObject({ version, form: noticeForm, reason });
export const suspendInput = z.strictObject({ version, until: utcMillis, reason, atEnd: suspensionEnd.default('ask') });
export const resumeInput = z.strictObject({ version, reason });
/** At a national bureau, one of GROUNDS; at the Secretariat, one of SECRETARIAT_GROUNDS. */
export const cancelInput = z.strictObject({
  version,
  ground: z.union([ground, secretariatGround]),
  reason,
  evidence: returnEvidence.optional(),
});
export const confirmCancelInput = z.strictObject({
  version,
  decision: z.enum(['confirm', 'reject']),
  reason: reason.optional(),
});
export const withdrawInput = z.strictObject({ version, reason });
export const listQuery = z.strictObject({
  colour: colour.optional(),
  state: noticeState.optional(),
  relation: relation.optional(),
  owner: bureauCode.optional(),
  caseId: uuid.optional(),
  q: z.string().trim().min(2).max(100).optional(),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

// ---- review at the Secretariat

export const reviewRow = z.strictObject({
  id: uuid,
  notice: uuid,
  colour,
  owner: bureauCode,
  kind: z.enum(['issue', 'amend']),
  contentVersion: z.int(),
  state: z.enum(['open', 'issued', 'returned', 'refused', 'withdrawn']),
  urgency,
  name: z.string().nullable(),
  /** How many reviewers must pass it. */
  needed: z.int(),
  takenBy: z.array(
    z.strictObject({
      person: personRef,
      decision: z.enum(['pass', 'return', 'refuse']).nullable(),
      reason: z.string().nullable(),
      at: utcMillis,
    }),
  ),
  openedAt: utcMillis,
  dueAt: utcMillis,
  version,
});
export type ReviewRow = z.infer<typeof reviewRow>;
export const reviewDetail = reviewRow.extend({
  form: noticeForm.nullable(),
  report: ruleReport.nullable(),
  distribution,
});
export const reviewList = z.strictObject({ items: z.array(reviewRow) });
export const reviewQuery = z.strictObject({
  state: z.enum(['open', 'issued', 'returned', 'refused', 'withdrawn']).default('open'),
});
/** The reviewer says whose national they are: nobody reviews for their own country. */
export const takeInput = z.strictObject({ version, nationalities: z.array(country).min(1).max(5) });
export const decideInput = z.strictObject({
  version,
  decision: z.enum(['pass', 'return', 'refuse']),
  reason: reason.optional(),
  /** Rules with the result `judge` that the reviewer has judged to be met. */
  judged: z.array(z.string().max(60)).max(40).default([]),
  /** Red below the penalty threshold: why it matters to international police cooperation. */
  override: reason.optional(),
});

// ---- hits

export const hitInput = z.strictObject({
  place: z.string().trim().min(2).max(200),
  at: utcMillis,
  circumstances: z.string().trim().min(3).max(2000),
  urgency: z.enum(['urgent', 'life-at-risk']).default('urgent'),
});

const day = z.iso.date();
const note = z.string().trim().min(2).max(1000);
/** One step after a hit; who may take it and when stands in `hit-machine.ts`. */
export const hitStep = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('identity-checked'),
    method: z.enum(['fingerprints', 'photo']),
    note: note.optional(),
  }),
  z.strictObject({ step: z.literal('not-the-person'), reason: note }),
  z.strictObject({ step: z.literal('warrant-live'), confirmedWith: note, at: day }),
  z.strictObject({ step: z.literal('warrant-not-live'), reason: note }),
  z.strictObject({
    step: z.literal('arrest-requested'),
    through: z.enum(['justice-department', 'central-authority', 'direct']),
    instructions: note.optional(),
  }),
  z.strictObject({ step: z.literal('arrested'), date: day, place: note, authority: note }),
  z.strictObject({ step: z.literal('papers-sent'), date: day, how: note }),
  z.strictObject({ step: z.literal('surrendered'), date: day, to: note }),
  z.strictObject({ step: z.literal('extradition-refused'), date: day, reason: note }),
  z.strictObject({ step: z.literal('released'), date: day, reason: note }),
  z.strictObject({ step: z.literal('returned'), evidence: returnEvidence }),
  z.strictObject({ step: z.literal('found'), date: day, place: note, confirmedBy: note }),
  z.strictObject({ step: z.literal('safe'), date: day, inCareOf: note }),
  z.strictObject({ step: z.literal('home'), evidence: returnEvidence }),
  z.strictObject({ step: z.literal('information'), text: note }),
  z.strictObject({ step: z.literal('answered'), note: note.optional() }),
]);
export type HitStep = z.infer<typeof hitStep>;
export type StepName = HitStep['step'];
export const stepInput = z.strictObject({ version, step: hitStep });

export const hitDetail = hitRow.extend({
  place: z.string().nullable(),
  at: utcMillis,
  circumstances: z.string().nullable(),
  recordedBy: personRef.nullable(),
  /** Since when the papers are late. */
  papersLateAt: utcMillis.nullable(),
  steps: z.array(
    z.strictObject({
      from: bureauCode,
      n: z.int(),
      step: z.string(),
      by: personRef.nullable(),
      at: utcMillis,
      body: hitStep.nullable(),
    }),
  ),
  /** Steps this bureau may take now. */
  next: z.array(z.string()),
  papersDue: z
    .strictObject({ days: z.int(), basis: z.enum(['verified', 'unverified', 'set']), at: utcMillis })
    .nullable(),
  banners: z.array(banner),
});
export type HitDetail = z.infer<typeof hitDetail>;
export const hitList = z.strictObject({ items: z.array(hitRow) });
export const hitQuery = z.strictObject({ notice: uuid.optional(), open: z.enum(['true', 'false']).optional() });
