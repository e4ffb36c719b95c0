import * as z from 'zod';
import { bureauCode, utcMillis, uuid } from '../protocol/schema/index.ts';
import { page, text, version } from './contract-media.ts';

/*
 * Judging a match: the index says that two pictures are nearly one, a person who looked says whether they are. Lyon keeps the
 * word for the pair of hashes and shows it with every later answer; it suppresses nothing.
 */

export const VERDICTS = ['same', 'not-same', 'unsure'] as const;
export const verdict = z.enum(VERDICTS);
export const STANDINGS = ['said', 'confirmed', 'undone'] as const;
export const standing = z.enum(STANDINGS);

/** What bureaus said of a pair of pictures, as Lyon knew it when it answered. */
export const judged = z.strictObject({
  same: z.array(bureauCode),
  notSame: z.array(bureauCode),
  unsure: z.array(bureauCode),
  /** A second person at a bureau confirmed that the two are not the same. */
  confirmed: z.boolean(),
  /** Somebody said that it is not the same, and nobody that it is: no contact is opened for it. */
  falseMatch: z.boolean(),
});

/** This bureau's own word on one match. */
export const judgementView = z.strictObject({
  id: uuid,
  lookupId: uuid,
  item: z.int(),
  lyonMediaId: uuid,
  seriesId: uuid,
  verdict,
  reason: z.string(),
  by: z.string(),
  at: utcMillis,
  standing,
  /** Who confirmed or undid it, and why. */
  second: z.strictObject({ by: z.string(), reason: z.string(), at: utcMillis }).nullable(),
  version,
});

export const matchParams = z.strictObject({
  id: uuid,
  item: z.coerce.number().int().min(0).max(255),
  media: uuid,
});
/** POST /api/lookups/:id/matches/:item/:media/judge, by a person who looked at both. */
export const judgeMatch = z.strictObject({ verdict, reason: text(500) });
/** POST /api/false-matches/:id/confirm (another person than who said it) and …/undo. */
export const secondWord = z.strictObject({ version, reason: text(500) });

/** GET /api/false-matches: what was said here; `not-same` unless another verdict is asked for. */
export const judgementFilter = z.strictObject({
  verdict: verdict.default('not-same'),
  standing: standing.optional(),
  ...page,
});
export const judgementPage = z.strictObject({ items: z.array(judgementView), next: z.string().nullable() });

/** GET /api/icse-judgements, at Lyon: what all bureaus said, without their reasons, which stay with them. */
export const icseJudgement = z.strictObject({
  id: uuid,
  bureau: bureauCode,
  mediaId: uuid,
  verdict,
  standing,
  askedPdq: z.string().nullable(),
  heldPdq: z.string(),
  at: utcMillis,
});
export const icseJudgementPage = z.strictObject({ items: z.array(icseJudgement), next: z.string().nullable() });

export type Verdict = z.output<typeof verdict>;
export type Standing = z.output<typeof standing>;
export type Judged = z.output<typeof judged>;
export type JudgementView = z.output<typeof judgementView>;
export type JudgeMatch = z.output<typeof judgeMatch>;
export type IcseJudgement = z.output<typeof icseJudgement>;
