import { type Birth, type BirthComparison, compareBirths, readBirth } from './births.ts';
import { compareReadingsOf, rounded } from './compare-names.ts';
import type { Judge } from './match/compare.ts';
import { type Reading, readName } from './match/parse.ts';
import type { MatchTerm, NameComparison, PersonMatch, PersonQuery, PersonRecord } from './types.ts';

/** A person with names and dates already read: what is compared. */
export interface ReadPerson {
  readings: readonly Reading[];
  births: readonly Birth[];
  sex: 'male' | 'female' | 'unknown';
  nationalities: readonly string[];
  documents: readonly string[];
}

/** Reads a person's particulars once, for many comparisons. */
export function readPerson(person: PersonQuery): ReadPerson {
  return {
    readings: person.names.flatMap(readName),
    births: (person.births ?? []).map(readBirth).filter((birth) => birth !== undefined),
    sex: person.sex ?? 'unknown',
    nationalities: person.nationalities ?? [],
    documents: (person.documents ?? [])
      .map((document) => plainNumber(document.number))
      .filter((number) => number.length >= 4),
  };
}

/** A document number as compared: letters and digits, upper case. */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{Nd}]/gu, '');
}

/**
 * Compares a query with a record: the best pair of their names, and date of birth, sex, nationality and documents as terms of
 * their own that move the score. Symmetric in the score.
 */
export function comparePersons(query: PersonQuery, record: PersonRecord): PersonMatch {
  return compareRead(record.id, readPerson(query), readPerson(record));
}

/** The same for persons already read. */
export function compareRead(id: string, query: ReadPerson, record: ReadPerson, judge?: Judge): PersonMatch {
  const name: NameComparison = compareReadingsOf(query.readings, record.readings, judge) ?? { score: 0, tokens: [] };
  const terms: MatchTerm[] = [{ term: 'name', score: name.score, code: nameCode(name.score), params: {} }];
  const birth = bestBirth(query.births, record.births);
  if (birth !== undefined) {
    terms.push({
      term: 'birth',
      score: birth.score,
      code: birth.code,
      params: { query: birth.query, record: birth.record },
    });
  }
  const sex = query.sex === 'unknown' || record.sex === 'unknown' ? undefined : query.sex === record.sex;
  if (sex !== undefined)
    terms.push({ term: 'sex', score: sex ? 1 : 0, code: sex ? 'sex-same' : 'sex-different', params: {} });
  const shared = query.nationalities.find((country) => record.nationalities.includes(country));
  const nationality =
    query.nationalities.length === 0 || record.nationalities.length === 0 ? undefined : shared !== undefined;
  if (nationality !== undefined) {
    const params: Record<string, string> = nationality && shared !== undefined ? { country: shared } : {};
    terms.push({
      term: 'nationality',
      score: nationality ? 1 : 0.3,
      code: nationality ? 'nationality-same' : 'nationality-different',
      params,
    });
  }
  const document = query.documents.find((number) => record.documents.includes(number));
  if (document !== undefined)
    terms.push({ term: 'document', score: 1, code: 'document-same', params: { number: document } });
  const score = combine(name.score, birth?.score, {
    sex,
    nationality,
    document: document !== undefined,
    birthMissing: query.births.length > 0 && record.births.length === 0,
  });
  return { id, score: rounded(score), terms, name };
}

function nameCode(score: number): string {
  return score >= 0.97 ? 'name-same' : score >= 0.85 ? 'name-close' : score >= 0.7 ? 'name-similar' : 'name-different';
}

function bestBirth(
  queries: readonly Birth[],
  records: readonly Birth[],
): (BirthComparison & { query: string; record: string }) | undefined {
  let best: (BirthComparison & { query: string; record: string }) | undefined;
  for (const a of queries) {
    for (const b of records) {
      const found = compareBirths(a, b);
      if (best === undefined || found.score > best.score)
        best = { ...found, query: writeBirth(a), record: writeBirth(b) };
    }
  }
  return best;
}

function writeBirth({ year, month, day }: Birth): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year}${month === 0 ? '' : `-${two(month)}`}${day === 0 ? '' : `-${two(day)}`}`;
}

/** What else is known beside the name: undefined where a side does not say. */
export interface Beside {
  sex: boolean | undefined;
  nationality: boolean | undefined;
  document: boolean;
  /** The query has a date of birth and the record none. */
  birthMissing: boolean;
}

/**
 * All terms in one score. An agreeing date of birth closes part of the way to 1, a contradicting one takes away a share of the
 * score; sex and nationality move it little; a document in common outweighs a bad spelling, not another name.
 */
export function combine(name: number, birth: number | undefined, beside: Beside): number {
  let score = name;
  if (birth !== undefined) {
    score = birth >= 0.8 ? name + (1 - name) * 0.34 * ((birth - 0.7) / 0.3) * ramp(name) : name * (0.55 + 0.5 * birth);
  } else if (beside.birthMissing) score = name * 0.97;
  if (beside.sex === false) score *= 0.94;
  if (beside.nationality === true) score += (1 - score) * 0.05 * ramp(name);
  else if (beside.nationality === false) score *= 0.985;
  if (beside.document) score = Math.max(score + (1 - score) * 0.7, 0.82 + 0.18 * name);
  return score;
}

/** The highest score of a person with a name so alike where the query gives no date of birth and no document. */
export function scoreWithoutBirth(name: number, withNationality: boolean): number {
  return combine(name, undefined, {
    sex: undefined,
    nationality: withNationality ? true : undefined,
    document: false,
    birthMissing: false,
  });
}

/** How like a name must be for a score of `least` where the dates of birth contradict each other: the inverse of `combine`. */
export function leastNameAgainstBirth(least: number, withNationality: boolean): number {
  return (withNationality ? (least - 0.05) / 0.95 : least) / 0.55;
}

/** A date in common helps a name that is at all alike. */
function ramp(name: number): number {
  return Math.min(1, Math.max(0, (name - 0.45) / 0.3));
}
