import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { ownerKey, tipModel } from './contract-model.ts';
import { routingRules } from './contract-rules.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const version = z.int().min(1);

/* ---------- places that a report gives ---------- */

export const PLACE_KINDS = ['ip', 'phone', 'address', 'estimated', 'stated', 'time-zone'] as const;
/** Whose place: of who is reported, of a child, or of nobody in particular. */
export const SIDES = ['suspect', 'victim', 'incident'] as const;
/** What of a place is known: nothing, the country alone, or the state as well. */
export const PRECISIONS = ['none', 'country', 'state'] as const;

/** One thing of a report that says where somebody is. Facts alone: what it weighs is a matter of rules. */
export const placeEvidence = z.strictObject({
  kind: z.enum(PLACE_KINDS),
  of: ownerKey,
  side: z.enum(SIDES),
  /** As it is shown. */
  value: z.string(),
  /** When it held, UTC ms. */
  at: utcMillis.nullable(),
  country: z.string().length(2).nullable(),
  /** Two-letter US state. */
  state: z.string().length(2).nullable(),
  precision: z.enum(PRECISIONS),
  zip: z.string().nullable(),
  areaCode: z.string().nullable(),
  city: z.string().nullable(),
  /** The data it was read by, and that data's day; `report`: the report itself. */
  source: z.string(),
  snapshot: z.string(),
  /** Key of the rules' weights. */
  weight: z.string(),
  /** Why it counts for less, or for nothing: `proxy`, `sources-differ`, `special`, `unreadable`, `no-country`. */
  marks: z.array(z.string()),
});
export type PlaceEvidence = z.output<typeof placeEvidence>;

/* ---------- where it may go ---------- */

export const TARGET_KINDS = ['task-force', 'federal', 'bureau'] as const;
export const target = z.strictObject({
  kind: z.enum(TARGET_KINDS),
  /** `ICAC-05`, an agency's ORI, or a bureau's code; `national-unit`: a bureau's own unit, where the directory names none. */
  id: z
    .string()
    .min(2)
    .max(20)
    .regex(/^[A-Za-z0-9-]+$/),
});
export type Target = z.output<typeof target>;

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export const candidate = target.extend({
  country: z.string().length(2).nullable(),
  state: z.string().length(2).nullable(),
  sides: z.array(z.enum(SIDES)),
  /** 0 to 100. */
  confidence: z.int(),
  band: z.enum(CONFIDENCES),
  /** Places that speak for it, by their position, each with what it weighs under the rules. */
  reasons: z.array(z.strictObject({ evidence: z.int(), points: z.number() })),
  /** Codes: `country-only`, `several-in-state`, `no-task-force`, `no-bureau`, `nothing-resolved`, `nothing-sure`. */
  notes: z.array(z.string()),
  proposed: z.boolean(),
  /** It has the report already: sent from here, by NCMEC, by the provider, or it is who sent it here. */
  has: z.enum(['here', 'ncmec', 'provider', 'sender']).nullable(),
});
export type Candidate = z.output<typeof candidate>;

/** Why a person decides: `abroad`, `automatic-off`, `not-sure`, `rival`, `federal`, `has-it`. Empty: it went, or goes, by itself. */
export const waits = z.array(z.string());

export const CHECKS = ['death-penalty', 'persecution', 'minor-suspect'] as const;
export const checkView = z.strictObject({
  country: z.string(),
  check: z.enum(CHECKS),
  /** `ask`: a person's ruling; `block`: that of two. */
  result: z.enum(['clear', 'ask', 'block']),
  /** What the row of data rests on, or what in the report it was read from. */
  basis: z.string(),
  ruling: z
    .strictObject({
      id: uuid,
      ruling: z.enum(['may-go', 'must-not-go']),
      reason: z.string(),
      by: z.string(),
      at: utcMillis,
      secondBy: z.string().nullable(),
      secondAt: utcMillis.nullable(),
      secondAgrees: z.boolean().nullable(),
      secondReason: z.string().nullable(),
    })
    .nullable(),
  /** Nothing stands against sending any more. */
  isSettled: z.boolean(),
});
export type CheckView = z.output<typeof checkView>;

/** POST /api/tips/:id/rulings, and /api/tip-rulings/:id/second. */
export const recordRuling = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  check: z.enum(CHECKS),
  ruling: z.enum(['may-go', 'must-not-go']),
  reason: text(1000),
});
export const secondRuling = z.strictObject({ agrees: z.boolean(), reason: text(1000) });

/* ---------- referrals ---------- */

export const REFERRAL_STATES = ['sent', 'opened', 'useful', 'closed', 'refused', 'withdrawn'] as const;
export const FEEDBACK_KINDS = ['opened', 'useful', 'arrest', 'child-identified', 'nothing-found'] as const;
export const feedbackFields = {
  kind: z.enum(FEEDBACK_KINDS),
  /** Nothing more is to come; without it: as the kind has it (the last three are final). */
  final: z.boolean().optional(),
  note: z.string().trim().max(2000).default(''),
  /** Of an arrest or an identified child: where, when (YYYY[-MM[-DD]]), how many. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  number: z.int().min(1).max(1000).default(1),
};
/** POST /api/tip-referrals/:id/feedback: as it was told by the receiver; or, of a report that came from another bureau, ours to it. */
export const giveFeedback = z.strictObject(feedbackFields);
export type GiveFeedback = z.output<typeof giveFeedback>;
export const feedbackView = z.strictObject({
  kind: z.enum(FEEDBACK_KINDS),
  isFinal: z.boolean(),
  note: z.string(),
  country: z.string().nullable(),
  date: z.string().nullable(),
  number: z.int(),
  by: z.string(),
  at: utcMillis,
});
export const referralView = z.strictObject({
  id: uuid,
  tipId: uuid,
  reportNumber: z.int(),
  provider: z.string(),
  direction: z.enum(['out', 'in']),
  kind: z.enum(TARGET_KINDS),
  party: z.string(),
  partyName: z.string(),
  /** Version of the report that went. */
  n: z.int(),
  state: z.enum(REFERRAL_STATES),
  outcome: z.string().nullable(),
  automatic: z.boolean(),
  reason: z.string(),
  delivery: z.string().nullable(),
  by: z.string(),
  at: utcMillis,
  dueAt: utcMillis,
  closedAt: utcMillis.nullable(),
  version: z.int(),
  feedback: z.array(feedbackView),
});
export type ReferralView = z.output<typeof referralView>;
export const referralQuery = z.strictObject({
  direction: z.enum(['out', 'in']).optional(),
  state: z.enum(['open', 'ended']).optional(),
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const referralPage = z.strictObject({ items: z.array(referralView), next: z.string().nullable() });
export const withdrawReferral = z.strictObject({ version, reason: text(1000) });

/** POST /api/tips/:id/route. `to` other than what is proposed, or of a report that went already: with a reason. */
export const routeTip = z.strictObject({
  version,
  to: z.array(target).min(1).max(12),
  reason: z.string().trim().max(1000).default(''),
  /** Referrals that no longer stand, where a report goes elsewhere. */
  withdraw: z.array(uuid).max(20).default([]),
});
/** POST /api/tips/:id/sent-elsewhere: who has it already, by another's hand. */
export const markSent = z.strictObject({
  ...target.shape,
  by: z.enum(['ncmec', 'provider']),
  at: utcMillis,
  note: text(500),
});
/** POST /api/partner/tip-marks: NCMEC says to whom it gave a report, by its number. */
export const partnerMark = z.strictObject({ reportNumber: z.int().min(0), ...target.shape, at: utcMillis });

export const routingView = z.strictObject({
  tip: z.strictObject({
    id: uuid,
    reportNumber: z.int(),
    provider: z.string(),
    state: z.string(),
    outcome: z.string().nullable(),
    version: z.int(),
    preservedUntil: utcMillis.nullable(),
  }),
  /** Version of the report, and of the rules. */
  n: z.int(),
  rules: z.int(),
  at: utcMillis,
  evidence: z.array(placeEvidence),
  candidates: z.array(
    candidate.extend({ name: z.string(), coverage: z.string().nullable(), basis: z.string().nullable() }),
  ),
  waits,
  checks: z.array(checkView),
  elsewhere: z.array(
    z.strictObject({
      ...target.shape,
      name: z.string(),
      by: z.string(),
      at: utcMillis,
      note: z.string(),
      markedBy: z.string(),
    }),
  ),
  referrals: z.array(referralView),
  /** Everyone it may be sent to, for a decision that differs. */
  targets: z.array(z.strictObject({ ...target.shape, name: z.string() })),
});
export type RoutingView = z.output<typeof routingView>;

/* ---------- rules ---------- */

export const rulesParams = z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000) });
const moved = z.strictObject({
  id: uuid,
  reportNumber: z.int(),
  before: z.array(z.string()),
  after: z.array(z.string()),
  automaticBefore: z.boolean(),
  automaticAfter: z.boolean(),
});
/** What a set of rules would have made of past reports, beside the set in force. */
export const simulation = z.strictObject({
  at: utcMillis,
  /** The set it was held against. */
  against: z.int(),
  days: z.int(),
  /** Reports of those days; and how many of them were tried, evenly taken. */
  reports: z.int(),
  tried: z.int(),
  changed: z.int(),
  automaticBefore: z.int(),
  automaticAfter: z.int(),
  parties: z.array(z.strictObject({ party: z.string(), before: z.int(), after: z.int() })),
  /** The first of them. */
  moved: z.array(moved),
});
export type Simulation = z.output<typeof simulation>;
export const rulesView = z.strictObject({
  version: z.int(),
  state: z.enum(['draft', 'in-force', 'replaced', 'dropped']),
  base: z.int().nullable(),
  rules: routingRules,
  reason: z.string(),
  draftedBy: z.string().nullable(),
  draftedAt: utcMillis.nullable(),
  switchedBy: z.string().nullable(),
  switchedAt: utcMillis.nullable(),
  simulation: simulation.nullable(),
});
export type RulesView = z.output<typeof rulesView>;
export const rulesList = z.strictObject({ items: z.array(rulesView) });
export const draftRules = z.strictObject({ base: z.int().min(1), rules: routingRules, reason: text(1000) });
export type DraftRules = z.output<typeof draftRules>;
export const simulateRules = z.strictObject({ days: z.int().min(1).max(366).default(30) });
export const switchRules = z.strictObject({ reason: text(1000) });

/* ---------- partners ---------- */

/** POST /api/tip-partners: which task force or agency a partner's key speaks for; `ncmec`: for NCMEC. */
export const bindPartner = z.strictObject({ partnerId: uuid, party: z.string().min(2).max(20) });
export const partnerReferrals = z.strictObject({
  items: z.array(
    z.strictObject({
      id: uuid,
      reportNumber: z.int(),
      n: z.int(),
      state: z.enum(REFERRAL_STATES),
      at: utcMillis,
      preservedUntil: utcMillis.nullable(),
    }),
  ),
  next: z.string().nullable(),
});
/** What a receiver gets: the report as it was read, without its media. */
export const referralPackage = z.strictObject({
  v: z.literal(1),
  referral: uuid,
  tip: uuid,
  reportNumber: z.int(),
  n: z.int(),
  sentAt: utcMillis,
  preservedUntil: utcMillis.nullable(),
  reason: z.string(),
  report: tipModel,
});

/* ---------- between bureaus ---------- */

export const wireReferral = z.strictObject({
  v: z.literal(1),
  referral: uuid,
  /** The report here, the same for each of its versions. */
  tip: uuid,
  reportNumber: z.int(),
  n: z.int().min(1),
  preservedUntil: utcMillis.nullable(),
  note: z.string().max(1000),
  /** The report as it was read, as JSON text: a signed body holds whole numbers alone, and a report may give degrees. */
  report: z.string().max(600_000),
});
export type WireReferral = z.output<typeof wireReferral>;
export const wireFeedback = z.strictObject({ v: z.literal(1), referral: uuid, ...feedbackFields });
export type WireFeedback = z.output<typeof wireFeedback>;
export const wireWithdrawal = z.strictObject({ v: z.literal(1), referral: uuid, reason: z.string().max(1000) });
export type WireWithdrawal = z.output<typeof wireWithdrawal>;
