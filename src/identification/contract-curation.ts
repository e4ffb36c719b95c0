import * as z from 'zod';
import { bureauCode, utcMillis, uuid } from '../protocol/schema/index.ts';
import { classification, distributed, flag, seriesLabel, text, version, videoFacts } from './contract-media.ts';

/*
 * Classification: schemes kept apart, what each bureau said of one picture at Lyon, and the bench where a conflict under the
 * one common scheme is settled by three independent votes. Codes of different schemes are never compared.
 */

/* ---------- schemes ---------- */

/** GET /api/classification-schemes. Anything else is kept as it comes, as `other`. */
export const schemeView = z.strictObject({
  id: z.string(),
  kind: z.enum(['national', 'international', 'industry', 'other']),
  /** Where the codes are known from, in a few words. */
  source: z.string(),
  /** False: read off tools and second-hand lists; the scheme's owner has not confirmed it. */
  verified: z.boolean(),
  /** True: only these codes may be given here. An import keeps what it finds. */
  closed: z.boolean(),
  /** Words of a label in the reader's language: `scheme.<id>.<code>`. */
  codes: z.array(z.strictObject({ code: z.string(), label: z.string(), verified: z.boolean() })),
});
export const schemeList = z.strictObject({ items: z.array(schemeView) });

/** The common scheme: the only one under which two bureaus can disagree. */
export const BASELINE = 'INTERPOL-BASELINE';
export const BASELINE_CODES = ['baseline', 'national-illegal', 'not-illegal'] as const;
export const baselineCode = z.enum(BASELINE_CODES);

/** POST /api/media/:id/description: what is left out stays. Told to Lyon when the picture is held there. */
export const describeMedia = z.strictObject({
  version,
  known: z.boolean().optional(),
  distributed: distributed.optional(),
  /** Victims and offenders of its series that it shows or concerns. */
  victims: z.array(uuid).max(50).optional(),
  offenders: z.array(uuid).max(50).optional(),
});

/* ---------- one picture as Lyon has it ---------- */

/** One bureau's word on it at Lyon. */
export const bureauClassification = classification.extend({ bureau: bureauCode, at: utcMillis });
/** GET /api/icse-media/:id, asked of Lyon by a bureau that contributed it or works on its series. */
export const lyonMediaView = z.strictObject({
  id: uuid,
  series: z.strictObject({ id: uuid, label: z.string() }),
  contributors: z.array(bureauCode),
  deposited: z.array(bureauCode),
  /** Null for a picture. */
  video: videoFacts.nullable(),
  classifications: z.array(bureauClassification),
  distributed: z.array(z.strictObject({ bureau: bureauCode, value: distributed, at: utcMillis })),
  victims: z.array(uuid),
  offenders: z.array(uuid),
  /** The newest bench on it. */
  curation: z
    .strictObject({ id: uuid, state: z.lazy(() => curationState), outcome: baselineCode.nullable() })
    .nullable(),
});

/* ---------- the curator's bench ---------- */

export const CURATION_STATES = ['open', 'agreed', 'disagreed'] as const;
export const curationState = z.enum(CURATION_STATES);
export const VOTES_NEEDED = 3;
export const voteView = z.strictObject({
  round: z.int(),
  bureau: bureauCode,
  code: baselineCode,
  reason: z.string(),
  at: utcMillis,
});
export const curationView = z.strictObject({
  id: uuid,
  lyonMediaId: uuid,
  /** The reader's bureau's own copy. */
  ownMediaId: uuid.nullable(),
  series: z.strictObject({ id: uuid, label: z.string() }),
  state: curationState,
  because: z.enum(['conflict', 'reopened']),
  round: z.int(),
  votesGiven: z.int(),
  votesNeeded: z.int(),
  /** Null until the reader has voted in this round, or it is over: nobody votes after others. */
  classifications: z.array(bureauClassification).nullable(),
  votes: z.array(voteView).nullable(),
  /** The reader's own vote in this round. */
  myVote: voteView.nullable(),
  /** The file lies at Lyon: POST /api/deposits/:lyonMediaId/open. */
  deposited: z.boolean(),
  outcome: baselineCode.nullable(),
  openedAt: utcMillis,
  dueAt: utcMillis,
  closedAt: utcMillis.nullable(),
  /** Claimed and given back by /api/work/:id; at Lyon alone. */
  work: z.strictObject({ id: uuid, version: z.int(), claimedBy: z.string().nullable() }).nullable(),
});
export const curationFilter = z.strictObject({ state: curationState.optional(), unvoted: flag.optional() });
export const curationList = z.strictObject({ items: z.array(curationView) });
/** POST /api/curations/:id/votes, by a certified specialist who has been shown the picture. Answers `asked`. */
export const castVote = z.strictObject({ code: baselineCode, reason: text(500) });
/** POST /api/curations/:id/reopen, by a curator at Lyon. */
export const reopenCuration = z.strictObject({ reason: text(500) });

/* ---------- joining and parting series, at Lyon ---------- */

/** POST /api/series/:id/merge: everything of this series goes into the other. */
export const mergeSeries = z.strictObject({ version, into: uuid, reason: text(500) });
/** POST /api/series/:id/split: these pictures and their clues go into a new series. */
export const splitSeries = z.strictObject({
  version,
  label: seriesLabel,
  mediaIds: z.array(uuid).min(1).max(5_000),
  reason: text(500),
});
export const seriesMoved = z.strictObject({ moveId: uuid, seriesId: uuid });
/** GET /api/series/:id/moves */
export const seriesMove = z.strictObject({
  id: uuid,
  kind: z.enum(['merge', 'split']),
  from: z.strictObject({ id: uuid, label: z.string() }),
  to: z.strictObject({ id: uuid, label: z.string() }),
  media: z.int(),
  by: z.string(),
  reason: z.string(),
  at: utcMillis,
  undone: z.strictObject({ by: z.string(), reason: z.string(), at: utcMillis }).nullable(),
});
export const seriesMoveList = z.strictObject({ items: z.array(seriesMove) });
/** POST /api/series-moves/:id/undo */
export const undoMove = z.strictObject({ reason: text(500) });

export type Scheme = z.output<typeof schemeView>;
export type DescribeMedia = z.output<typeof describeMedia>;
export type LyonMediaView = z.output<typeof lyonMediaView>;
export type BaselineCode = z.output<typeof baselineCode>;
export type VoteView = z.output<typeof voteView>;
export type CurationView = z.output<typeof curationView>;
export type CurationFilter = z.output<typeof curationFilter>;
export type SeriesMove = z.output<typeof seriesMove>;
