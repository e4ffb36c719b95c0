import * as z from 'zod';
import { bureauCode, entityRef, hexHash, utcMillis, uuid } from '../protocol/schema/index.ts';

/*
 * What the API and the console know of this room. A picture is never in an answer, except in that of GET /api/views/:id:
 * a view is granted with a reason, belongs to one person, and shows once.
 */

export const text = (max: number) => z.string().trim().min(1).max(max);
export const version = z.int().min(1);
export const country = z
  .string()
  .length(2)
  .regex(/^[A-Z]{2}$/);
export const flag = z.enum(['true', 'false']);

export const md5 = z
  .string()
  .length(32)
  .regex(/^[0-9a-f]{32}$/);
export const sha1 = z
  .string()
  .length(40)
  .regex(/^[0-9a-f]{40}$/);
/** 256 bits, bit 255 first, lower-case hex. */
export const pdqHash = hexHash;
/** 144 bytes in base64. Opaque: compared for being the same, never made here. */
export const photoDna = z
  .string()
  .length(192)
  .regex(/^[A-Za-z0-9+/]+$/);
export const quality = z.int().min(0).max(100);

/** How a copy was turned or mirrored, in the order of `imagehash`. */
export const ORIENTATION_NAMES = [
  'original',
  'rotate90',
  'rotate180',
  'rotate270',
  'flipX',
  'flipY',
  'flipPlus1',
  'flipMinus1',
] as const;
export const orientation = z.enum(ORIENTATION_NAMES);
/** The PDQ of the picture and of its seven turned and mirrored forms, in that order. */
export const dihedral = z.array(pdqHash).length(8);

export const IMAGE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
  'image/heic',
  'image/bmp',
] as const;
export const VIDEO_TYPES = [
  'video/mp4',
  'video/quicktime',
  'video/3gpp',
  'video/webm',
  'video/x-matroska',
  'video/x-msvideo',
  'video/mpeg',
  'video/mp2t',
  'video/x-flv',
  'video/x-ms-wmv',
] as const;
export const mediaType = z.enum([...IMAGE_TYPES, ...VIDEO_TYPES]);
export const MAX_MEDIA_BYTES = 20 * 1024 * 1024;
/** PDQ matches within this many of 256 bits, and only where there is enough to see. */
export const NEAR_RADIUS = 31;
export const MIN_QUALITY = 50;
/** One look-up asks about at most so many pictures; who has more asks in several. */
export const MAX_LOOKUP_HASHES = 256;

/** Country schemes are never compared with each other: the scheme is part of the value. */
export const classification = z.strictObject({
  scheme: z
    .string()
    .min(1)
    .max(40)
    .regex(/^[A-Za-z0-9._-]+$/),
  code: z
    .string()
    .min(1)
    .max(20)
    .regex(/^[A-Za-z0-9._-]+$/),
  label: text(120),
});

/** One scheme's word on a picture held here; one a scheme. */
export const ownClassification = classification.extend({
  by: z.string(),
  at: utcMillis,
  /** Given by the reader. */
  mine: z.boolean(),
});
/** Whether the picture is known to have gone from hand to hand. */
export const DISTRIBUTED = ['yes', 'no', 'unknown'] as const;
export const distributed = z.enum(DISTRIBUTED);
/** What the file says of how it was made. */
export const exifFacts = z.strictObject({
  make: z.string().max(120).nullable(),
  model: z.string().max(120).nullable(),
  /** As recorded, without a time zone unless the file has one. */
  taken: z.string().max(40).nullable(),
  software: z.string().max(120).nullable(),
});
/** A place as this program, or the tool that exported it, read it from the file: decimal degrees, never certain. */
export const exifPlace = z.strictObject({
  latitude: z.string().max(20),
  longitude: z.string().max(20),
  readBy: z.enum(['homeward', 'import']),
});

export const idParams = z.strictObject({ id: uuid });
export const page = {
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Where a picture or a clue stands with Lyon. */
export const CONTRIBUTION_STATES = ['none', 'sending', 'held', 'refused', 'withdrawn'] as const;
export const contributionState = z.enum(CONTRIBUTION_STATES);

/* ---------- a clue drawn here ---------- */

export const CLUE_KINDS = [
  'object',
  'wallpaper',
  'emblem',
  'language',
  'plug-socket',
  'clothing',
  'place',
  'other',
] as const;
export const clueKind = z.enum(CLUE_KINDS);
/** In pixels of the upright picture at full size. */
export const crop = z.strictObject({
  left: z.int().min(0),
  top: z.int().min(0),
  width: z.int().min(16),
  height: z.int().min(16),
});
const clueWords = {
  kind: clueKind,
  words: text(1000),
  make: text(120).optional(),
  placeHints: z.array(text(80)).max(12).default([]),
};
/** POST /api/media/:id/clues. The drawer must have been shown the picture, and vouches that the crop shows the object alone. */
export const drawClue = z.strictObject({ ...clueWords, crop, objectAlone: z.literal(true) });
export const ownClue = z.strictObject({
  id: uuid,
  mediaId: uuid,
  kind: clueKind,
  words: z.string(),
  make: z.string().nullable(),
  placeHints: z.array(z.string()),
  crop,
  pdq: pdqHash,
  quality,
  drawnBy: z.string(),
  drawnAt: utcMillis,
  contribution: contributionState,
  version,
});
/** POST /api/clues/:id/contribute */
export const contributeClue = z.strictObject({ version });

/* ---------- media at this bureau ---------- */

/** POST /api/media?caseId=…&label=… with the bytes as the body (image/jpeg, image/png, image/webp), or JSON. */
export const mediaQuery = z.strictObject({ caseId: uuid.optional(), label: text(200).optional() });
export const mediaJson = z.strictObject({ data: z.base64().max(Math.ceil(MAX_MEDIA_BYTES / 3) * 4) });

export const mediaSummary = z.strictObject({
  id: uuid,
  label: z.string(),
  type: mediaType,
  width: z.int(),
  height: z.int(),
  size: z.int(),
  sha256: hexHash,
  quality,
  known: z.boolean(),
  /** The newest word on it; every scheme's: `classifications` of the view. */
  classification: classification.nullable(),
  /** A colleague has classified it already: it is not shown again without saying why. */
  classifiedByColleague: z.boolean(),
  distributed,
  /** Another bureau's file, held here under its terms; null: this bureau's own. */
  owner: bureauCode.nullable(),
  cases: z.array(uuid),
  contribution: contributionState,
  /** The file itself at Lyon. */
  deposit: contributionState,
  seriesId: uuid.nullable(),
  sealedAt: utcMillis,
  version,
});
export const LIST_KINDS = ['known', 'benign', 'mixed'] as const;
/** `known`: material known to be abusive. `benign`: files known to be harmless. `mixed`: each entry's category says. */
export const listKind = z.enum(LIST_KINDS);
/** What a hash list in force calls a picture held here. */
export const listedMedia = z.strictObject({
  entryId: z.int(),
  listId: uuid,
  listName: z.string(),
  listKind,
  kind: z.enum(['exact', 'near', 'turned']),
  /** Bits of 256 that differ; null for the same file. */
  distance: z.int().nullable(),
  classification: classification.nullable(),
  series: z.string().nullable(),
});
/** A video: where its still is, and its other frames, in milliseconds from the beginning. */
export const videoFacts = z.strictObject({
  durationMs: z.int().nullable(),
  stillMs: z.int(),
  times: z.array(z.int()).max(400),
});
export const mediaView = mediaSummary.extend({
  lists: z.array(listedMedia),
  md5,
  sha1,
  pdq: pdqHash,
  dihedral,
  /** EXIF orientation 1 to 8. Hashes are of the pixels as stored; views and crops are of the picture upright. */
  exifOrientation: z.int().min(1).max(8),
  sealedBy: z.string(),
  /** What makes it a video, whose pdq is that of its still; null for a picture. Duration null: the file does not say. */
  video: videoFacts.extend({ frames: z.int() }).nullable(),
  lyonMediaId: uuid.nullable(),
  classifications: z.array(ownClassification),
  distributedSaid: z.strictObject({ by: z.string(), at: utcMillis }).nullable(),
  exif: exifFacts.nullable(),
  place: exifPlace.nullable(),
  /** Victims and offenders of its series it is linked with. */
  victims: z.array(uuid),
  offenders: z.array(uuid),
  ownerTerms: z.strictObject({ purpose: z.string(), until: utcMillis.nullable() }).nullable(),
  /** Who opened the file deposited at Lyon, newest first. */
  openings: z.array(z.strictObject({ bureau: bureauCode, person: z.string(), purpose: z.string(), at: utcMillis })),
  clues: z.array(ownClue),
  /** How often it was shown, to anyone and to the reader. */
  shown: z.int(),
  shownToMe: z.int(),
});
export const mediaSealed = z.strictObject({
  id: uuid,
  version,
  /** The same file was here already; it was joined to the case and nothing else was changed. */
  alreadyHeld: z.boolean(),
  classification: classification.nullable(),
  quality,
  pdq: pdqHash,
  sha256: hexHash,
});
export const mediaFilter = z.strictObject({
  caseId: uuid.optional(),
  seriesId: uuid.optional(),
  /** `true`: leaves out what a colleague has classified. */
  unclassified: flag.optional(),
  ...page,
});
export const mediaPage = z.strictObject({ items: z.array(mediaSummary), next: z.string().nullable() });

/** POST /api/media/:id/classification */
export const classifyMedia = z.strictObject({ version, known: z.boolean(), classification: classification.nullable() });

/* ---------- looking, which is on the record ---------- */

export const viewMode = z.enum(['blurred-grey', 'clear']);
/** POST /api/media/:id/reveal, /api/deposits/:id/open, /api/clues/:id/open, /api/appeals/:id/open */
export const reveal = z.strictObject({
  reason: text(500),
  mode: viewMode.default('blurred-grey'),
  /** Of a video, once its still was shown: another of its frames, by its time in milliseconds. Each is a view of its own. */
  frame: z.int().min(0).max(86_400_000).optional(),
  /** Why it must be seen though a colleague has classified it; asked for by `media.classified-already`. */
  despiteClassified: text(300).optional(),
});
export const viewGranted = z.strictObject({
  viewId: uuid,
  mode: viewMode,
  /** Shows once, to the person who asked, until then: GET /api/views/:viewId. */
  expiresAt: utcMillis,
  /** Pictures shown to this person since midnight UTC, this one not counted. */
  shownToday: z.int(),
  /** How often this one was shown to this person before. */
  shownBefore: z.int(),
});
/** GET /api/views/:id */
export const viewedPicture = z.strictObject({
  kind: z.enum(['media', 'clue', 'deposit', 'appeal']),
  mode: viewMode,
  /** Which frame of a video; null: its still, or a picture. */
  frameMs: z.int().nullable(),
  type: z.literal('image/jpeg'),
  width: z.int(),
  height: z.int(),
  /** The upright picture's size, in whose pixels a crop is given. */
  fullWidth: z.int(),
  fullHeight: z.int(),
  data: z.base64(),
});
/** GET /api/my/exposure */
export const exposure = z.strictObject({
  today: z.int(),
  clearToday: z.int(),
  days: z.array(z.strictObject({ day: z.string(), shown: z.int(), clear: z.int() })),
});

/* ---------- contributing ---------- */

/** Whose specialists may open the deposited file at Lyon. */
export const depositTerms = z.strictObject({
  opensTo: z.enum(['certified', 'certified-of', 'secretariat']),
  bureaus: z.array(bureauCode).max(60).default([]),
});
export const handlingTerms = z.strictObject({
  purpose: text(300),
  onward: z.enum(['no', 'with-consent', 'yes']).default('with-consent'),
  deposit: depositTerms.default({ opensTo: 'certified', bureaus: [] }),
});
/** A code name for a series. Never the name of a person. */
export const seriesLabel = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u);

/** POST /api/media/:id/contribute. Without series: the one a match points to, or a new one. */
export const contributeMedia = z
  .strictObject({
    seriesLabel: seriesLabel.optional(),
    seriesId: uuid.optional(),
    deposit: z.boolean(),
    handling: handlingTerms,
  })
  .refine((body) => !(body.seriesLabel && body.seriesId), { error: 'series-named-twice' });
export const asked = z.strictObject({ askId: uuid });

/** GET /api/icse-asks/:id: anything this bureau asked of Lyon, and what became of it. */
export const ASK_KINDS = [
  'contribute',
  'lookup',
  'series-state',
  'outcome',
  'clue',
  'clue-reading',
  'appeal',
  'appeal-consent',
  'appeal-published',
  'judgement',
  'appeal-withdrawn',
  'appeal-taken-down',
  'description',
  'registration',
  'person-state',
  'vote',
  'withdrawal',
] as const;
export const askView = z.strictObject({
  id: uuid,
  kind: z.enum(ASK_KINDS),
  state: z.enum(['open', 'answered', 'refused']),
  /** Why Lyon said no. */
  code: z.string().nullable(),
  about: entityRef,
  askedBy: z.string(),
  askedAt: utcMillis,
  settledAt: utcMillis.nullable(),
});

export type Classification = z.output<typeof classification>;
export type MediaSummary = z.output<typeof mediaSummary>;
export type MediaView = z.output<typeof mediaView>;
export type ListedMedia = z.output<typeof listedMedia>;
export type MediaSealed = z.output<typeof mediaSealed>;
export type ViewMode = z.output<typeof viewMode>;
export type ViewGranted = z.output<typeof viewGranted>;
export type ViewedPicture = z.output<typeof viewedPicture>;
export type Exposure = z.output<typeof exposure>;
export type HandlingTerms = z.output<typeof handlingTerms>;
export type ContributeMedia = z.output<typeof contributeMedia>;
export type AskView = z.output<typeof askView>;
export type AskKind = AskView['kind'];
export type Crop = z.output<typeof crop>;
export type DrawClue = z.output<typeof drawClue>;
export type OwnClue = z.output<typeof ownClue>;
