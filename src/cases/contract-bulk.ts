import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { text, version } from './contract-words.ts';

/** Columns of a file of requests, in any order. Lists are parted by `;`. */
export const BULK_COLUMNS = [
  'agency',
  'officer_name',
  'officer_phone',
  'officer_email',
  'reference',
  'offence',
  'wanted',
  'countries',
  'urgency',
  'legal_basis',
  'purpose',
  'summary',
  'person_role',
  'person_family',
  'person_given',
  'person_birth',
  'person_nationality',
] as const;
export const BULK_ROWS_MOST = 500;

/** POST /api/request-imports and /api/request-imports/preview */
export const bulkFile = z.strictObject({ fileName: text(200), csv: z.string().min(1).max(2_000_000) });
export const bulkProblem = z.strictObject({
  line: z.int(),
  column: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export const bulkPreview = z.strictObject({
  rows: z.int(),
  good: z.int(),
  problems: z.array(bulkProblem),
  /** The rows that were refused, with the reason, to be put right and brought in again. */
  refusedCsv: z.string(),
});
export const bulkDone = z.strictObject({
  id: uuid.nullable(),
  rows: z.int(),
  taken: z.array(z.strictObject({ line: z.int(), id: uuid, number: z.string() })),
  problems: z.array(bulkProblem),
  refusedCsv: z.string(),
});
export const bulkView = z.strictObject({
  id: uuid,
  fileName: z.string(),
  state: z.enum(['done', 'undone']),
  version,
  requests: z.int(),
  /** Requests that nobody has begun to work on: those can be taken back. */
  untouched: z.int(),
  by: z.string(),
  at: utcMillis,
});
export const bulkPage = z.strictObject({ imports: z.array(bulkView) });
export const undoBulk = z.strictObject({ version });
export const bulkUndone = z.strictObject({ id: uuid, version, withdrawn: z.int(), kept: z.int() });
export type BulkFile = z.infer<typeof bulkFile>;
export type BulkDone = z.infer<typeof bulkDone>;
export type BulkPreview = z.infer<typeof bulkPreview>;
export type BulkProblem = z.infer<typeof bulkProblem>;
export type BulkView = z.infer<typeof bulkView>;
