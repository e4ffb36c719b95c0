export { compareNames } from './compare-names.ts';
export { comparePersons } from './compare-persons.ts';
export { PersonIndex } from './person-index.ts';
export type {
  MatchTerm,
  NameComparison,
  NameInput,
  PersonMatch,
  PersonQuery,
  PersonRecord,
  TokenComparison,
} from './types.ts';
