import { compareNames } from './compare-names.ts';
import type { MatchTerm, NameComparison, PersonMatch, PersonQuery, PersonRecord } from './types.ts';

/** Compares a query with a record: the best pair of their names, and the other particulars as terms of their own. */
export function comparePersons(query: PersonQuery, record: PersonRecord): PersonMatch {
  let name: NameComparison = { score: 0, tokens: [] };
  for (const a of query.names)
    for (const b of record.names) {
      const found = compareNames(a, b);
      if (found.score > name.score) name = found;
    }
  const terms: MatchTerm[] = [{ term: 'name', score: name.score, code: 'name', params: {} }];
  let score = name.score;
  const births = query.births ?? [];
  const theirs = record.births ?? [];
  if (births.length > 0 && theirs.length > 0) {
    const agree = births.some((a) => theirs.some((b) => a.startsWith(b) || b.startsWith(a)));
    terms.push({ term: 'birth', score: agree ? 1 : 0, code: agree ? 'birth-same' : 'birth-different', params: {} });
    score *= agree ? 1 : 0.6;
  }
  return { id: record.id, score, terms, name };
}
