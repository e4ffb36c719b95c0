import { Growing } from './grow.ts';
import { Vocabulary, type Words } from './vocabulary.ts';

/** Smaller sets are packed too often for it to pay. */
const LEAST_PERSONS = 20_000;
/** One word for so many persons, and no more than `MOST_WORDS`: names that many bear are asked for most. */
const PERSONS_A_WORD = 8;
const MOST_WORDS = 24_000;

/**
 * Finds the neighbours of the commonest words once, when an index is packed, so that no query has to.
 * @param postStart where each word's persons begin
 */
export function withNeighbours(words: Words, postStart: Uint32Array, persons: number): Words {
  if (persons < LEAST_PERSONS) return words;
  const bearers = (word: number): number => (postStart[word + 1] ?? 0) - (postStart[word] ?? 0);
  const known = Uint32Array.from(words.kind, (_, word) => word)
    .sort((a, b) => bearers(b) - bearers(a))
    .slice(0, Math.min(MOST_WORDS, Math.ceil(persons / PERSONS_A_WORD)))
    .sort();
  const vocabulary = new Vocabulary(words);
  const nearStart = new Uint32Array(known.length + 1);
  const nearWords = new Growing((length) => new Uint32Array(length));
  const nearScores = new Growing((length) => new Float32Array(length));
  for (const [at, word] of known.entries()) {
    const near = vocabulary.expand(vocabulary.key(word));
    nearWords.append(near.words);
    nearScores.append(near.scores);
    nearStart[at + 1] = nearWords.length;
  }
  return { ...words, known, nearStart, nearWords: nearWords.finish(), nearScores: nearScores.finish() };
}
