import * as z from 'zod';
import { JOINT_KINDS } from '../contract-dedupe.ts';
import shipped from './data/rules.json' with { type: 'json' };

const rule = z.strictObject({
  standing: z.enum(['certain', 'proposed']),
  /** Reports that one detail of this kind may join; shared by more, it is common and joins none. */
  most: z.int().min(2).max(1_000),
});

const rulesFile = z.strictObject({
  version: z.int().min(1),
  source: z.string(),
  /** An address on the net joins what used it within so long a time. */
  spanHours: z.int().min(1).max(168),
  /** Reports in one group; more stay related and are not drawn in. */
  groupMost: z.int().min(2).max(2_000),
  kinds: z.record(z.enum(JOINT_KINDS), rule),
});

export type Rules = z.output<typeof rulesFile>;

/** By which details reports are joined, of themselves or for a person to judge, and where a detail is too common to say anything. */
export const RULES: Rules = rulesFile.parse(shipped);
