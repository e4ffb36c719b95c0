import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { country, page, version } from './contract-query.ts';

/** Stolen and lost travel documents: lists brought in, and one document asked about. */

export const DOCUMENT_STATUSES = ['stolen', 'stolen-blank', 'lost', 'revoked', 'invalid'] as const;
export const documentStatus = z.enum(DOCUMENT_STATUSES);
export type DocumentStatus = z.infer<typeof documentStatus>;

export const documentView = z.strictObject({
  id: uuid,
  number: z.string(),
  /** ISO 3166-1 alpha-2; null when the list does not say. */
  country: country.nullable(),
  type: z.string().nullable(),
  status: documentStatus,
  /** Day it was reported, as far as the list says. */
  reported: z.string().nullable(),
  reference: z.string().nullable(),
  source: z.string(),
  importId: uuid,
});
export type DocumentView = z.infer<typeof documentView>;

/** GET /api/lost-documents?number= */
export const documentQuery = z.strictObject({
  number: z.string().trim().min(3).max(40),
  country: country.optional(),
});
export const documentList = z.strictObject({ items: z.array(documentView), total: z.int() });

export const DOCUMENT_FILE_BYTES = 32 * 1024 * 1024;

export const documentImportInput = z.strictObject({
  fileName: z.string().trim().min(1).max(200),
  /** Who gave the list: a bureau, an agency. */
  source: z.string().trim().min(2).max(200),
  text: z.string().min(1).max(DOCUMENT_FILE_BYTES),
});
export type DocumentImportInput = z.output<typeof documentImportInput>;

export const documentImportView = z.strictObject({
  id: uuid,
  state: z.enum(['running', 'done', 'undoing', 'undone']),
  fileName: z.string(),
  format: z.enum(['csv', 'jsonl']),
  source: z.string(),
  unreadColumns: z.array(z.string()),
  total: z.int(),
  read: z.int(),
  accepted: z.int(),
  merged: z.int(),
  refused: z.int(),
  createdBy: z.string(),
  createdAt: utcMillis,
  finishedAt: utcMillis.nullable(),
  /** Until then it can be taken back; null when it cannot. */
  undoUntil: utcMillis.nullable(),
  version,
});
export type DocumentImportView = z.infer<typeof documentImportView>;
export const documentImportPage = z.strictObject({ items: z.array(documentImportView), next: z.string().nullable() });
export const documentImportFilter = z.strictObject(page);

export const documentProblem = z.strictObject({
  line: z.int(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type DocumentProblem = z.infer<typeof documentProblem>;
export const documentProblemFilter = z.strictObject(page);
export const documentProblemPage = z.strictObject({ items: z.array(documentProblem), next: z.string().nullable() });
export const documentChange = z.strictObject({ version });
