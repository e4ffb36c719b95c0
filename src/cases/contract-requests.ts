import * as z from 'zod';
import { code, partialDate, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';
import { country, particulars, subjectRole } from './contract-particulars.ts';
import {
  bureau,
  caseState,
  declineReason,
  matter,
  ori,
  outcomeKind,
  requestState,
  text,
  version,
  wanted,
} from './contract-words.ts';

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
