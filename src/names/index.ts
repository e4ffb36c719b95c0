export { compareNames } from './compare-names.ts';
export { comparePersons } from './compare-persons.ts';
export { PersonIndex, type QueryOptions } from './person-index.ts';
export { TERM_CODES, TOKEN_REASONS } from './reasons.ts';
export type {
  MatchTerm,
  NameComparison,
  NameInput,
  PersonMatch,
  PersonQuery,
  PersonRecord,
  TokenComparison,
} from './types.ts';
