import { phrases as mrzPhrases } from '../mrz/phrases.ts';
import type { Phrase } from '../protocol/schema/phrase.ts';
import { documentPhrases } from './phrases-documents.ts';
import { reasonPhrases } from './phrases-reasons.ts';
import { recordPhrases } from './phrases-records.ts';
import { screeningPhrases } from './phrases-screening.ts';

export const phrases: Record<string, Phrase> = {
  ...screeningPhrases,
  ...recordPhrases,
  ...reasonPhrases,
  ...mrzPhrases,
  ...documentPhrases,
};
