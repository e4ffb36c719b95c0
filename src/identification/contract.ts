import * as z from 'zod';
import { bureauCode, hexHash, partialDate, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';
import { judged, judgementView } from './contract-judgement.ts';
import { listedMatch } from './contract-listed.ts';
import {
  askView,
  clueKind,
  country,
  dihedral,
  flag,
  md5,
  NEAR_RADIUS,
  orientation,
  page,
  pdqHash,
  photoDna,
  quality,
  text,
  version,
} from './contract-media.ts';
import { claimView, offenderView, victimView } from './contract-people.ts';
import { frameMatch, videoFrames } from './contract-video.ts';

export * from './contract-curation.ts';
export * from './contract-imports.ts';
export * from './contract-judgement.ts';
export * from './contract-listed.ts';
export * from './contract-media.ts';
export * from './contract-people.ts';
export * from './contract-rates.ts';
export * from './contract-sharing.ts';
export * from './contract-video.ts';
export * from './contract-withdrawal.ts';

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
  /** Registered ones. With victims registered, the series stands where its least advanced victim stands. */
  victims: z.int(),
  offenders: z.int(),
  /** A curator joined it to this one. */
  mergedInto: uuid.nullable(),
  version,
  updatedAt: utcMillis,
});
export const seriesView = seriesSummary.extend({
  outcomes: z.array(seriesOutcome),
  victimList: z.array(victimView),
  offenderList: z.array(offenderView),
  /** Who claimed what, newest first, the refused ones too. */
  claims: z.array(claimView),
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
  /** Of a video, whose pdq is that of its still. */
  frames: videoFrames.optional(),
  /** As a list or a tool gave it; matched exactly. */
  photodna: photoDna.optional(),
};
export const lookupHash = z
  .strictObject(lookupHashFields)
  .refine((h) => h.sha256 !== undefined || h.md5 !== undefined || h.pdq !== undefined || h.photodna !== undefined, {
    error: 'no-hash',
  })
  .refine((h) => h.pdq === undefined || h.quality !== undefined, { error: 'pdq-without-quality' });
/** POST /api/lookups: pictures held here, or hashes alone. The picture itself never leaves. */
export const createLookup = z
  .strictObject({
    // Together at most MAX_LOOKUP_HASHES; more is refused by name.
    mediaIds: z.array(uuid).max(1_000).default([]),
    hashes: z.array(lookupHash).max(1_000).default([]),
    caseId: uuid.optional(),
    purpose: text(300),
    urgency: urgency.default('routine'),
  })
  .refine((body) => body.mediaIds.length + body.hashes.length > 0, { error: 'nothing-to-look-up' });

export const matchKind = z.enum(['exact', 'near', 'turned', 'frame']);
export const lookupMatch = z.strictObject({
  /** Which of the items asked about; its place in `items`. */
  item: z.int().min(0),
  lyonMediaId: uuid,
  kind: matchKind,
  /** Bits of 256 that differ; null for an exact match by file hash. */
  distance: z.int().min(0).max(NEAR_RADIUS).nullable(),
  orientation: orientation.nullable(),
  /** Of a match by frames of a video. */
  frame: frameMatch.nullable().default(null),
  series: seriesSummary,
  /** Who contributed this very picture. */
  contributors: z.array(bureauCode),
  /** The file lies sealed at Lyon: a certified specialist may open it. */
  deposited: z.boolean(),
  /** Contributed after the question was asked: Lyon remembered it. */
  late: z.boolean(),
  /** When Lyon told that it is no longer there: whoever contributed it took it back. */
  withdrawnAt: utcMillis.nullable(),
  /** What bureaus said of this pair, as Lyon knew when it answered; null: nobody said anything. */
  judged: judged.nullable(),
  /** This bureau's own word on it that stands. */
  own: judgementView.nullable(),
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
  /** Known to lists at Lyon alone; told after the answer. */
  listed: z.array(listedMatch),
});
export const lookupFilter = z.strictObject({ caseId: uuid.optional(), ...page });
export const lookupPage = z.strictObject({ items: z.array(lookupSummary), next: z.string().nullable() });
export const lookupCreated = z.strictObject({ id: uuid });

/* ---------- what Lyon tells us ---------- */

export const ALERT_KINDS = [
  'match',
  'reading',
  'claim',
  'stale-lead',
  'curation',
  'series-moved',
  'listed',
  'withdrawn',
  'conflict',
] as const;
export const alertView = z.strictObject({
  id: uuid,
  kind: z.enum(ALERT_KINDS),
  state: z.enum(['open', 'closed']),
  /** Null: a hash list at Lyon, which is of no series. */
  series: seriesSummary.nullable(),
  /** The bureaus this one is put in contact with, or the one that read the clue. */
  bureaus: z.array(bureauCode),
  lookupId: uuid.nullable(),
  because: z.enum([
    'lookup',
    'contribution',
    'late',
    'reading',
    'claim',
    'stale-lead',
    'agreed',
    'disagreed',
    'merge',
    'split',
    'undone',
    'listed',
    'withdrawn',
    'conflict',
  ]),
  /** Codes and labels that its words name: `of` (V1), `curationId`, `outcome`, `from`, `to`, `list`. */
  detail: z.record(z.string().max(40), z.string().max(120)).nullable(),
  /** The best match: how near. */
  match: z
    .strictObject({
      kind: matchKind,
      distance: z.int().nullable(),
      orientation: orientation.nullable(),
      /** Of a match by frames of a video: where, and how many agree. */
      frame: frameMatch.nullable().default(null),
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
  sha256: hexHash,
  bureau: bureauCode,
  at: utcMillis,
  /** Bits of 256 that differ from the crop asked with; null where none was. */
  distance: z.int().nullable(),
  /** How the crop asked with has to be turned; null where none was asked with. */
  orientation: orientation.nullable(),
  readings: z.array(readingView),
});
/** GET /api/clues: asked of Lyon, in words, or by the hash of a crop. */
export const clueFilter = z.strictObject({
  q: z.string().max(120).optional(),
  seriesId: uuid.optional(),
  kind: clueKind.optional(),
  unread: flag.optional(),
  /** Words of a place: one of the place hints, or the country a reading points to. */
  place: z.string().max(80).optional(),
  bureau: bureauCode.optional(),
  pdq: pdqHash.optional(),
  /** The crop's seven turned and mirrored forms, joined by commas: it is found however it is turned. */
  turned: z
    .string()
    .max(7 * 65)
    .regex(/^[0-9a-f]{64}(,[0-9a-f]{64}){6}$/)
    .optional(),
  sha256: hexHash.optional(),
  id: uuid.optional(),
});
export const SHEET_LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
/** GET /api/clues/:id/sheet: a page of its own to print, for a clear view granted by POST /api/clues/:id/open. Shows once. */
export const sheetQuery = z.strictObject({
  view: uuid,
  lang: z.enum(SHEET_LANGUAGES).default('en'),
  paper: z.enum(['a4', 'letter']).default('a4'),
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

export const APPEAL_STATES = ['asking', 'asked', 'cleared', 'refused', 'published', 'withdrawn', 'expired'] as const;
export const appealState = z.enum(APPEAL_STATES);
/** POST /api/appeals: the crop of the clue and these words, once every owner agrees. */
export const askAppeal = z.strictObject({
  clueId: uuid,
  seriesId: uuid,
  text: text(1000),
  caseId: uuid.optional(),
  objectAlone: z.literal(true),
  /** How long it may be shown to the public; then it is taken down. */
  days: z.int().min(1).max(730).default(90),
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
  /** The very crop that may be published, by its hashes. */
  crop: z.strictObject({ sha256: hexHash, pdq: pdqHash }).nullable(),
  expiresAt: utcMillis.nullable(),
  /** An owner took its yes back. */
  withdrawn: z.strictObject({ bureau: bureauCode, reason: z.string(), at: utcMillis }).nullable(),
  /** Published, then withdrawn or expired: when it was taken down; until then that is owed by who published. */
  takenDownAt: utcMillis.nullable(),
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

/** POST /api/appeals/:id/withdraw: an owner's yes, taken back; before publication or after. */
export const withdrawAppeal = z.strictObject({ version, reason: text(500) });
/** POST /api/appeals/:id/taken-down */
export const takeDownAppeal = z.strictObject({ version });

export const versioned = z.strictObject({ id: uuid, version });

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
export type ReadingView = z.output<typeof readingView>;
export type RecordReading = z.output<typeof recordReading>;
export type ClueView = z.output<typeof clueView>;
export type ClueFilter = z.output<typeof clueFilter>;
export type SheetQuery = z.output<typeof sheetQuery>;
export type AskAppeal = z.output<typeof askAppeal>;
export type AppealView = z.output<typeof appealView>;
