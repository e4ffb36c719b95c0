/** The wording of a notice in four languages is pure too. */
export {
  partIn,
  phraseOf,
  phrasesFor,
  RELATION_CODES,
  type SlotKind,
  type StandardPhrase,
  type Worded,
  type WordingState,
  wordedIn,
  wordingIn,
} from './wording.ts';
