import * as z from 'zod';
import { bureauCode, utcMillis, uuid, wireIdSchema } from '../protocol/schema/index.ts';
import { country, formProblem, late, travelForm, travelKind, wireTravelForm } from './contract-form.ts';

export * from './contract-form.ts';
export * from './contract-removals.ts';

const line = z.string().trim().min(1).max(200);
export const reason = z.string().trim().min(3).max(1000);
const version = z.int().min(1);

/**
 * At the bureau that files it: draft → sent → closed | cancelled; a draft may be discarded.
 * At one that receives it: received → handed-over → closed | cancelled.
 */
export const TRAVEL_STATES = ['draft', 'sent', 'received', 'handed-over', 'closed', 'cancelled', 'discarded'] as const;
export const travelState = z.enum(TRAVEL_STATES);
export type TravelState = z.infer<typeof travelState>;

export const recipientRole = z.enum(['destination', 'transit', 'former']);
export type RecipientRole = z.infer<typeof recipientRole>;

// ---- what a form amounts to

export const formCheck = z.strictObject({
  /** Nothing that is needed is missing. */
  complete: z.boolean(),
  problems: z.array(formProblem),
  recipients: z.array(z.strictObject({ bureau: bureauCode, role: z.enum(['destination', 'transit']) })),
  departsAt: utcMillis.nullable(),
  endsAt: utcMillis.nullable(),
  /** Whole days from now to departure. */
  leadDays: z.int().nullable(),
  /** Whole days from the day the registrant told the registry to departure. */
  registrantLeadDays: z.int().nullable(),
  /** Days expected: the rule. */
  expectedDays: z.int(),
  late: z.boolean(),
  /** What stays in this country: pointers into the form. */
  stripped: z.array(z.string()),
});
export type FormCheck = z.infer<typeof formCheck>;

const anyJson = z.json() as z.ZodType<unknown>;
/** One thing that differs: RFC 6901 pointer, what it was, what it is. */
export const change = z.strictObject({
  op: z.enum(['add', 'remove', 'replace']),
  pointer: z.string().max(300),
  was: anyJson.optional(),
  is: anyJson.optional(),
});
export type Change = z.infer<typeof change>;

// ---- views

export const travelRow = z.strictObject({
  id: uuid,
  relation: z.enum(['sender', 'recipient']),
  owner: bureauCode,
  kind: travelKind,
  state: travelState,
  reference: z.string(),
  sourceRef: z.string().nullable(),
  name: z.string().nullable(),
  n: z.int(),
  departsAt: utcMillis.nullable(),
  endsAt: utcMillis.nullable(),
  leadDays: z.int().nullable(),
  late: z.boolean(),
  lateReason: z.string().nullable(),
  /** Of a received one: what this country is to the trip. */
  role: recipientRole.nullable(),
  destinations: z.array(bureauCode),
  transits: z.array(bureauCode),
  /** Bureaus that have not got the newest version. */
  untold: z.int(),
  updatedAt: utcMillis,
  version,
});
export type TravelRow = z.infer<typeof travelRow>;
export const travelList = z.strictObject({ items: z.array(travelRow), next: z.string().nullable() });

export const recipientView = z.strictObject({
  id: uuid,
  bureau: bureauCode,
  role: recipientRole,
  state: z.enum(['queued', 'delivered', 'refused', 'not-connected', 'told-otherwise']),
  /** Version it was sent last, and the newest it is known to have. */
  n: z.int(),
  knownN: z.int(),
  reason: z.string().nullable(),
  toldBy: z.string().nullable(),
  toldHow: z.string().nullable(),
  at: utcMillis,
});
export type RecipientView = z.infer<typeof recipientView>;

export const ANSWERS = ['admitted', 'refused-entry', 'not-arrived', 'turned-back', 'other'] as const;
export const answerOutcome = z.enum(ANSWERS);
const told = z.strictObject({ by: z.string(), at: utcMillis, reference: z.string() });
export const answerView = z.strictObject({
  id: uuid,
  bureau: bureauCode,
  outcome: answerOutcome,
  day: z.string().nullable(),
  place: z.string().nullable(),
  note: z.string().nullable(),
  at: utcMillis,
  state: z.enum(['to-report', 'reported', 'sent']),
  reported: z.strictObject({ marshals: told.optional(), registry: told.optional() }),
  version,
});
export type AnswerView = z.infer<typeof answerView>;

export const complaintView = z.strictObject({
  id: uuid,
  complainant: z.string(),
  contact: z.string().nullable(),
  says: z.string(),
  state: z.enum(['open', 'upheld', 'dismissed']),
  decision: z.string().nullable(),
  correctedN: z.int().nullable(),
  takenBy: z.string(),
  takenAt: utcMillis,
  decidedBy: z.string().nullable(),
  decidedAt: utcMillis.nullable(),
  version,
});
export type ComplaintView = z.infer<typeof complaintView>;

export const AUTHORITIES = ['angel-watch', 'marshals', 'border-control', 'registry', 'other'] as const;
export const authority = z.enum(AUTHORITIES);
export const handOverView = z.strictObject({
  id: uuid,
  authority,
  n: z.int(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
  at: utcMillis,
});

/** What the Angel Watch Center's own notice says, and where it differs from ours. */
export const angelWatchView = z.strictObject({
  /** Null: it has none for this trip. */
  number: z.string().nullable(),
  countries: z.array(country),
  departsOn: z.string().nullable(),
  passport: z.string().nullable(),
  /** Version of ours that it was compared with. */
  n: z.int(),
  agrees: z.boolean(),
  differences: z.array(z.strictObject({ what: z.string(), ours: z.string(), theirs: z.string() })),
  by: z.string(),
  at: utcMillis,
});
export type AngelWatchView = z.infer<typeof angelWatchView>;

export const versionView = z.strictObject({
  n: z.int(),
  kind: z.enum(['first', 'change', 'correction', 'cancellation']),
  changes: z.array(change),
  reason: z.string().nullable(),
  author: z.string(),
  at: utcMillis,
});

export const travelDetail = travelRow.extend({
  /** The whole form at the sender, what travelled at a recipient; null when it was taken back. */
  form: z.union([travelForm, wireTravelForm]).nullable(),
  check: formCheck.nullable(),
  /** Pointers of what did not travel. */
  stripped: z.array(z.string()),
  lateText: z.string().nullable(),
  recipients: z.array(recipientView),
  versions: z.array(versionView),
  answers: z.array(answerView),
  complaints: z.array(complaintView),
  handOvers: z.array(handOverView),
  /** To whom a received one is still to be handed. */
  handOverDue: z.array(authority),
  angelWatch: angelWatchView.nullable(),
  closedReason: z.string().nullable(),
  createdBy: z.string(),
});
export type TravelDetail = z.infer<typeof travelDetail>;

// ---- what may be sent in

export const idParams = z.strictObject({ id: uuid });
export const pairParams = z.strictObject({ id: uuid, part: uuid });
export const checkInput = z.strictObject({ form: travelForm });
/** POST /api/travel: kept as a draft, or sent at once. */
export const fileInput = z.strictObject({
  form: travelForm,
  late: late.optional(),
  send: z.boolean().default(false),
});
export const editInput = z.strictObject({ version, form: travelForm });
export const sendInput = z.strictObject({ version, late: late.optional() });
export const changeInput = z.strictObject({
  version,
  form: travelForm,
  kind: z.enum(['change', 'correction']),
  reason,
  late: late.optional(),
});
export const cancelInput = z.strictObject({
  version,
  /** inaccurate: it should never have been sent, and what was sent is taken back everywhere. */
  ground: z.enum(['trip-off', 'inaccurate']),
  reason,
});
export const closeInput = z.strictObject({ version, reason });
export const discardInput = z.strictObject({ version });
export const toldInput = z.strictObject({ version, how: line, who: line });
export const angelWatchInput = z.strictObject({
  version,
  number: z.string().trim().min(1).max(60).nullable(),
  countries: z.array(country).max(30).default([]),
  departsOn: z.iso.date().nullable().default(null),
  passport: z.string().trim().min(1).max(40).nullable().default(null),
});
export const complaintInput = z.strictObject({ complainant: line, contact: line.optional(), says: reason });
/** Upheld together with the correction: POST /change or /cancel first, and then this. */
export const decideComplaintInput = z.strictObject({
  version,
  decision: z.enum(['upheld', 'dismissed']),
  reason,
});
export const handOverInput = z.strictObject({
  version,
  authority,
  reference: z.string().trim().min(1).max(60).optional(),
  note: z.string().trim().min(2).max(1000).optional(),
});
export const answerInput = z.strictObject({
  version,
  outcome: answerOutcome,
  day: z.iso.date().optional(),
  place: line.optional(),
  note: z.string().trim().min(2).max(1000).optional(),
});
export const reportedInput = z.strictObject({ version, to: z.enum(['marshals', 'registry']), reference: line });
export const travelQuery = z.strictObject({
  relation: z.enum(['sender', 'recipient']).optional(),
  state: travelState.optional(),
  kind: travelKind.optional(),
  late: z.enum(['true', 'false']).optional(),
  country: country.optional(),
  q: z.string().trim().min(2).max(100).optional(),
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** POST /api/travel/import: a file of notifications as text; each record is filed and sent by itself. */
export const TRAVEL_IMPORT_RECORDS = 500;
export const importInput = z.strictObject({
  fileName: z.string().trim().min(1).max(255),
  text: z.string().min(1).max(4_000_000),
  /** Says what would happen, and does nothing. */
  preview: z.boolean().default(false),
});
export const importedRow = z.strictObject({
  record: z.int(),
  line: z.int(),
  outcome: z.enum(['sent', 'changed', 'unchanged', 'duplicate', 'refused']),
  id: uuid.nullable(),
  reference: z.string().nullable(),
  late: z.boolean(),
  problems: z.array(formProblem),
});
export type ImportedRow = z.infer<typeof importedRow>;
export const importResult = z.strictObject({
  format: z.enum(['csv', 'json']),
  counts: z.record(z.string(), z.int()),
  rows: z.array(importedRow),
  /** What was refused, as a CSV to put right and bring in again; '' when nothing was. */
  problems: z.string(),
});
export type ImportResult = z.infer<typeof importResult>;

// ---- on the wire

const wire = {
  v: z.literal(1),
  notification: wireIdSchema('travel'),
  reference: z.string().max(60),
  n: z.int().min(1),
};
/** Message `travel.notification`: the whole. */
export const wireNotification = z.strictObject({
  ...wire,
  role: z.enum(['destination', 'transit']),
  form: wireTravelForm,
  late: z.boolean(),
  /** What the previous version was corrected in, when this one repeats the whole after a change. */
  kind: z.enum(['first', 'change', 'correction']),
  reason: z.string().max(1000).optional(),
});
/** Message `travel.change`: what differs from version `base`, and the hash of what must come out. */
export const wireChange = z.strictObject({
  ...wire,
  base: z.int().min(1),
  role: recipientRole,
  kind: z.enum(['change', 'correction']),
  changes: z.array(change).min(0).max(400),
  reason: z.string().max(1000),
  formHash: z.string().length(64),
});
/** Message `travel.cancel`. */
export const wireCancel = z.strictObject({
  ...wire,
  ground: z.enum(['trip-off', 'inaccurate']),
  reason: z.string().max(1000),
});
/** Message `travel.answer`, to the bureau that filed it. */
export const wireAnswer = z.strictObject({
  v: z.literal(1),
  notification: wireIdSchema('travel'),
  outcome: answerOutcome,
  day: z.iso.date().optional(),
  place: line.optional(),
  note: z.string().max(1000).optional(),
});
export type WireNotification = z.infer<typeof wireNotification>;
export type WireChange = z.infer<typeof wireChange>;
export type WireCancel = z.infer<typeof wireCancel>;
export type WireAnswer = z.infer<typeof wireAnswer>;
