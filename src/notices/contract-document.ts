import * as z from 'zod';
import { language } from './form.ts';

export const DOCUMENT_FORMATS = ['pdf', 'html', 'json'] as const;
export const documentFormat = z.enum(DOCUMENT_FORMATS);
export type DocumentFormat = z.infer<typeof documentFormat>;

/** GET /api/notices/:id/document: the file itself. `json` is the machine-readable copy, the same in every language. */
export const documentQuery = z.strictObject({
  lang: language.default('en'),
  format: documentFormat.default('pdf'),
  /** The version; without it the one in force, or the newest of a draft. */
  n: z.coerce.number().int().min(1).max(10_000).optional(),
});
