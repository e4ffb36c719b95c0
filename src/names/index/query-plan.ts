import type { ReadPerson } from '../compare-persons.ts';
import type { Reading } from '../match/parse.ts';
import { syllablePairs } from '../match/syllables.ts';
import { INITIAL, PARTICLE, TITLE, type Token, tokenOf, WORD } from '../match/token.ts';

/** A word asked for, and where it stands in the readings of the query. */
export interface Asked {
  key: string;
  /** Only the very word is looked up: two words written as one. */
  exact: boolean;
}

/** One reading of a query: numbers of its words in `QueryPlan.asked`. */
export interface AskedReading {
  words: readonly number[];
  /** Two words of it written as one: the number of the joined word, and which two it covers. */
  joined: readonly { asked: number; first: number; second: number }[];
  weights: readonly number[];
  /** Initials: they take one word of the record. */
  initials: number;
  /** Weight of particles and titles. */
  loose: number;
  total: number;
}

/** What a query asks of every segment. */
export interface QueryPlan {
  asked: readonly Asked[];
  readings: readonly AskedReading[];
}

const MOST_ASKED = 30;

/** Lays out the words of a query, each once, and where they stand. */
export function planQuery(query: ReadPerson): QueryPlan {
  const asked: Asked[] = [];
  const numbers = new Map<string, number>();
  const number = (key: string, exact: boolean): number => {
    const known = numbers.get(key);
    if (known !== undefined) {
      const entry = asked[known];
      if (entry !== undefined && !exact) entry.exact = false;
      return known;
    }
    if (asked.length >= MOST_ASKED) return -1;
    asked.push({ key, exact });
    numbers.set(key, asked.length - 1);
    return asked.length - 1;
  };
  const readings = query.readings.map((reading) => planReading(reading, number));
  return { asked, readings: readings.filter((reading) => reading.words.length > 0) };
}

function planReading(reading: Reading, number: (key: string, exact: boolean) => number): AskedReading {
  const words: number[] = [];
  const weights: number[] = [];
  const joined: { asked: number; first: number; second: number }[] = [];
  let initials = 0;
  let loose = 0;
  const pairs = syllablePairs(reading);
  let before: Token | undefined;
  for (const [at, part] of reading.entries()) {
    const token = tokenOf(part.key);
    if (token.kind === INITIAL) initials++;
    else if (token.kind === PARTICLE || token.kind === TITLE) loose += token.weight;
    else {
      const asked = number(part.key, false);
      if (asked >= 0) {
        words.push(asked);
        weights.push(token.weight);
      }
      if (before !== undefined && before.kind === WORD && before.script === token.script) {
        const pair = pairs.get(at);
        const one = number(pair ?? before.show.replace(/ /g, '') + token.show.replace(/ /g, ''), pair === undefined);
        if (one >= 0) joined.push({ asked: one, first: words.length - 2, second: words.length - 1 });
      }
    }
    before = token;
  }
  if (words.length === 0) {
    // A name of particles and initials alone is looked up by them.
    initials = 0;
    loose = 0;
    for (const part of reading) {
      const asked = number(part.key, false);
      if (asked < 0) continue;
      words.push(asked);
      weights.push(tokenOf(part.key).weight);
    }
  }
  return { words, joined, weights, initials, loose, total: weights.reduce((sum, weight) => sum + weight, 0) };
}

/** What a word of the record weighs is at least this share of what the word it answers does. */
const LIGHTEST = 0.8;

/**
 * How like a word must be to each word asked for where the whole name must reach `leastName`, all its other words being the same:
 * the inverse of how `compare.ts` values a likeness.
 */
export function leastLikenesses(plan: QueryPlan, leastName: number): Float64Array {
  const least = new Float64Array(plan.asked.length).fill(1);
  for (const { words, weights, total, joined } of plan.readings) {
    for (const [at, number] of words.entries()) {
      const value = 1 - ((1 - leastName) * total) / (LIGHTEST * (weights[at] ?? 1));
      least[number] = Math.min(least[number] ?? 1, value >= 0.9 ? value : (value + 0.81) / 1.9);
    }
    for (const { asked } of joined) least[asked] = 0;
  }
  return least;
}
