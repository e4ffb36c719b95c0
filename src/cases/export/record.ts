import * as z from 'zod';
import { code, partialDate, urgency, utcMillis, uuid, wireIdSchema } from '../../protocol/schema/index.ts';
import { removedKind } from '../contract-export.ts';
import { country, subjectRole, wireParticulars } from '../contract-particulars.ts';
import { outsidePerson, relationKind } from '../contract-people.ts';
import { bureau, caseState, outcomeKind, wanted } from '../contract-words.ts';

const line = z.string().max(20_000);
const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** `case.json` of a copy: what a case says, without what was taken out. Everything optional may have been left out. */
export const caseRecord = z.strictObject({
  v: z.literal(1),
  bureau,
  case: wireIdSchema('case'),
  number: z.string().max(40),
  madeAt: utcMillis,
  purpose: line,
  to: z.array(bureau),
  redacted: z.boolean(),
  removed: z.array(removedKind),
  title: line,
  offence: code,
  wanted: z.array(wanted),
  countries: z.array(country),
  urgency,
  state: caseState,
  openedAt: utcMillis,
  closedAt: utcMillis.nullable(),
  lead: line.optional(),
  summary: line.optional(),
  legalBasis: line.optional(),
  aim: line.optional(),
  persons: z.array(
    z.strictObject({
      id: uuid,
      role: subjectRole,
      /** Names and documents are held apart, and are never in a copy. */
      sealed: z.boolean(),
      particulars: wireParticulars,
    }),
  ),
  relations: z
    .array(
      z.strictObject({
        person: uuid,
        kind: relationKind,
        other: uuid.nullable(),
        outside: outsidePerson.nullable(),
        note: line.nullable(),
      }),
    )
    .optional(),
  notes: z.array(z.strictObject({ at: utcMillis, author: line.optional(), text: line })).optional(),
  tasks: z
    .array(
      z.strictObject({
        what: line,
        who: line.optional(),
        dueAt: utcMillis,
        state: z.string().max(20),
        note: line.nullable(),
      }),
    )
    .optional(),
  bureaus: z
    .array(
      z.strictObject({
        to: bureau,
        at: utcMillis,
        state: z.string().max(20),
        explanation: line.nullable(),
        answer: line.nullable(),
      }),
    )
    .optional(),
  links: z.array(z.strictObject({ kind: code, number: line.nullable(), label: line })).optional(),
  outcomes: z
    .array(
      z.strictObject({
        outcome: outcomeKind,
        country,
        date: partialDate,
        number: z.int(),
        note: line.nullable(),
        from: bureau.nullable(),
      }),
    )
    .optional(),
  timeline: z
    .array(z.strictObject({ seq: z.int().nullable(), time: utcMillis, act: code, actor: line.optional(), params }))
    .optional(),
});
export type CaseRecord = z.infer<typeof caseRecord>;
