import * as z from 'zod';
import { wireIdSchema } from '../protocol/schema/index.ts';
import { ruling } from './contract.ts';

/** Owner to Secretariat: a court has ruled on what the notice is about. */
export const rulingMessage = z.strictObject({ notice: wireIdSchema('notice'), ruling });
export type RulingMessage = z.infer<typeof rulingMessage>;
