import * as z from 'zod';
import { uuid } from '../protocol/schema/index.ts';
import { caseSummary } from './contract-cases.ts';
import { requestSummary } from './contract-requests.ts';
import { caseState, requestState, version } from './contract-words.ts';

export * from './contract-answers.ts';
export * from './contract-bulk.ts';
export * from './contract-cases.ts';
export * from './contract-deconfliction.ts';
export * from './contract-evidence.ts';
export * from './contract-export.ts';
export * from './contract-merge.ts';
export * from './contract-particulars.ts';
export * from './contract-people.ts';
export * from './contract-public.ts';
export * from './contract-requests.ts';
export * from './contract-uploads.ts';
export * from './contract-wire.ts';
export { ASSISTANCE_OF, caseState, DECLINE_REASONS, OUTCOMES, REQUEST_STATES, WANTED } from './contract-words.ts';

const cursor = z.string().max(80).optional();
const limit = z.coerce.number().int().min(1).max(200).default(50);
export const idParams = z.strictObject({ id: uuid });
export const requestQuery = z.strictObject({ state: requestState.optional(), cursor, limit });
export const caseQuery = z.strictObject({
  state: caseState.optional(),
  q: z.string().max(80).optional(),
  cursor,
  limit,
});
export const TIMELINE_PARTS = [
  'people',
  'notes',
  'work',
  'bureaus',
  'outcomes',
  'links',
  'notices',
  'standing',
] as const;
export const timelineQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit,
  /** Views too: who looked. */
  views: z.enum(['yes', 'no']).default('no'),
  /** One part of what happened. */
  part: z.enum(TIMELINE_PARTS).optional(),
  /** What one actor did, as the ledger names them. */
  by: z.string().max(64).optional(),
  since: z.coerce.number().int().min(0).optional(),
  until: z.coerce.number().int().min(0).optional(),
});
export const requestPage = z.strictObject({ items: z.array(requestSummary), next: z.string().nullable() });
export const casePage = z.strictObject({ items: z.array(caseSummary), next: z.string().nullable() });
export const versioned = z.strictObject({ id: uuid, version });
export const created = z.strictObject({ id: uuid });
export const requestCreated = z.strictObject({ id: uuid, number: z.string(), version });
export const accepted = z.strictObject({ requestId: uuid, caseId: uuid, caseNumber: z.string(), version });
