import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { colour } from './form.ts';

/*
 * Notices brought in from files: copies with a source and a date, read only. A file comes in parts; then a preview, a word of
 * confirmation, a job with progress, and a way back.
 */

/** The most that comes through a browser; larger files are for the command line. */
export const MAX_NOTICE_IMPORT_BYTES = 256 * 1024 * 1024;
export const NOTICE_IMPORT_PART_BYTES = 4 * 1024 * 1024;

export const NOTICE_IMPORT_STATES = [
  'uploading',
  'ready',
  'running',
  'done',
  'undoing',
  'undone',
  'discarded',
] as const;

const fileName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}]+$/u);
/** Whose records these are; the same name again means the same records. */
export const importSource = z
  .string()
  .trim()
  .min(2)
  .max(80)
  .regex(/^[^\p{Cc}]+$/u);
export const DEFAULT_SOURCE = 'public notices API';

/** POST /api/notice-imports */
export const newNoticeImport = z.strictObject({
  fileName,
  size: z.int().min(1).max(MAX_NOTICE_IMPORT_BYTES),
  source: importSource.default(DEFAULT_SOURCE),
  /** Of records that do not say it: red, yellow or un. */
  colour: z.enum(['red', 'yellow', 'un']).nullable().default(null),
  /** The file is all that its source has: what it does not name is removed. */
  complete: z.boolean().default(false),
});
/** PUT /api/notice-imports/:id/parts/:number with the bytes as the body; numbers from 0. */
export const noticeImportPart = z.strictObject({ id: uuid, number: z.coerce.number().int().min(0).max(200) });

export const noticeImportProblem = z.strictObject({
  seq: z.int(),
  /** 1 for the first notice of the file. */
  record: z.int(),
  line: z.int(),
  /** RFC 6901 pointer into the file. */
  pointer: z.string(),
  /** False: the notice was taken, and something of it was not understood. */
  refused: z.boolean(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type NoticeImportProblem = z.infer<typeof noticeImportProblem>;

export const noticeImportPreview = z.strictObject({
  looked: z.int(),
  /** That was all of the file. */
  whole: z.boolean(),
  readable: z.int(),
  refused: z.int(),
  colours: z.record(z.string(), z.int()),
  sample: z.array(
    z.strictObject({
      colour,
      number: z.string().nullable(),
      name: z.string().nullable(),
      birthDate: z.string().nullable(),
      nationalities: z.array(z.string()),
    }),
  ),
  problems: z.array(noticeImportProblem),
});
export type NoticeImportPreview = z.infer<typeof noticeImportPreview>;

export const noticeImportView = z.strictObject({
  id: uuid,
  state: z.enum(NOTICE_IMPORT_STATES),
  fileName: z.string(),
  size: z.int(),
  source: z.string(),
  colour: colour.nullable(),
  complete: z.boolean(),
  /** accepted + merged + refused = read. Merged: known already, newer or the same. */
  read: z.int(),
  accepted: z.int(),
  merged: z.int(),
  refused: z.int(),
  /** Not in a complete file any more. */
  removed: z.int(),
  /** Of `size`. */
  bytesRead: z.int(),
  /** Code why the file could not be read to its end; what came before was taken. */
  broken: z.string().nullable(),
  preview: noticeImportPreview.nullable(),
  createdBy: z.string(),
  createdAt: utcMillis,
  startedAt: utcMillis.nullable(),
  finishedAt: utcMillis.nullable(),
  version: z.int(),
});
export type NoticeImportView = z.infer<typeof noticeImportView>;

export const noticeImportPage = z.strictObject({ items: z.array(noticeImportView), next: z.string().nullable() });
export const noticeImportQuery = z.strictObject({
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const noticeImportProblemPage = z.strictObject({
  items: z.array(noticeImportProblem),
  next: z.string().nullable(),
});
export const noticeImportProblemQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
/** POST …/preview, /confirm, /discard, /undo */
export const changeNoticeImport = z.strictObject({ version: z.int().min(1) });
