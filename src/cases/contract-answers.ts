import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { text, version } from './contract-words.ts';

export const ANSWER_FLAGS = ['victim-name', 'domestic-number', 'officer-contact'] as const;
/** What a reviewer should look at before it leaves; found by the program, judged by the person. */
export const answerFlag = z.enum(ANSWER_FLAGS);

export const answerView = z.strictObject({
  id: uuid,
  text: z.string(),
  state: z.enum(['proposed', 'released', 'returned']),
  version,
  draftedBy: z.string(),
  draftedAt: utcMillis,
  reviewedBy: z.string().nullable(),
  reviewedAt: utcMillis.nullable(),
  note: z.string().nullable(),
  flags: z.array(answerFlag),
  /** Whether the reader drafted it: then another must review. */
  own: z.boolean(),
});
export const answersView = z.strictObject({ answers: z.array(answerView) });
/** POST /api/answers/:id/review */
export const reviewAnswer = z.strictObject({
  version,
  decision: z.enum(['release', 'return']),
  /** Needed to return it, and to release it in spite of a flag. */
  note: text(2000).optional(),
});
export type AnswerView = z.infer<typeof answerView>;
export type ReviewAnswer = z.infer<typeof reviewAnswer>;
