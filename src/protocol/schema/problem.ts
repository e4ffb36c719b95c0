import * as z from 'zod';
import { code } from './common.ts';

/** One thing wrong: where (RFC 6901 pointer), which rule, and the values a client needs to say it in words. */
export const problemError = z.strictObject({
  pointer: z.string().max(1024),
  code,
  params: z.record(z.string().max(64), z.json()),
});

/** RFC 9457 problem details. Codes and parameters, never sentences: the client speaks the language. */
export const problem = z.strictObject({
  type: z.string().max(256),
  title: z.string().max(256).optional(),
  status: z.int().min(400).max(599),
  code,
  errors: z.array(problemError).max(256),
});

export type Problem = z.infer<typeof problem>;
export type ProblemErrorItem = z.infer<typeof problemError>;
