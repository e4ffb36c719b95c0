import * as z from 'zod';
import { subject } from '../notices/contract.ts';
import { bureauCode, partialDate, utcMillis, uuid } from '../protocol/schema/index.ts';
import { country, formProblem } from './contract-form.ts';

/*
 * Persons removed after convictions for offences against children: a file of them becomes drafted Green Notices, which a
 * supervisor who did not bring the file submits together.
 */

const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(4000);
const version = z.int().min(1);

/** The most one file may hold. */
export const REMOVAL_BYTES = 32 * 1024 * 1024;

const assessment = z.strictObject({
  /** What the threat is, in the assessor's words. */
  threat: text.optional(),
  assessor: line.optional(),
  date: z.iso.date().optional(),
  basis: z.enum(['previous-convictions', 'other-reasonable-grounds']).optional(),
  grounds: text.optional(),
});

/** One record: a JSON object as it stands here, or a row of a CSV by the columns in `removals/columns.ts`. */
export const removalRecord = z.strictObject({
  person: subject.omit({ photos: true, fingerprints: true, dna: true }),
  convictions: z
    .array(
      z.strictObject({
        offence: line,
        date: partialDate,
        statute: line.optional(),
        court: line.optional(),
        juvenile: z.boolean().optional(),
      }),
    )
    .max(30)
    .default([]),
  removal: z.strictObject({
    /** Where the person was removed to. */
    country,
    place: line.optional(),
    removedOn: partialDate.optional(),
    orderedOn: z.iso.date().optional(),
    legalBasis: line.optional(),
    port: line.optional(),
    conveyance: line.optional(),
  }),
  assessment: assessment.optional(),
  precautions: text.optional(),
  /** Numbers of this country alone: kept with the batch, and in no notice. */
  domestic: z
    .strictObject({ alienNumber: line.optional(), fbiNumber: line.optional(), finsNumber: line.optional() })
    .optional(),
});
export type RemovalRecord = z.infer<typeof removalRecord>;

export const ROW_STATES = ['drafted', 'held', 'refused', 'merged', 'submitted', 'undone', 'kept'] as const;
export const rowState = z.enum(ROW_STATES);
export const BATCH_TASKS = ['draft', 'mend', 'assess', 'submit', 'undo'] as const;

export const removalPreview = z.strictObject({
  format: z.enum(['csv', 'json']),
  records: z.int(),
  readable: z.int(),
  refused: z.int(),
  /** Rules say that they may not be submitted: by rule, how many. */
  held: z.int(),
  failing: z.record(z.string(), z.int()),
  /** Persons who are drafted already, by this file or an earlier one. */
  known: z.int(),
  /** Columns that nothing is made of. */
  ignored: z.array(z.string()),
  /** Columns with numbers of this country alone. */
  domestic: z.array(z.string()),
  /** The first records that cannot be taken. */
  problems: z.array(z.strictObject({ record: z.int(), line: z.int(), problems: z.array(formProblem) })),
  sample: z.array(
    z.strictObject({
      record: z.int(),
      name: z.string(),
      birthDate: z.string().nullable(),
      country: z.string(),
      passes: z.boolean(),
    }),
  ),
});
export type RemovalPreview = z.infer<typeof removalPreview>;

export const removalSummary = z.strictObject({
  id: uuid,
  reference: z.string(),
  state: z.enum(['ready', 'running', 'done', 'undone', 'discarded']),
  task: z.enum(BATCH_TASKS).nullable(),
  /** How far the task is, and an estimate of what is left. */
  done: z.int(),
  total: z.int(),
  msLeft: z.int().nullable(),
  /** Rows that the last task passed over. */
  skipped: z.int(),
  fileName: z.string(),
  fileSize: z.int(),
  format: z.enum(['csv', 'json']),
  createdBy: z.string(),
  createdAt: utcMillis,
  startedAt: utcMillis.nullable(),
  finishedAt: utcMillis.nullable(),
  undoUntil: utcMillis.nullable(),
  version,
});
export type RemovalSummary = z.infer<typeof removalSummary>;
export const removalView = removalSummary.extend({
  preview: removalPreview,
  /** Rows by state: together all that were read. */
  counts: z.record(rowState, z.int()),
  /** Of those held, by the rule that holds them. */
  failing: z.record(z.string(), z.int()),
});
export type RemovalView = z.infer<typeof removalView>;
export const removalPage = z.strictObject({ items: z.array(removalSummary), next: z.string().nullable() });

export const removalRow = z.strictObject({
  record: z.int(),
  line: z.int(),
  state: rowState,
  notice: z
    .strictObject({
      id: uuid,
      reference: z.string(),
      state: z.string(),
      name: z.string().nullable(),
      assessor: z.string().nullable(),
      assessedOn: z.string().nullable(),
    })
    .nullable(),
  /** Blocking rules that its notice does not meet now. */
  failing: z.array(z.string()),
  problems: z.array(formProblem),
});
export type RemovalRow = z.infer<typeof removalRow>;
export const removalRows = z.strictObject({ items: z.array(removalRow), next: z.string().nullable() });

const fileName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}]+$/u);
export const removalFile = z.strictObject({ fileName: fileName.default('removals') });
export const mendQuery = z.strictObject({
  fileName: fileName.default('mended'),
  version: z.coerce.number().int().min(1),
});
const page = {
  cursor: z
    .string()
    .regex(/^\d{1,15}(\.[0-9a-f-]{36})?$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const removalQuery = z.strictObject(page);
export const rowQuery = z.strictObject({ ...page, state: rowState.optional() });
export const confirmBatch = z.strictObject({
  version,
  /** To whom the notices are to go, once issued. */
  to: z.union([z.literal('all'), z.array(bureauCode).min(1).max(196)]).default('all'),
});
export const versionedBatch = z.strictObject({ version });
/** Records by number; all that it applies to when none is named. */
const records = z.array(z.int().min(1)).min(1).max(5_000).optional();
export const assessBatch = z.strictObject({
  version,
  records,
  assessor: line,
  date: z.iso.date(),
  threat: text.optional(),
  basis: z.enum(['previous-convictions', 'other-reasonable-grounds']),
  grounds: text.optional(),
});
export const submitBatch = z.strictObject({
  version,
  records,
  urgency: z.enum(['routine', 'urgent']).default('routine'),
});
export const removalSettings = z.strictObject({ undoHours: z.int().min(0).max(720) });
