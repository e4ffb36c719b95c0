import * as z from 'zod';
import { bureauCode, entityRef, hexHash, partialDate, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';

/*
 * What the API and the console know of this room. A picture is never in an answer, except in that of GET /api/views/:id:
 * a view is granted with a reason, belongs to one person, and shows once.
 */

const text = (max: number) => z.string().trim().min(1).max(max);
const version = z.int().min(1);
const country = z
  .string()
  .length(2)
  .regex(/^[A-Z]{2}$/);
const flag = z.enum(['true', 'false']);

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

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const imageType = z.enum(IMAGE_TYPES);
export const MAX_MEDIA_BYTES = 20 * 1024 * 1024;
/** PDQ matches within this many of 256 bits, and only where there is enough to see. */
export const NEAR_RADIUS = 31;
export const MIN_QUALITY = 50;

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

export const idParams = z.strictObject({ id: uuid });
const page = { cursor: z.string().max(120).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

/* ---------- media at this bureau ---------- */

/** POST /api/media?caseId=…&label=… with the bytes as the body (image/jpeg, image/png, image/webp), or JSON. */
export const mediaQuery = z.strictObject({ caseId: uuid.optional(), label: text(200).optional() });
export const mediaJson = z.strictObject({ data: z.base64().max(Math.ceil(MAX_MEDIA_BYTES / 3) * 4) });

export const CONTRIBUTION_STATES = ['none', 'sending', 'held', 'refused'] as const;
export const contributionState = z.enum(CONTRIBUTION_STATES);

export const mediaSummary = z.strictObject({
  id: uuid,
  label: z.string(),
  type: imageType,
  width: z.int(),
  height: z.int(),
  size: z.int(),
  sha256: hexHash,
  quality,
  known: z.boolean(),
  classification: classification.nullable(),
  cases: z.array(uuid),
  contribution: contributionState,
  /** The file itself at Lyon. */
  deposit: contributionState,
  seriesId: uuid.nullable(),
  sealedAt: utcMillis,
  version,
});
export const mediaView = mediaSummary.extend({
  md5,
  sha1,
  pdq: pdqHash,
  dihedral,
  /** EXIF orientation 1 to 8. Hashes are of the pixels as stored; views and crops are of the picture upright. */
  exifOrientation: z.int().min(1).max(8),
  sealedBy: z.string(),
  lyonMediaId: uuid.nullable(),
  clues: z.array(z.lazy(() => ownClue)),
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
export const mediaFilter = z.strictObject({ caseId: uuid.optional(), seriesId: uuid.optional(), ...page });
export const mediaPage = z.strictObject({ items: z.array(mediaSummary), next: z.string().nullable() });

/** POST /api/media/:id/classification */
export const classifyMedia = z.strictObject({ version, known: z.boolean(), classification: classification.nullable() });

/* ---------- looking, which is on the record ---------- */

export const viewMode = z.enum(['blurred-grey', 'clear']);
/** POST /api/media/:id/reveal, /api/deposits/:id/open, /api/clues/:id/open, /api/appeals/:id/open */
export const reveal = z.strictObject({ reason: text(500), mode: viewMode.default('blurred-grey') });
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

/* ---------- series ---------- */

export const SERIES_STATES = ['unidentified', 'lead', 'identified', 'protected'] as const;
export const seriesState = z.enum(SERIES_STATES);
export const OUTCOME_KINDS = ['arrested', 'identified', 'protected', 'rescued'] as const;
export const outcomeKind = z.enum(OUTCOME_KINDS);

export const seriesOutcome = z.strictObject({
  id: uuid,
  kind: outcomeKind,
  country,
  date: partialDate,
  number: z.int().min(1).max(10_000),
  bureau: bureauCode,
  at: utcMillis,
});
export const seriesSummary = z.strictObject({
  /** The same at Lyon and at every bureau. */
  id: uuid,
  label: z.string(),
  state: seriesState,
  /** The bureau that leads, or identified the victim. Never a name. */
  by: bureauCode.nullable(),
  since: utcMillis.nullable(),
  contributors: z.array(bureauCode),
  /** Who else works on it: bureaus that looked it up, or lead. */
  workers: z.array(bureauCode),
  media: z.int(),
  version,
  updatedAt: utcMillis,
});
export const seriesView = seriesSummary.extend({
  outcomes: z.array(seriesOutcome),
  /** This bureau's own media in it; at Lyon all of them, as hashes. */
  mediaIds: z.array(uuid),
  /** What this bureau asked of Lyon about it, newest first. */
  asks: z.array(askView),
});
export const seriesFilter = z.strictObject({
  state: seriesState.optional(),
  q: z.string().max(60).optional(),
  ...page,
});
export const seriesPage = z.strictObject({ items: z.array(seriesSummary), next: z.string().nullable() });

/** POST /api/series/:id/state. `lead` claims it; `released` gives the lead back. */
export const changeSeriesState = z.strictObject({
  version,
  to: z.enum(['lead', 'released', 'identified', 'protected']),
});
/** POST /api/series/:id/outcomes */
export const reportOutcome = z.strictObject({
  kind: outcomeKind,
  country,
  date: partialDate,
  number: z.int().min(1).max(10_000).default(1),
});

/* ---------- look-up ---------- */

const lookupHashFields = {
  sha256: hexHash.optional(),
  md5: md5.optional(),
  pdq: pdqHash.optional(),
  quality: quality.optional(),
  dihedral: dihedral.optional(),
};
export const lookupHash = z
  .strictObject(lookupHashFields)
  .refine((h) => h.sha256 !== undefined || h.md5 !== undefined || h.pdq !== undefined, { error: 'no-hash' })
  .refine((h) => h.pdq === undefined || h.quality !== undefined, { error: 'pdq-without-quality' });
/** POST /api/lookups: pictures held here, or hashes alone. The picture itself never leaves. */
export const createLookup = z
  .strictObject({
    mediaIds: z.array(uuid).max(100).default([]),
    hashes: z.array(lookupHash).max(100).default([]),
    caseId: uuid.optional(),
    purpose: text(300),
    urgency: urgency.default('routine'),
  })
  .refine((body) => body.mediaIds.length + body.hashes.length > 0, { error: 'nothing-to-look-up' });

export const matchKind = z.enum(['exact', 'near', 'turned']);
export const lookupMatch = z.strictObject({
  /** Which of the items asked about; its place in `items`. */
  item: z.int().min(0),
  lyonMediaId: uuid,
  kind: matchKind,
  /** Bits of 256 that differ; null for an exact match by file hash. */
  distance: z.int().min(0).max(NEAR_RADIUS).nullable(),
  orientation: orientation.nullable(),
  series: seriesSummary,
  /** Who contributed this very picture. */
  contributors: z.array(bureauCode),
  /** The file lies sealed at Lyon: a certified specialist may open it. */
  deposited: z.boolean(),
  /** Contributed after the question was asked: Lyon remembered it. */
  late: z.boolean(),
  at: utcMillis,
});
export const lookupSummary = z.strictObject({
  id: uuid,
  state: z.enum(['open', 'answered', 'refused']),
  code: z.string().nullable(),
  caseId: uuid.nullable(),
  purpose: z.string(),
  urgency,
  items: z.int(),
  matches: z.int(),
  askedBy: z.string(),
  askedAt: utcMillis,
  answeredAt: utcMillis.nullable(),
});
export const lookupView = lookupSummary.extend({
  /** What was asked about: a picture here, or nothing but hashes. `searched` false: too little to see for a near match. */
  asked: z.array(z.strictObject({ mediaId: uuid.nullable(), nearSearched: z.boolean() })),
  found: z.array(lookupMatch),
});
export const lookupFilter = z.strictObject({ caseId: uuid.optional(), ...page });
export const lookupPage = z.strictObject({ items: z.array(lookupSummary), next: z.string().nullable() });
export const lookupCreated = z.strictObject({ id: uuid });

/* ---------- what Lyon tells us ---------- */

export const alertView = z.strictObject({
  id: uuid,
  kind: z.enum(['match', 'reading']),
  state: z.enum(['open', 'closed']),
  series: seriesSummary,
  /** The bureaus this one is put in contact with, or the one that read the clue. */
  bureaus: z.array(bureauCode),
  lookupId: uuid.nullable(),
  because: z.enum(['lookup', 'contribution', 'late', 'reading']),
  /** The best match: how near. */
  match: z
    .strictObject({
      kind: matchKind,
      distance: z.int().nullable(),
      orientation: orientation.nullable(),
      /** This bureau's own picture in it. */
      mediaId: uuid.nullable(),
    })
    .nullable(),
  reading: z.lazy(() => readingView).nullable(),
  note: z.string().nullable(),
  at: utcMillis,
  version,
});
export const alertFilter = z.strictObject({
  state: z.enum(['open', 'closed']).optional(),
  seriesId: uuid.optional(),
  ...page,
});
export const alertPage = z.strictObject({ items: z.array(alertView), next: z.string().nullable() });
/** POST /api/series-alerts/:id/close: what was done about it. */
export const closeAlert = z.strictObject({ version, note: text(1000) });

/* ---------- clues ---------- */

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

export const readingView = z.strictObject({
  id: uuid,
  clueId: uuid,
  bureau: bureauCode,
  words: z.string(),
  make: z.string().nullable(),
  country: country.nullable(),
  confidence: z.enum(['low', 'medium', 'high']),
  at: utcMillis,
});
/** As Lyon lists it to all bureaus; the crop is opened apart. */
export const clueView = z.strictObject({
  id: uuid,
  series: seriesSummary,
  kind: clueKind,
  words: z.string(),
  make: z.string().nullable(),
  placeHints: z.array(z.string()),
  width: z.int(),
  height: z.int(),
  bureau: bureauCode,
  at: utcMillis,
  readings: z.array(readingView),
});
/** GET /api/clues: asked of Lyon, in words, or by the hash of a crop. */
export const clueFilter = z.strictObject({
  q: z.string().max(120).optional(),
  seriesId: uuid.optional(),
  kind: clueKind.optional(),
  unread: flag.optional(),
  pdq: pdqHash.optional(),
});
export const clueList = z.strictObject({ items: z.array(clueView) });
/** POST /api/clues/:id/readings, by a certified specialist who has opened it. */
export const recordReading = z.strictObject({
  words: text(1000),
  make: text(120).optional(),
  country: country.optional(),
  confidence: z.enum(['low', 'medium', 'high']),
});

/* ---------- public appeal ---------- */

export const APPEAL_STATES = ['asking', 'asked', 'cleared', 'refused', 'published'] as const;
export const appealState = z.enum(APPEAL_STATES);
/** POST /api/appeals: the crop of the clue and these words, once every owner agrees. */
export const askAppeal = z.strictObject({
  clueId: uuid,
  seriesId: uuid,
  text: text(1000),
  caseId: uuid.optional(),
  objectAlone: z.literal(true),
});
export const appealView = z.strictObject({
  id: uuid,
  clueId: uuid,
  series: z.strictObject({ id: uuid, label: z.string() }),
  text: z.string(),
  requester: bureauCode,
  owners: z.array(
    z.strictObject({
      bureau: bureauCode,
      answer: z.enum(['yes', 'no']).nullable(),
      reason: z.string().nullable(),
      at: utcMillis.nullable(),
    }),
  ),
  state: appealState,
  /** This bureau's own answer: owed, sent, or none asked. */
  consent: z.enum(['owed', 'yes', 'no']).nullable(),
  published: z.strictObject({ where: z.string(), at: utcMillis }).nullable(),
  caseId: uuid.nullable(),
  at: utcMillis,
  version,
});
export const appealPage = z.strictObject({ items: z.array(appealView) });
export const appealFilter = z.strictObject({ state: appealState.optional(), seriesId: uuid.optional() });
/** POST /api/appeals/:id/consent */
export const consentAppeal = z.strictObject({ version, answer: z.enum(['yes', 'no']), reason: text(500) });
/** POST /api/appeals/:id/publish: that it was published, and where. */
export const publishAppeal = z.strictObject({ version, where: text(200) });

export const versioned = z.strictObject({ id: uuid, version });

export type Classification = z.output<typeof classification>;
export type MediaSummary = z.output<typeof mediaSummary>;
export type MediaView = z.output<typeof mediaView>;
export type MediaSealed = z.output<typeof mediaSealed>;
export type ViewMode = z.output<typeof viewMode>;
export type ViewGranted = z.output<typeof viewGranted>;
export type ViewedPicture = z.output<typeof viewedPicture>;
export type Exposure = z.output<typeof exposure>;
export type HandlingTerms = z.output<typeof handlingTerms>;
export type ContributeMedia = z.output<typeof contributeMedia>;
export type AskView = z.output<typeof askView>;
export type AskKind = AskView['kind'];
export type SeriesState = z.output<typeof seriesState>;
export type SeriesOutcome = z.output<typeof seriesOutcome>;
export type SeriesSummary = z.output<typeof seriesSummary>;
export type SeriesView = z.output<typeof seriesView>;
export type ReportOutcome = z.output<typeof reportOutcome>;
export type CreateLookup = z.output<typeof createLookup>;
export type LookupHash = z.output<typeof lookupHash>;
export type LookupMatch = z.output<typeof lookupMatch>;
export type LookupView = z.output<typeof lookupView>;
export type AlertView = z.output<typeof alertView>;
export type Crop = z.output<typeof crop>;
export type DrawClue = z.output<typeof drawClue>;
export type OwnClue = z.output<typeof ownClue>;
export type ReadingView = z.output<typeof readingView>;
export type RecordReading = z.output<typeof recordReading>;
export type ClueView = z.output<typeof clueView>;
export type ClueFilter = z.output<typeof clueFilter>;
export type AskAppeal = z.output<typeof askAppeal>;
export type AppealView = z.output<typeof appealView>;
