export { checkDigit } from './check-digit.ts';
export { countryOf, type MrzState, type StateKind, stateOf } from './countries.ts';
export { LAYOUTS, type MrzFieldName, type MrzFormat } from './layouts.ts';
export {
  type MrzField,
  type MrzPerson,
  type MrzProblem,
  type MrzReading,
  type MrzSuggestion,
  readMrz,
} from './read-mrz.ts';
