import { phrases as mrzPhrases } from '../mrz/phrases.ts';
import { documentPhrases } from './phrases-documents.ts';
import { reasonPhrases } from './phrases-reasons.ts';
import { recordPhrases } from './phrases-records.ts';
import { screeningPhrases } from './phrases-screening.ts';

/** Words for every code of this room, in the four languages; `{name}` is filled from the code's params. */
export interface Phrase {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

export const phrases: Record<string, Phrase> = {
  ...screeningPhrases,
  ...recordPhrases,
  ...reasonPhrases,
  ...mrzPhrases,
  ...documentPhrases,
};
