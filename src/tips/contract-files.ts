import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { modelFile, tri } from './contract-model.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/**
 * Legal authority to open a file. `search-warrant` and `court-order` are a court's; `consent` of whose file it is; `exigent`: a
 * life in danger; `private-search`: a person at the provider has seen it though the report does not say so; `foreign-law`: the
 * law of the country that asks.
 */
export const AUTHORITY_KINDS = [
  'search-warrant',
  'court-order',
  'consent',
  'exigent',
  'private-search',
  'foreign-law',
] as const;
/** Under whose law: courts of appeals differ on what may be opened without a warrant. */
export const CIRCUITS = [
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', 'dc'],
  ...['state', 'military', 'foreign'],
] as const;

/** What is known here of a file by its hashes. */
export const found = z.strictObject({
  kind: z.enum(['list', 'media']),
  by: z.enum(['md5', 'sha1', 'sha256']),
  id: z.string(),
  name: z.string(),
  listKind: z.enum(['known', 'benign', 'mixed']).nullable(),
  scheme: z.string().nullable(),
  code: z.string().nullable(),
  label: z.string().nullable(),
  series: z.string().nullable(),
});
/** What Lyon knows of it. */
export const lyonMatch = z.strictObject({
  kind: z.enum(['exact', 'near', 'turned', 'frame']),
  distance: z.int().nullable(),
  seriesId: uuid,
  seriesLabel: z.string(),
  seriesState: z.string(),
  contributors: z.array(z.string()),
});

export const tipFile = z.strictObject({
  id: uuid,
  key: z.string(),
  role: z.enum(['file', 'document']),
  name: z.string().nullable(),
  size: z.int().nullable(),
  /** By its first bytes. */
  type: z.string().nullable(),
  md5: z.string().nullable(),
  sha1: z.string().nullable(),
  sha256: z.string().nullable(),
  /** The bytes are here, sealed. */
  isHere: z.boolean(),
  viewed: tri,
  /** It may be opened: somebody at the provider looked at it, or authority stands. */
  mayOpen: z.boolean(),
  words: modelFile.nullable(),
  lookedUp: z.enum(['waiting', 'by-hash', 'whole']),
  found: z.array(found),
  lyon: z.array(lyonMatch),
  lookupId: uuid.nullable(),
  mediaId: uuid.nullable(),
  /** Why it could not be decoded. */
  decodeCode: z.string().nullable(),
});

/** POST /api/tips/:id/authorities. Without a file: for all of the report's. */
export const recordAuthority = z.strictObject({
  fileId: uuid.nullable(),
  kind: z.enum(AUTHORITY_KINDS),
  circuit: z.enum(CIRCUITS),
  /** The court's number, or who consented and when. */
  reference: text(200),
  note: text(1000).optional(),
});
export const authorityView = z.strictObject({
  id: uuid,
  fileId: uuid.nullable(),
  kind: z.enum(AUTHORITY_KINDS),
  circuit: z.enum(CIRCUITS),
  reference: z.string(),
  note: z.string().nullable(),
  recordedBy: z.string(),
  at: utcMillis,
  withdrawnAt: utcMillis.nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
});
export const authorityParams = z.strictObject({ id: uuid, authorityId: uuid });
export const withdrawAuthority = z.strictObject({ reason: text(500) });
/** POST /api/tip-files/:id/open: then it is shown as a picture is, by a view. */
export const openTipFile = z.strictObject({ reason: text(500) });
export const tipFileOpened = z.strictObject({ mediaId: uuid });

export type Found = z.output<typeof found>;
export type TipFile = z.output<typeof tipFile>;
export type RecordAuthority = z.output<typeof recordAuthority>;
export type AuthorityView = z.output<typeof authorityView>;
