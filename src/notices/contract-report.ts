import * as z from 'zod';
import { utcMillis } from '../protocol/schema/index.ts';

export const ruleFinding = z.strictObject({
  /** e.g. `red.penalty`. */
  id: z.string(),
  /** Article of the Rules on the Processing of Data, or `national`. */
  article: z.string(),
  /** Phrase code of the question in words. */
  question: z.string(),
  severity: z.enum(['blocking', 'judge']),
  basis: z.enum(['verified', 'unverified']),
  source: z.string(),
  result: z.enum(['pass', 'fail', 'judge']),
  /** Phrase code of what was found. */
  found: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** RFC 6901 pointer into the form. */
  where: z.string(),
  /** What the form says where the rule looked, shortened; empty where it says nothing. */
  evidence: z.array(z.strictObject({ at: z.string(), says: z.string() })).default([]),
});
export type RuleFinding = z.infer<typeof ruleFinding>;

export const ruleReport = z.strictObject({
  /** Version of the rule set that was applied. */
  rules: z.string(),
  at: utcMillis,
  /** No blocking rule failed. */
  passes: z.boolean(),
  findings: z.array(ruleFinding),
});
export type RuleReport = z.infer<typeof ruleReport>;
