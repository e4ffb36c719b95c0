import * as z from 'zod';
import { bureauCode, utcMillis, uuid } from '../protocol/schema/index.ts';
import { DIRECTIONS, MANIFEST_FORMATS, page, searchPerson, sourceKind, text, version } from './contract-query.ts';

/** What is answered: candidates first, a record by a second call, and what people say of them. */

export const SCREENING_STATES = ['running', 'open', 'done'] as const;
export const CANDIDATE_STATES = ['open', 'known', 'unsure', 'same-once', 'disputed', 'not', 'same', 'ended'] as const;
export const candidateState = z.enum(CANDIDATE_STATES);
export type CandidateState = z.infer<typeof candidateState>;

export const VERDICTS = ['same', 'not', 'unsure'] as const;
export const verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdict>;

/** Something about a row: `refused` rows were not compared. Words come from `code` and `params`. */
export const rowProblem = z.strictObject({
  code: z.string(),
  refused: z.boolean(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RowProblem = z.infer<typeof rowProblem>;

const score = z.number().min(0).max(1);

/** One visible part of a score. */
export const reasonTerm = z.strictObject({
  term: z.enum(['name', 'birth', 'sex', 'nationality', 'document']),
  score,
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
/** One word of the name asked about beside one of the record's. */
export const reasonToken = z.strictObject({
  query: z.string().nullable(),
  record: z.string().nullable(),
  score,
  reason: z.string(),
});
export const reasons = z.strictObject({ terms: z.array(reasonTerm), tokens: z.array(reasonToken) });
export type Reasons = z.infer<typeof reasons>;

export const wordView = z.strictObject({ by: z.string(), verdict, reason: z.string(), at: utcMillis });

/** The earlier word that the record is not this person. */
export const knownView = z.strictObject({
  id: uuid,
  by: z.string(),
  reason: z.string(),
  at: utcMillis,
  /** The record says something else now than it did then. */
  changedSince: z.boolean(),
});

export const ACTIONS = [
  'admitted',
  'departed',
  'secondary-inspection',
  'entry-refused',
  'held-under-national-law',
  'referred-to-agency',
  'left-before',
  'none',
] as const;
export const action = z.enum(ACTIONS);

export const candidateView = z.strictObject({
  id: uuid,
  n: z.int(),
  source: sourceKind,
  recordId: uuid,
  /** The notice's control number, the case's number; null where there is none, or for this reader. */
  number: z.string().nullable(),
  /** Colour of a notice, role of a subject, status of a document. */
  kind: z.string(),
  owner: bureauCode.nullable(),
  score,
  reasons,
  state: candidateState,
  known: knownView.nullable(),
  needsTwo: z.boolean(),
  words: z.array(wordView),
  /** True when the reader opened its record. */
  looked: z.boolean(),
  hitId: uuid.nullable(),
  caseId: uuid.nullable(),
  action: z.strictObject({ action, note: z.string().nullable(), by: z.string(), at: utcMillis }).nullable(),
  banners: z.array(z.strictObject({ code: z.string(), params: z.record(z.string(), z.string()) })),
  at: utcMillis,
  version,
});
export type CandidateView = z.infer<typeof candidateView>;

export const rowView = z.strictObject({
  n: z.int(),
  /** Of the file, from 1. */
  line: z.int(),
  /** Null once it was forgotten, where nothing was found. */
  person: searchPerson.nullable(),
  refused: z.boolean(),
  done: z.boolean(),
  problems: z.array(rowProblem),
  candidates: z.array(candidateView),
});
export type RowView = z.infer<typeof rowView>;

/** How old what is asked is: the copy of the feed, and the index of this process. */
export const copyStatus = z.strictObject({
  /** Time in the newest signed checkpoint of the circulation feed held here; null before the first. */
  feedAt: utcMillis.nullable(),
  /** Entries published that are not here yet, as far as known. */
  lag: z.int(),
  /** The Secretariat has not been heard for a while. */
  stale: z.boolean(),
  halted: z.string().nullable(),
  index: z.strictObject({
    state: z.enum(['none', 'building', 'ready']),
    builtAt: utcMillis.nullable(),
    followedAt: utcMillis.nullable(),
    /** Records by source. */
    sizes: z.record(z.string(), z.int()),
    documents: z.int(),
  }),
});
export type CopyStatus = z.infer<typeof copyStatus>;

export const screeningSummary = z.strictObject({
  id: uuid,
  number: z.string(),
  kind: z.enum(['person', 'manifest']),
  state: z.enum(SCREENING_STATES),
  direction: z.enum(DIRECTIONS).nullable(),
  place: z.string().nullable(),
  carrier: z.string().nullable(),
  flight: z.string().nullable(),
  travelDate: z.string().nullable(),
  officer: z.string().nullable(),
  fileName: z.string().nullable(),
  rows: z.int(),
  rowsDone: z.int(),
  refused: z.int(),
  /** As this reader may see them. */
  candidates: z.int(),
  undecided: z.int(),
  askedBy: z.string(),
  askedAt: utcMillis,
  version,
});
export type ScreeningSummary = z.infer<typeof screeningSummary>;

export const screeningView = screeningSummary.extend({
  note: z.string().nullable(),
  format: z.enum(MANIFEST_FORMATS).nullable(),
  unreadColumns: z.array(z.string()),
  sources: z.array(sourceKind),
  minScore: score,
  /** Time of the copy that was searched. */
  feedAt: utcMillis.nullable(),
  finishedAt: utcMillis.nullable(),
  /** The first rows: those with candidates, then those with problems. */
  found: z.array(rowView),
  /** More rows with candidates or problems than are shown: GET …/rows has them. */
  more: z.boolean(),
});
export type ScreeningView = z.infer<typeof screeningView>;

export const screeningFilter = z.strictObject({
  state: z.enum(SCREENING_STATES).optional(),
  kind: z.enum(['person', 'manifest']).optional(),
  direction: z.enum(DIRECTIONS).optional(),
  ...page,
});
export const screeningPage = z.strictObject({ items: z.array(screeningSummary), next: z.string().nullable() });

export const ROW_FILTERS = ['candidates', 'problems', 'refused', 'all'] as const;
export const rowFilter = z.strictObject({ only: z.enum(ROW_FILTERS).default('candidates'), ...page });
export const rowPage = z.strictObject({ items: z.array(rowView), next: z.string().nullable() });

// ---- the second step

/** POST …/candidates/:candidate/record: the full record, on the ledger with its purpose. */
export const PURPOSES = ['identify-traveller', 'decide-match', 'investigation', 'child-protection', 'audit'] as const;
export const purpose = z.enum(PURPOSES);
export const openRecordInput = z.strictObject({ purpose, note: z.string().trim().max(500).optional() });

const fact = z.strictObject({ label: z.string(), values: z.array(z.string()) });
export const recordView = z.strictObject({
  candidate: candidateView,
  /** What the record says, by field: `label` is a phrase code. */
  facts: z.array(fact),
  /** Small pictures that the record itself carries, `data:` addresses. */
  photos: z.array(z.string()).max(3),
  /** Where the record is read in full, by those who may: `notice:<id>`. */
  ref: z.strictObject({ kind: z.string(), id: uuid }).nullable(),
  banners: z.array(z.strictObject({ code: z.string(), params: z.record(z.string(), z.string()) })),
});
export type RecordView = z.infer<typeof recordView>;
export type RecordFact = z.infer<typeof fact>;

// ---- words, actions

export const wordInput = z.strictObject({
  version,
  verdict,
  reason: text(500),
  /** Where the person is, told to the notice's owner; the journey's place unless said. */
  place: z.string().trim().min(2).max(200).optional(),
  urgency: z.enum(['urgent', 'life-at-risk']).default('urgent'),
});
export type WordInput = z.output<typeof wordInput>;

export const actionInput = z.strictObject({ version, action, note: z.string().trim().max(500).optional() });
export type ActionInput = z.output<typeof actionInput>;

export const falseMatchView = z.strictObject({
  id: uuid,
  source: sourceKind,
  recordId: uuid,
  candidateId: uuid,
  screeningId: uuid,
  number: z.string().nullable(),
  by: z.string(),
  reason: z.string(),
  at: utcMillis,
  undone: z.strictObject({ by: z.string(), reason: z.string(), at: utcMillis }).nullable(),
  version,
});
export type FalseMatchView = z.infer<typeof falseMatchView>;
export const falseMatchFilter = z.strictObject(page);
export const falseMatchPage = z.strictObject({ items: z.array(falseMatchView), next: z.string().nullable() });
export const undoInput = z.strictObject({ version, reason: text(500) });
