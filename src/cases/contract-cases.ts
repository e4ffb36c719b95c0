import * as z from 'zod';
import { checklistInput } from '../directory/contract.ts';
import { code, entityRef, partialDate, urgency, utcMillis, uuid, wireIdSchema } from '../protocol/schema/index.ts';
import { mergedCase } from './contract-merge.ts';
import { country, particulars, subjectRole } from './contract-particulars.ts';
import { dutyView, handOverView, mentionView, person, photoView, relationView } from './contract-people.ts';
import {
  bureau,
  caseState,
  matter,
  ori,
  outcomeFields,
  outcomeKind,
  text,
  version,
  WANTED,
  wanted,
} from './contract-words.ts';

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
export const addNote = z.strictObject({
  text: text(8000),
  /** Colleagues who are to look at it. */
  mentions: z.array(person).max(20).default([]),
});
export const noteView = z.strictObject({
  id: uuid,
  text: z.string(),
  author: z.string(),
  at: utcMillis,
  mentions: z.array(mentionView),
});

/** POST /api/cases/:id/links */
export const addLink = z.strictObject({ ref: entityRef, label: text(200) });
export const linkView = z.strictObject({
  ref: entityRef,
  /** As it was called when it was linked; empty when the thing is not for this reader. */
  label: z.string(),
  at: utcMillis,
  by: z.string(),
  /** As it stands now; null when no room knows it, or it is not for this reader. */
  now: z.strictObject({ number: z.string().nullable(), title: z.string(), state: z.string() }).nullable(),
});

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
  /** What the countries require: what of it is fulfilled. */
  checklist: checklistInput.optional(),
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
  /** As the ledger names them. */
  leadId: z.string(),
  restricted: z.boolean(),
  /** The case it was taken into, and those taken into it. */
  mergedInto: mergedCase.nullable(),
  merged: z.array(mergedCase),
  request: z.strictObject({ id: uuid, number: z.string() }).nullable(),
  theirRef: z.string().nullable(),
  subjects: z.array(subjectView),
  notes: z.array(noteView),
  links: z.array(linkView),
  outcomes: z.array(outcomeView),
  asks: z.array(askView),
  tasks: z.array(taskView),
  duties: z.array(dutyView),
  handOvers: z.array(handOverView),
  relations: z.array(relationView),
  photos: z.array(photoView),
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
