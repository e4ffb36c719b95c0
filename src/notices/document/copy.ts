import * as z from 'zod';
import { bureauCode, utcMillis, wireIdSchema } from '../../protocol/schema/index.ts';
import { noticeForm } from '../contract.ts';
import type { DocumentSource } from './model.ts';

/** The machine-readable copy of a notice: attached to its PDF, offered beside it, and read again by the import. */
export const noticeCopy = z.strictObject({
  format: z.literal('homeward-notice'),
  v: z.literal(1),
  notice: wireIdSchema('notice'),
  owner: bureauCode,
  /** Control number; null of a draft. */
  number: z.string().max(40).nullable(),
  n: z.int().min(1).max(10_000),
  state: z.enum(['draft', 'issued', 'suspended', 'imported']),
  issuedAt: utcMillis.nullable(),
  /** When this version was written. */
  at: utcMillis,
  form: noticeForm,
});
export type NoticeCopy = z.infer<typeof noticeCopy>;

/** What identifies no one outside (the bureau's own reference) is left out. */
export function copyOf(source: DocumentSource): NoticeCopy {
  const { notice, owner, number, n, state, issuedAt, at, form } = source;
  return {
    format: 'homeward-notice',
    v: 1,
    notice: notice as NoticeCopy['notice'],
    owner,
    number,
    n,
    state,
    issuedAt,
    at,
    form,
  };
}
