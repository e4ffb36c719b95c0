import * as z from 'zod';
import { code, entityRef, partialDate, urgency, utcMillis, uuid, wireIdSchema } from '../protocol/schema/index.ts';
import { country, particulars, subjectRole, wireParticulars } from './contract-particulars.ts';

export * from './contract-particulars.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const version = z.int().min(1);
/** Originating Agency Identifier. */
export const ori = z
  .string()
  .min(7)
  .max(12)
  .regex(/^[A-Z0-9]+$/);
const bureau = z
  .string()
  .max(4)
  .regex(/^(?:[A-Z]{2}|IPSG)$/);

export const WANTED = [
  'locate-and-arrest',
  'locate-and-trace',
  'warn',
  'find-missing',
  'identify-victim',
  'confirm-hosting',
  'exchange-intelligence',
  'contact-abroad',
] as const;
export const wanted = z.enum(WANTED);

export const REQUEST_STATES = ['received', 'confirmed', 'returned', 'accepted', 'declined'] as const;
export const requestState = z.enum(REQUEST_STATES);
export const caseState = z.enum(['open', 'closed']);

export const OUTCOMES = [
  'arrested',
  'located',
  'identified',
  'protected',
  'rescued',
  'returned-home',
  'reunited',
  'removed',
  'convicted',
] as const;
export const outcomeKind = z.enum(OUTCOMES);

export const DECLINE_REASONS = [
  'officer-not-confirmed',
  'not-law-enforcement',
  'not-international',
  'no-dual-criminality',
  'article-3',
  'no-link-to-subject',
  'insufficient-information',
  'duplicate',
  'other',
] as const;
export const declineReason = z.enum(DECLINE_REASONS);

/* ---------- request for assistance ---------- */

export const officer = z.strictObject({
  name: text(120),
  title: text(120).optional(),
  badge: text(40).optional(),
  /** Where the officer says they can be reached. It is never the number that confirms them. */
  phone: z.string().regex(/^\+[0-9 ()-]{6,30}$/),
  email: z.email().max(200),
});

export const requestPerson = z.strictObject({ role: subjectRole, particulars });

/** What is attached, not the thing itself. Pictures and films of victims go by sealed evidence transfer, never here. */
export const attachment = z.strictObject({
  name: text(200),
  mediaType: z.enum([
    'application/pdf',
    'text/plain',
    'text/csv',
    'application/json',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ]),
  size: z.int().min(1).max(1_000_000_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  description: text(500).optional(),
});

const matter = {
  offence: code,
  wanted: z.array(wanted).min(1).max(WANTED.length),
  countries: z.array(country).max(40).default([]),
  urgency,
  /** Investigating law, warrant, court order: why this agency may ask. */
  legalBasis: text(1000),
  purpose: text(1000),
  summary: text(8000),
};

/** POST /api/requests */
export const submitRequest = z.strictObject({
  agency: ori,
  officer,
  agencyReference: text(80).optional(),
  ...matter,
  persons: z.array(requestPerson).max(40).default([]),
  attachments: z.array(attachment).max(40).default([]),
});

/** POST /api/my/requests/:id/resubmit: the officer's answer to a return for information. */
export const resubmitRequest = z.strictObject({
  version,
  answer: text(4000),
  addPersons: z.array(requestPerson).max(40).default([]),
  addAttachments: z.array(attachment).max(40).default([]),
  summary: text(8000).optional(),
  legalBasis: text(1000).optional(),
});

/** POST /api/requests/:id/call-back: what happened when the agency was called. */
export const callBack = z.strictObject({
  version,
  /** Must be the number the directory holds for the ORI. */
  numberDialled: z.string().regex(/^\+[0-9 ()-]{6,30}$/),
  /** Who at the agency confirmed, or was spoken to. */
  confirmedBy: text(120),
  result: z.enum(['confirmed', 'not-confirmed']),
  note: text(1000).optional(),
});

export const CRITERIA = [
  'legitimate-agency',
  'member-country',
  'international',
  'dual-criminality',
  'article-3',
  'link-to-subject',
  'reason-and-identifiers',
] as const;
export const criterionCode = z.enum(CRITERIA);

export const criterionAnswer = z.strictObject({
  code: criterionCode,
  answer: z.enum(['met', 'not-met']),
  note: text(1000).optional(),
});
const criteria = z
  .array(criterionAnswer)
  .max(CRITERIA.length)
  .refine((list) => new Set(list.map((item) => item.code)).size === list.length, { error: 'criterion-repeated' });

/** POST /api/requests/:id/accept: all seven criteria answered and met. */
export const acceptRequest = z.strictObject({
  version,
  /** Of the case; shown in lists, so without anybody's name. */
  title: text(160),
  criteria,
});

/** POST /api/requests/:id/return */
export const returnRequest = z.strictObject({ version, needed: text(2000), criteria: criteria.default([]) });

/** POST /api/requests/:id/decline */
export const declineRequest = z.strictObject({
  version,
  reason: declineReason,
  explanation: text(2000),
  criteria: criteria.default([]),
});

export const requestSummary = z.strictObject({
  id: uuid,
  number: z.string(),
  origin: z.enum(['agency', 'bureau']),
  agency: z.string().nullable(),
  from: bureau.nullable(),
  offence: code,
  wanted: z.array(wanted),
  countries: z.array(country),
  urgency,
  state: requestState,
  version,
  receivedAt: utcMillis,
  caseId: uuid.nullable(),
  caseNumber: z.string().nullable(),
});

export const callBackView = z.strictObject({
  id: uuid,
  at: utcMillis,
  by: z.string(),
  numberDialled: z.string(),
  confirmedBy: z.string(),
  result: z.enum(['confirmed', 'not-confirmed']),
  note: z.string().nullable(),
});

export const requestPersonView = z.strictObject({
  id: uuid,
  role: subjectRole,
  /** For a victim without names and documents: these are sealed. */
  particulars,
  identityHeld: z.boolean(),
});

export const requestView = z.strictObject({
  ...requestSummary.shape,
  agencyName: z.string().nullable(),
  /** The number to call: the directory's, never the one in the request. */
  directoryNumber: z.string().nullable(),
  officer: officer.nullable(),
  agencyReference: z.string().nullable(),
  /** Wire id of the asking bureau's case. */
  theirRef: z.string().nullable(),
  legalBasis: z.string(),
  purpose: z.string(),
  summary: z.string(),
  persons: z.array(requestPersonView),
  attachments: z.array(attachment),
  callBacks: z.array(callBackView),
  criteria: z.array(
    z.strictObject({
      code: criterionCode,
      answer: z.enum(['met', 'not-met']),
      note: z.string().nullable(),
      by: z.string(),
      at: utcMillis,
    }),
  ),
  /** What was asked of the officer, and what they answered, oldest first. */
  exchanges: z.array(z.strictObject({ at: utcMillis, kind: z.enum(['needed', 'answer']), text: z.string() })),
  declined: z.strictObject({ reason: declineReason, explanation: z.string(), at: utcMillis }).nullable(),
  submittedBy: z.string(),
});

/** GET /api/intake-criteria */
export const intakeCriteria = z.strictObject({
  verified: z.boolean(),
  basis: z.string(),
  criteria: z.array(z.strictObject({ code: criterionCode, question: z.string() })),
});

/** GET /api/my/requests/:id: for the officer, in plain words, without victim data. Codes are keys of `phrases`. */
export const officerStatus = z.strictObject({
  id: uuid,
  number: z.string(),
  version,
  state: requestState,
  urgency,
  receivedAt: utcMillis,
  caseNumber: z.string().nullable(),
  caseState: caseState.nullable(),
  steps: z.array(
    z.strictObject({ code, at: utcMillis, params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  /** What the bureau needs from the officer; null when nothing. */
  needed: z.string().nullable(),
  declined: z.strictObject({ reason: declineReason, explanation: z.string() }).nullable(),
  outcomes: z.array(
    z.strictObject({ outcome: outcomeKind, country, date: partialDate, number: z.int(), recordedAt: utcMillis }),
  ),
});

/* ---------- case ---------- */

/** POST /api/cases: opened by the bureau itself, without a request. */
export const openCase = z.strictObject({ title: text(160), ...matter });

/** POST /api/cases/:id/subjects */
export const addSubject = z.strictObject({ role: subjectRole, particulars });

/** PATCH /api/subjects/:id. `particulars` replaces them whole; a victim's names and documents stay when absent or empty. */
export const changeSubject = z.strictObject({
  version,
  role: subjectRole.optional(),
  particulars: particulars.optional(),
});

export const subjectView = z.strictObject({
  id: uuid,
  caseId: uuid,
  role: subjectRole,
  /** For a victim without names and documents. */
  particulars,
  /** True when the victim's names or documents are held, sealed: GET /api/subjects/:id/identity. */
  identityHeld: z.boolean(),
  version,
  addedAt: utcMillis,
});

/** GET /api/subjects/:id/identity, for those with the compartment; each view is on the record. */
export const subjectIdentity = z.strictObject({
  id: uuid,
  names: particulars.shape.names,
  documents: particulars.shape.documents,
  domestic: particulars.shape.domestic,
});

/** POST /api/cases/:id/notes */
export const addNote = z.strictObject({ text: text(8000) });
export const noteView = z.strictObject({ id: uuid, text: z.string(), author: z.string(), at: utcMillis });

/** POST /api/cases/:id/links */
export const addLink = z.strictObject({ ref: entityRef, label: text(200) });
export const linkView = z.strictObject({ ref: entityRef, label: z.string(), at: utcMillis, by: z.string() });

const outcomeFields = {
  outcome: outcomeKind,
  country,
  date: partialDate,
  /** How many people. */
  number: z.int().min(1).max(10_000).default(1),
};

/** POST /api/cases/:id/outcomes */
export const recordOutcome = z.strictObject({
  ...outcomeFields,
  subjectId: uuid.optional(),
  note: text(1000).optional(),
});

/** POST /api/cases/:id/report-outcome: tells another bureau, for its case. */
export const reportOutcome = z.strictObject({ to: bureau, theirCaseRef: wireIdSchema('case'), ...outcomeFields });

export const outcomeView = z.strictObject({
  id: uuid,
  outcome: outcomeKind,
  country,
  date: partialDate,
  number: z.int(),
  subjectId: uuid.nullable(),
  note: z.string().nullable(),
  /** The bureau that reported it; null when recorded here. */
  from: bureau.nullable(),
  recordedAt: utcMillis,
});

/** POST /api/cases/:id/close */
export const closeCase = z.strictObject({ version, note: text(2000).optional() });
/** POST /api/cases/:id/review: what was done, and when it is looked at again. */
export const reviewCase = z.strictObject({ version, note: text(2000), nextReviewAt: utcMillis });

/** POST /api/cases/:id/asks: a request for assistance to other bureaus. */
export const askBureaus = z.strictObject({
  to: z
    .array(bureau)
    .min(1)
    .max(60)
    .refine((list) => new Set(list).size === list.length, { error: 'repeated-recipient' }),
  wanted: z.array(wanted).min(1).max(WANTED.length),
  urgency,
  legalBasis: text(1000),
  purpose: text(1000),
  summary: text(8000),
  subjectIds: z.array(uuid).max(40).default([]),
  onward: z.enum(['no', 'with-consent', 'yes']).default('no'),
});
export const ASK_STATES = ['sent', 'accepted', 'returned', 'refused', 'answered', 'undelivered', 'withdrawn'] as const;
export const askView = z.strictObject({
  id: uuid,
  to: bureau,
  messageId: z.string(),
  wanted: z.array(wanted),
  state: z.enum(ASK_STATES),
  reason: z.string().nullable(),
  explanation: z.string().nullable(),
  answer: z.string().nullable(),
  theirRef: z.string().nullable(),
  dueAt: utcMillis,
  at: utcMillis,
});
/** What was asked, and what was taken out before it left. */
export const askResult = z.strictObject({ asks: z.array(askView), stripped: z.array(z.string()) });
/** POST /api/asks/:id/supplement: what the other bureau asked for when it returned our request. */
export const supplementAsk = z.strictObject({ text: text(8000) });
/** POST /api/asks/:id/withdraw: no longer expected, with the reason. */
export const withdrawAsk = z.strictObject({ reason: text(1000) });

/** POST /api/cases/:id/answer: our answer to the bureau whose request this case is. */
export const answerBureau = z.strictObject({ version, text: text(8000) });

/** POST /api/cases/:id/tasks: work for an agency, by ORI, with a deadline. */
export const taskAgency = z.strictObject({ agency: ori, what: text(2000), dueAt: utcMillis });
/** POST /api/tasks/:id/finish */
export const finishTask = z.strictObject({ result: z.enum(['done', 'not-possible']), note: text(2000) });
export const taskView = z.strictObject({
  id: uuid,
  agency: z.string(),
  agencyName: z.string().nullable(),
  what: z.string(),
  dueAt: utcMillis,
  state: z.enum(['open', 'done', 'not-possible']),
  note: z.string().nullable(),
});

export const caseSummary = z.strictObject({
  id: uuid,
  /** What other bureaus call it. */
  wireId: wireIdSchema('case'),
  number: z.string(),
  title: z.string(),
  offence: code,
  urgency,
  state: caseState,
  version,
  openedAt: utcMillis,
  closedAt: utcMillis.nullable(),
  reviewAt: utcMillis,
  agency: z.string().nullable(),
  from: bureau.nullable(),
});

export const caseView = z.strictObject({
  ...caseSummary.shape,
  wanted: z.array(wanted),
  countries: z.array(country),
  legalBasis: z.string(),
  purpose: z.string(),
  summary: z.string(),
  lead: z.string(),
  request: z.strictObject({ id: uuid, number: z.string() }).nullable(),
  theirRef: z.string().nullable(),
  subjects: z.array(subjectView),
  notes: z.array(noteView),
  links: z.array(linkView),
  outcomes: z.array(outcomeView),
  asks: z.array(askView),
  tasks: z.array(taskView),
});

export const timelineEntry = z.strictObject({
  /** Null for the moment before it is sealed. */
  seq: z.int().nullable(),
  time: utcMillis,
  /** Key of the rooms' phrases; `params` fills its template. */
  act: code,
  actor: z.string(),
  actorName: z.string().nullable(),
  entity: entityRef.nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export const timeline = z.strictObject({ entries: z.array(timelineEntry), next: z.int().nullable() });

/* ---------- queries and small answers ---------- */

const cursor = z.string().max(80).optional();
const limit = z.coerce.number().int().min(1).max(200).default(50);
export const idParams = z.strictObject({ id: uuid });
export const requestQuery = z.strictObject({ state: requestState.optional(), cursor, limit });
export const caseQuery = z.strictObject({
  state: caseState.optional(),
  q: z.string().max(80).optional(),
  cursor,
  limit,
});
export const timelineQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit,
  /** Views too: who looked. */
  views: z.enum(['yes', 'no']).default('no'),
});
export const requestPage = z.strictObject({ items: z.array(requestSummary), next: z.string().nullable() });
export const casePage = z.strictObject({ items: z.array(caseSummary), next: z.string().nullable() });
export const versioned = z.strictObject({ id: uuid, version });
export const created = z.strictObject({ id: uuid });
export const requestCreated = z.strictObject({ id: uuid, number: z.string(), version });
export const accepted = z.strictObject({ requestId: uuid, caseId: uuid, caseNumber: z.string(), version });

/* ---------- on the wire ---------- */

/** Message `case.request`: one bureau asks another for assistance. */
export const wireCaseRequest = z.strictObject({
  v: z.literal(1),
  /** The asking bureau's ask, named in every answer. */
  ask: wireIdSchema('case-ask'),
  /** The asking bureau's case: where outcomes are reported to. */
  caseRef: wireIdSchema('case'),
  ...matter,
  persons: z.array(z.strictObject({ role: subjectRole, particulars: wireParticulars })).max(40),
});

/** Message `case.request-answer`. */
export const wireRequestAnswer = z.strictObject({
  v: z.literal(1),
  ask: wireIdSchema('case-ask'),
  stage: z.enum(['accepted', 'returned', 'refused', 'answered']),
  /** The answering bureau's case. */
  caseRef: wireIdSchema('case').optional(),
  reason: declineReason.optional(),
  text: text(8000).optional(),
});

/** Message `case.request-supplement`: the answer to stage `returned`. */
export const wireSupplement = z.strictObject({ v: z.literal(1), ask: wireIdSchema('case-ask'), text: text(8000) });

/** Message `case.outcome`: what happened, for the receiver's case. */
export const wireOutcome = z.strictObject({ v: z.literal(1), caseRef: wireIdSchema('case'), ...outcomeFields });

export type SubmitRequest = z.infer<typeof submitRequest>;
export type ResubmitRequest = z.infer<typeof resubmitRequest>;
export type CallBack = z.infer<typeof callBack>;
export type AcceptRequest = z.infer<typeof acceptRequest>;
export type ReturnRequest = z.infer<typeof returnRequest>;
export type DeclineRequest = z.infer<typeof declineRequest>;
export type CriterionAnswer = z.infer<typeof criterionAnswer>;
export type RequestSummary = z.infer<typeof requestSummary>;
export type RequestView = z.infer<typeof requestView>;
export type OfficerStatus = z.infer<typeof officerStatus>;
export type OpenCase = z.infer<typeof openCase>;
export type AddSubject = z.infer<typeof addSubject>;
export type ChangeSubject = z.infer<typeof changeSubject>;
export type SubjectView = z.infer<typeof subjectView>;
export type RecordOutcome = z.infer<typeof recordOutcome>;
export type ReportOutcome = z.infer<typeof reportOutcome>;
export type OutcomeView = z.infer<typeof outcomeView>;
export type CloseCase = z.infer<typeof closeCase>;
export type ReviewCase = z.infer<typeof reviewCase>;
export type AskBureaus = z.infer<typeof askBureaus>;
export type AskView = z.infer<typeof askView>;
export type AnswerBureau = z.infer<typeof answerBureau>;
export type TaskAgency = z.infer<typeof taskAgency>;
export type FinishTask = z.infer<typeof finishTask>;
export type TaskView = z.infer<typeof taskView>;
export type CaseSummary = z.infer<typeof caseSummary>;
export type CaseView = z.infer<typeof caseView>;
export type TimelineEntryView = z.infer<typeof timelineEntry>;
export type WireCaseRequest = z.infer<typeof wireCaseRequest>;
export type WireRequestAnswer = z.infer<typeof wireRequestAnswer>;
export type WireSupplement = z.infer<typeof wireSupplement>;
export type WireOutcome = z.infer<typeof wireOutcome>;
