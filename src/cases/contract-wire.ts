import * as z from 'zod';
import { wireIdSchema } from '../protocol/schema/index.ts';
import { subjectRole, wireParticulars } from './contract-particulars.ts';
import { declineReason, matter, outcomeFields, text } from './contract-words.ts';

/** Message `case.request`: one bureau asks another for assistance. */
export const wireCaseRequest = z.strictObject({
  v: z.literal(1),
  /** The asking bureau's ask, named in every answer. */
  ask: wireIdSchema('case-ask'),
  /** The asking bureau's case: where outcomes are reported to. */
  caseRef: wireIdSchema('case'),
  ...matter,
  persons: z.array(z.strictObject({ role: subjectRole, particulars: wireParticulars })).max(40),
});

/** Message `case.request-answer`. */
export const wireRequestAnswer = z.strictObject({
  v: z.literal(1),
  ask: wireIdSchema('case-ask'),
  stage: z.enum(['accepted', 'returned', 'refused', 'answered']),
  /** The answering bureau's case. */
  caseRef: wireIdSchema('case').optional(),
  reason: declineReason.optional(),
  text: text(8000).optional(),
});

/** Message `case.request-supplement`: the answer to stage `returned`. */
export const wireSupplement = z.strictObject({ v: z.literal(1), ask: wireIdSchema('case-ask'), text: text(8000) });

/** Message `case.outcome`: what happened, for the receiver's case. */
export const wireOutcome = z.strictObject({ v: z.literal(1), caseRef: wireIdSchema('case'), ...outcomeFields });

export type WireCaseRequest = z.infer<typeof wireCaseRequest>;
export type WireRequestAnswer = z.infer<typeof wireRequestAnswer>;
export type WireSupplement = z.infer<typeof wireSupplement>;
export type WireOutcome = z.infer<typeof wireOutcome>;
