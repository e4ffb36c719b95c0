import type { Phrase } from '../protocol/schema/phrase.ts';
import { askPhrases } from './phrases-asks.ts';
import { casePhrases } from './phrases-cases.ts';
import { exchangePhrases } from './phrases-exchange.ts';
import { exportPhrases } from './phrases-export.ts';
import { guestPhrases } from './phrases-guests.ts';
import { requestPhrases } from './phrases-requests.ts';
import { wordPhrases } from './phrases-words.ts';
import { workPhrases } from './phrases-work.ts';

/** The room's codes in the four languages; `{name}` stands for a parameter. */
export const phrases: Record<string, Phrase> = {
  ...wordPhrases,
  ...requestPhrases,
  ...guestPhrases,
  ...exchangePhrases,
  ...casePhrases,
  ...askPhrases,
  ...workPhrases,
  ...exportPhrases,
};
