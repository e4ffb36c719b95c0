import * as z from 'zod';
import { uuid } from '../protocol/schema/index.ts';
import { listedMatch } from './contract.ts';

/** Message from Lyon: a list there knows what this bureau asked about. */
export const listedMessage = z.strictObject({
  /** The alert it opens at the receiver; null when the list was told of before, with this look-up. */
  alert: uuid.nullable(),
  lookup: uuid,
  list: listedMatch.shape.list,
  found: z
    .array(listedMatch.omit({ list: true, at: true }))
    .min(1)
    .max(200),
});

export type ListedMessage = z.output<typeof listedMessage>;
