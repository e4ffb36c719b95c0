import type { Phrase } from '../protocol/schema/phrase.ts';
import { formPhrases } from './phrases-form.ts';
import { removalPhrases } from './phrases-removals.ts';
import { rowPhrases } from './phrases-rows.ts';
import { travelPhrases } from './phrases-travel.ts';

/** Words for every code of this room, in the four languages. */
export const phrases: Record<string, Phrase> = { ...formPhrases, ...rowPhrases, ...removalPhrases, ...travelPhrases };
