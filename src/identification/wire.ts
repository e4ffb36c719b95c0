import * as z from 'zod';
import { bureauCode, hexHash, partialDate, utcMillis, uuid } from '../protocol/schema/index.ts';
import {
  appealView,
  claimView,
  classification,
  clueFilter,
  clueKind,
  clueList,
  dihedral,
  frameMatch,
  handlingTerms,
  lookupHash,
  lookupMatch,
  MAX_VIDEO_BYTES,
  matchKind,
  md5,
  mediaType,
  offenderView,
  orientation,
  outcomeKind,
  pdqHash,
  photoDna,
  quality,
  readingView,
  seriesLabel,
  seriesOutcome,
  seriesSummary,
  sha1,
  victimView,
  videoFrames,
  viewMode,
} from './contract.ts';
import { waitAnswer } from './wire-lookup.ts';

export * from './wire-lookup.ts';

/*
 * What goes between a bureau and Lyon, strict: a field that is not named here is refused, so nothing that says who a victim
 * is can come along. A person is the bureau's own reference, `person:<uuid>`.
 */

const words = (max: number) => z.string().min(1).max(max);
const country = z
  .string()
  .length(2)
  .regex(/^[A-Z]{2}$/);
const person = z
  .string()
  .max(60)
  .regex(/^person:[0-9a-f-]{36}$/);

/** A signed request carries at most so many bytes of a file; with base64 and JSON it stays well under the envelope's limit. */
export const PART_BYTES = 384 * 1024;
/** A video at its largest. */
const MOST_PARTS = Math.ceil(MAX_VIDEO_BYTES / PART_BYTES);
const part = z
  .base64()
  .min(4)
  .max((PART_BYTES / 3) * 4 + 4);

export const contribution = z.strictObject({
  media: uuid,
  series: z.union([z.strictObject({ id: uuid }), z.strictObject({ label: seriesLabel }), z.null()]),
  type: mediaType,
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  size: z.int().min(1).max(1_000_000_000),
  md5,
  sha1,
  sha256: hexHash,
  pdq: pdqHash,
  quality,
  dihedral,
  /** Null for a picture. A video's pdq and its turned forms are those of its still. */
  video: z
    .strictObject({ durationMs: z.int().min(0).nullable(), stillMs: z.int().min(0), frames: videoFrames })
    .nullable()
    .default(null),
  /** Where a list the bureau holds knows this very file by one. */
  photodna: photoDna.optional(),
  classification: classification.nullable(),
  handling: handlingTerms,
});
export const contributionHeld = z.strictObject({ mediaId: uuid, series: seriesSummary, alreadyHeld: z.boolean() });
export const contributionAnswer = z.union([contributionHeld, waitAnswer]);

export const depositPart = z.strictObject({
  media: uuid,
  part: z
    .int()
    .min(0)
    .max(MOST_PARTS - 1),
  parts: z.int().min(1).max(MOST_PARTS),
  data: part,
});
export const depositAnswer = z.strictObject({ held: z.boolean() });

export const lookup = z.strictObject({
  id: uuid,
  purpose: words(300),
  // More than MAX_LOOKUP_HASHES is refused by name, rather than as a body that does not fit.
  items: z.array(lookupHash).min(1).max(1_000),
});
export const foundMatch = lookupMatch.omit({ late: true, own: true, withdrawnAt: true, at: true });
export const lookupFound = z.strictObject({
  found: z.array(foundMatch).max(26_000),
  /** So many further matches did not fit into the answer. */
  leftOut: z.int().min(0),
});
export const lookupAnswer = z.union([lookupFound, waitAnswer]);

export const stateChange = z.strictObject({
  id: uuid,
  series: uuid,
  version: z.int().min(1),
  to: z.enum(['lead', 'released', 'identified', 'protected']),
});
export const stateAnswer = z.strictObject({
  /** Null: done. Otherwise why not; `series` then shows who holds it. */
  code: z.string().max(96).nullable(),
  series: seriesSummary,
});

export const outcome = z.strictObject({
  id: uuid,
  series: uuid,
  kind: outcomeKind,
  country,
  date: partialDate,
  number: z.int().min(1).max(10_000),
});
/** Victims, offenders and claims of a series: numbers, bureaus and codes. */
export const people = z.strictObject({
  victims: z.array(victimView).max(500),
  offenders: z.array(offenderView).max(500),
  claims: z.array(claimView).max(200),
});
export const seriesAnswer = z.strictObject({ series: seriesSummary });

export const clue = z.strictObject({
  id: uuid,
  /** Lyon's id of the picture it was drawn from. */
  media: uuid,
  kind: clueKind,
  words: words(1000),
  make: words(120).nullable(),
  placeHints: z.array(words(80)).max(12),
  width: z.int().min(1).max(2_000),
  height: z.int().min(1).max(2_000),
  sha256: hexHash,
  md5,
  pdq: pdqHash,
  quality,
  data: part,
});

export const clueSearch = clueFilter;
export const clueSearchAnswer = clueList;

/** A picture at Lyon, opened by a person. Lyon renders it: the file itself does not travel. */
export const openPicture = z.strictObject({
  what: z.enum(['deposit', 'clue']),
  id: uuid,
  person,
  /** The bureau's word that the person holds a victim-identification certificate. */
  certified: z.boolean(),
  purpose: words(500),
  mode: viewMode,
  /** Opened to answer, or to publish, this appeal: no certificate needed, the crop shows the object alone. */
  appeal: uuid.nullable(),
  /** Of a deposited video: another frame than its still, in milliseconds. */
  frame: z.int().min(0).nullable().default(null),
});
export const openedPicture = z.strictObject({
  width: z.int(),
  height: z.int(),
  fullWidth: z.int(),
  fullHeight: z.int(),
  data: z.base64().max(1_000_000),
});

export const reading = z.strictObject({
  id: uuid,
  clue: uuid,
  person,
  certified: z.literal(true),
  words: words(1000),
  make: words(120).nullable(),
  country: country.nullable(),
  confidence: z.enum(['low', 'medium', 'high']),
});

export const appeal = z.strictObject({
  id: uuid,
  clue: uuid,
  series: uuid,
  text: words(1000),
  /** How long it may be shown to the public. */
  days: z.int().min(1).max(730),
});
export const appealWithdrawal = z.strictObject({ appeal: uuid, reason: words(500) });
export const appealTakenDown = z.strictObject({ appeal: uuid });
export const appealConsent = z.strictObject({ appeal: uuid, answer: z.enum(['yes', 'no']), reason: words(500) });
export const appealPublished = z.strictObject({ appeal: uuid, where: words(200) });

/* ---------- messages from Lyon ---------- */

export const matchMessage = z.strictObject({
  /** The alert it opens at the receiver; null when it only adds to an earlier look-up. */
  alert: uuid.nullable(),
  series: seriesSummary,
  bureaus: z.array(bureauCode).min(1).max(200),
  because: z.enum(['lookup', 'contribution', 'late']),
  lookup: uuid.nullable(),
  found: z.array(foundMatch).max(500),
  match: z
    .strictObject({
      kind: matchKind,
      distance: z.int().nullable(),
      orientation: orientation.nullable(),
      frame: frameMatch.nullable().default(null),
      media: uuid.nullable(),
    })
    .nullable(),
});
export const seriesUpdate = z.strictObject({
  series: seriesSummary,
  outcomes: z.array(seriesOutcome).max(500),
  people: people.optional(),
  because: z.string().max(96),
});
export const readingMessage = z.strictObject({ alert: uuid, series: seriesSummary, reading: readingView });
/** The whole of an appeal as Lyon has it; to owners first as `icse.appeal-consent-request`, then as `icse.appeal-state`. */
export const appealMessage = z.strictObject({
  appeal: uuid,
  clue: uuid,
  series: z.strictObject({ id: uuid, label: z.string().max(40) }),
  text: words(1000),
  requester: bureauCode,
  owners: appealView.shape.owners,
  state: z.enum(['asked', 'cleared', 'refused', 'published', 'withdrawn', 'expired']),
  published: z.strictObject({ where: words(200), at: utcMillis }).nullable(),
  crop: appealView.shape.crop,
  expiresAt: utcMillis.nullable(),
  withdrawn: appealView.shape.withdrawn,
  takenDownAt: utcMillis.nullable(),
  at: utcMillis,
  version: z.int().min(1),
});

export type Contribution = z.output<typeof contribution>;
export type ContributionAnswer = z.output<typeof contributionAnswer>;
export type ContributionHeld = z.output<typeof contributionHeld>;
export type People = z.output<typeof people>;
export type DepositPart = z.output<typeof depositPart>;
export type Lookup = z.output<typeof lookup>;
export type FoundMatch = z.output<typeof foundMatch>;
export type LookupAnswer = z.output<typeof lookupAnswer>;
export type LookupFound = z.output<typeof lookupFound>;
export type StateChange = z.output<typeof stateChange>;
export type Outcome = z.output<typeof outcome>;
export type Clue = z.output<typeof clue>;
export type OpenPicture = z.output<typeof openPicture>;
export type OpenedPicture = z.output<typeof openedPicture>;
export type Reading = z.output<typeof reading>;
export type Appeal = z.output<typeof appeal>;
export type AppealConsent = z.output<typeof appealConsent>;
export type AppealWithdrawal = z.output<typeof appealWithdrawal>;
export type AppealTakenDown = z.output<typeof appealTakenDown>;
export type AppealPublished = z.output<typeof appealPublished>;
export type MatchMessage = z.output<typeof matchMessage>;
export type SeriesUpdate = z.output<typeof seriesUpdate>;
export type ReadingMessage = z.output<typeof readingMessage>;
export type AppealMessage = z.output<typeof appealMessage>;
