import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { bureau, text } from './contract-words.ts';

export const EXPORT_FORMATS = ['pdf', 'bundle'] as const;
export const EXPORT_LANGS = ['en', 'fr', 'es', 'ar'] as const;

/** Parts that may be left out of a copy as a whole. */
export const REDACTABLE_PARTS = [
  'summary',
  'legal-basis',
  'notes',
  'tasks',
  'links',
  'bureaus',
  'outcomes',
  'relations',
  'staff',
  'timeline',
] as const;
/** Particulars that may be left out of every person. */
export const REDACTABLE_FIELDS = [
  'names',
  'birth',
  'nationalities',
  'documents',
  'description',
  'marks',
  'languages',
] as const;

/** POST /api/cases/:id/exports. What a victim is called is never in a copy, whatever is chosen. */
export const exportCase = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  lang: z.enum(EXPORT_LANGS).default('en'),
  purpose: text(1000),
  /** Bureaus it is for. */
  to: z.array(bureau).max(60).default([]),
  redact: z
    .strictObject({
      parts: z.array(z.enum(REDACTABLE_PARTS)).max(REDACTABLE_PARTS.length).default([]),
      fields: z.array(z.enum(REDACTABLE_FIELDS)).max(REDACTABLE_FIELDS.length).default([]),
      /** Subjects left out altogether; their names are blackened wherever they are written. */
      persons: z.array(uuid).max(100).default([]),
    })
    .optional(),
});

/** What was taken out, by kind and never by content: `person`, `victim-identity`, `names`, `mention-of-name` … */
export const removedKind = z.strictObject({ kind: z.string().max(40), count: z.int().min(1) });
export const exportView = z.strictObject({
  id: uuid,
  format: z.enum(EXPORT_FORMATS),
  lang: z.enum(EXPORT_LANGS),
  purpose: z.string(),
  to: z.array(bureau),
  redacted: z.boolean(),
  removed: z.array(removedKind),
  fileName: z.string(),
  sha256: z.string(),
  size: z.int(),
  by: z.string(),
  at: utcMillis,
});
export const exportList = z.strictObject({ items: z.array(exportView) });

export type ExportCase = z.infer<typeof exportCase>;
export type ExportView = z.infer<typeof exportView>;
export type RemovedKind = z.infer<typeof removedKind>;
