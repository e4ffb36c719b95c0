import type { Phrase } from '../protocol/schema/phrase.ts';
import { askPhrases } from './phrases-asks.ts';
import { casePhrases } from './phrases-cases.ts';
import { requestPhrases } from './phrases-requests.ts';
import { wordPhrases } from './phrases-words.ts';

/** The room's codes in the four languages; `{name}` stands for a parameter. */
export const phrases: Record<string, Phrase> = {
  ...wordPhrases,
  ...requestPhrases,
  ...casePhrases,
  ...askPhrases,
};
