import type { Phrase } from '../protocol/schema/phrase.ts';
import { dedupePhrases } from './phrases-dedupe.ts';
import { filePhrases } from './phrases-files.ts';
import { intakePhrases } from './phrases-intake.ts';
import { routingPhrases } from './phrases-routing.ts';
import { routingWords } from './phrases-routing-words.ts';
import { tipPhrases } from './phrases-tips.ts';
import { wordPhrases } from './phrases-words.ts';
import { triagePhrases } from './triage/phrases-triage.ts';

/** Words for every code of this room, in the four languages; `{name}` is filled from the code's params. */
export const phrases: Record<string, Phrase> = {
  ...tipPhrases,
  ...intakePhrases,
  ...filePhrases,
  ...dedupePhrases,
  ...routingPhrases,
  ...routingWords,
  ...triagePhrases,
  ...wordPhrases,
};
