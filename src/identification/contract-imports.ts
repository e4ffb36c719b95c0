import * as z from 'zod';
import { hexHash, utcMillis, uuid } from '../protocol/schema/index.ts';
import { classification, listKind, md5, page, pdqHash, quality, sha1, text, version } from './contract-media.ts';

/*
 * Files brought in, and the lists of hashes they fill. A file comes in parts that are sealed as they come; then a preview, a
 * word of confirmation, a job with progress, and for some days a way back.
 */

export const MAX_IMPORT_BYTES = 8 * 1024 ** 3;
/** The most a part may hold. */
export const IMPORT_PART_BYTES = 8 * 1024 * 1024;
export const MAX_IMPORT_PARTS = 4_096;

export const LIST_FORMATS = ['vics-1.2', 'vics-1.3', 'vics-2.0', 'icse-csv', 'hash-csv', 'hash-lines'] as const;
export const listFormat = z.enum(LIST_FORMATS);
/** The country whose category numbers a file uses, where the file does not say: US, UK, CA … */
export const region = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[A-Za-z0-9]+$/);

/* ---------- lists ---------- */

const listName = text(120);
export const newHashList = z.strictObject({
  name: listName,
  kind: listKind,
  /** Who gave it. */
  source: z.string().trim().max(200).default(''),
  /** Licence or terms of use. */
  terms: z.string().trim().max(1000).default(''),
});
export const hashListView = z.strictObject({
  id: uuid,
  name: z.string(),
  kind: listKind,
  source: z.string(),
  terms: z.string(),
  /** What its category numbers mean, VICS-US; null when it has none. */
  scheme: z.string().nullable(),
  /** A retired list is kept and no longer compared with. */
  state: z.enum(['active', 'retired']),
  entries: z.int(),
  createdBy: z.string(),
  createdAt: utcMillis,
  updatedAt: utcMillis,
  version,
});
/** GET /api/hash-lists */
export const hashListPage = z.strictObject({ items: z.array(hashListView) });
/** POST /api/hash-lists/:id/state */
export const changeHashList = z.strictObject({ version, state: z.enum(['active', 'retired']) });

export const entryFlags = z.strictObject({
  victimIdentified: z.boolean().optional(),
  offenderIdentified: z.boolean().optional(),
  distributed: z.boolean().optional(),
  suspected: z.boolean().optional(),
  selfGenerated: z.boolean().optional(),
  precategorized: z.boolean().optional(),
});
/** GET /api/hash-lists/entries?hash=… : an MD5, SHA-1, SHA-256 or PDQ in hex, or a PhotoDNA value; looked for exactly. */
export const entrySearch = z.strictObject({ hash: z.string().trim().min(32).max(300) });
export const hashEntryView = z.strictObject({
  id: z.int(),
  listId: uuid,
  listName: z.string(),
  listKind,
  md5: md5.nullable(),
  sha1: sha1.nullable(),
  sha256: hexHash.nullable(),
  pdq: pdqHash.nullable(),
  quality: quality.nullable(),
  /** Opaque, so only whether there is one. */
  photodna: z.boolean(),
  classification: classification.nullable(),
  series: z.string().nullable(),
  /** What is absent the list does not say. */
  flags: entryFlags,
  state: z.enum(['active', 'removed']),
  updatedAt: utcMillis,
});
export const hashEntryPage = z.strictObject({ items: z.array(hashEntryView) });

/** GET /api/hash-lists/:id/export?format=… : the file itself. Entries without MD5 cannot be written and are left out:
 * their number is in the header `homeward-left-out`. */
export const EXPORT_FORMATS = ['vics20', 'vics13', 'icse-csv'] as const;
export const exportFormat = z.enum(EXPORT_FORMATS);
export const exportQuery = z.strictObject({ format: exportFormat });

/* ---------- imports ---------- */

/**
 * POST /api/imports: announces a file (then PUT its parts), or with the bytes as the body (application/octet-stream, at most
 * IMPORT_PART_BYTES) brings it at once.
 */
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}]+$/u);
export const newImport = z.strictObject({ fileName, size: z.int().min(1).max(MAX_IMPORT_BYTES) });
export const importQuery = z.strictObject({ fileName: fileName.optional() });
/** PUT /api/imports/:id/parts/:number with the bytes as the body; numbers from 0, in any order, each at most IMPORT_PART_BYTES. */
export const partParams = z.strictObject({
  id: uuid,
  number: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_IMPORT_PARTS - 1),
});
export const partReceived = z.strictObject({ parts: z.array(z.int()), bytes: z.int(), size: z.int() });

/** POST /api/imports/:id/preview when all parts are here. `as`: read the category numbers as this country's. */
export const previewImport = z.strictObject({ as: region.optional() });

export const importProblem = z.strictObject({
  seq: z.int(),
  /** 1 for the first record of the file; 0 for the file as a whole. */
  record: z.int(),
  line: z.int(),
  /** RFC 6901 pointer to the record in a JSON file; `` in others. */
  pointer: z.string(),
  /** False: the record was taken, and something of it was not understood. */
  refused: z.boolean(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export const importSample = z.strictObject({
  record: z.int(),
  md5: md5.nullable(),
  sha1: sha1.nullable(),
  sha256: hexHash.nullable(),
  pdq: pdqHash.nullable(),
  photodna: z.boolean(),
  classification: classification.nullable(),
  series: z.string().nullable(),
  flags: entryFlags,
});
export const importPreview = z.strictObject({
  format: listFormat,
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be']),
  /** VICS: what the file says of itself. */
  region: z.string().nullable(),
  shape: z.enum(['cases', 'media']).nullable(),
  scheme: z.string().nullable(),
  /** Where the words for its category numbers come from, and whether anyone has checked them. */
  labels: z.strictObject({ source: z.string(), verified: z.boolean() }).nullable(),
  /** Records looked at, from the first; `whole`: that is all of them. */
  looked: z.int(),
  whole: z.boolean(),
  readable: z.int(),
  refused: z.int(),
  uncategorised: z.int(),
  hashes: z.strictObject({ md5: z.int(), sha1: z.int(), sha256: z.int(), pdq: z.int(), photodna: z.int() }),
  categories: z.array(z.strictObject({ classification, count: z.int() })),
  cases: z.int(),
  /** Small pictures inside the file (`Miniature`): never kept. */
  pictures: z.int(),
  problems: z.array(importProblem),
  /** Without names and paths of files. */
  sample: z.array(importSample),
});

export const IMPORT_STATES = ['uploading', 'ready', 'running', 'done', 'undoing', 'undone', 'discarded'] as const;
export const importState = z.enum(IMPORT_STATES);
export const importSummary = z.strictObject({
  id: uuid,
  state: importState,
  fileName: z.string(),
  size: z.int(),
  list: z.strictObject({ id: uuid, name: z.string() }).nullable(),
  /** accepted + merged + refused = read. */
  read: z.int(),
  accepted: z.int(),
  merged: z.int(),
  refused: z.int(),
  warnings: z.int(),
  /** Of `size`, for the progress. */
  bytesRead: z.int(),
  /** An estimate; null while nothing is known, and when nothing runs. */
  msLeft: z.int().nullable(),
  /** Why the file could not be read to its end; what came before it was taken. */
  broken: z.string().nullable(),
  createdBy: z.string(),
  createdAt: utcMillis,
  startedAt: utcMillis.nullable(),
  finishedAt: utcMillis.nullable(),
  /** Until when it can be taken back; null when it cannot. */
  undoUntil: utcMillis.nullable(),
  version,
});
/** GET /api/imports/:id */
export const importView = importSummary.extend({
  /** Parts that are here. */
  parts: z.array(z.int()),
  preview: importPreview.nullable(),
});
export const importFilter = z.strictObject({ listId: uuid.optional(), ...page });
export const importPage = z.strictObject({ items: z.array(importSummary), next: z.string().nullable() });

/** POST /api/imports/:id/confirm: into a list that is there, or a new one. */
export const confirmImport = z
  .strictObject({ version, listId: uuid.optional(), list: newHashList.optional(), as: region.optional() })
  .refine((body) => (body.listId === undefined) !== (body.list === undefined), { error: 'list-named-once' });
/** POST /api/imports/:id/undo, /discard */
export const changeImport = z.strictObject({ version });

/** GET /api/imports/:id/problems, and /problems.csv, whose rows can be put right and brought in again. */
export const problemFilter = z.strictObject({
  ...page,
  cursor: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
});
export const problemPage = z.strictObject({ items: z.array(importProblem), next: z.string().nullable() });

export type NewHashList = z.output<typeof newHashList>;
export type HashListView = z.output<typeof hashListView>;
export type HashEntryView = z.output<typeof hashEntryView>;
export type ListFormat = z.output<typeof listFormat>;
export type ExportFormat = z.output<typeof exportFormat>;
export type ImportPreview = z.output<typeof importPreview>;
export type ImportProblem = z.output<typeof importProblem>;
export type ImportSummary = z.output<typeof importSummary>;
export type ImportView = z.output<typeof importView>;
export type ConfirmImport = z.output<typeof confirmImport>;
