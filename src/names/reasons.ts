/**
 * Codes that comparisons give, with what they mean; a program that shows them brings its own words. Of a pair of words
 * (`TokenComparison.reason`):
 */
export const TOKEN_REASONS = {
  same: 'the same word, marks aside',
  swapped: 'the same word, a family name on one side and a given name on the other',
  joined: 'two words on one side are one on the other',
  initial: 'an initial of the other word',
  variant: 'two spellings of one name',
  nickname: 'a short or pet form of the other name',
  equivalent: 'the same name in another language',
  gendered: 'the feminine and the masculine of one family name',
  spelling: 'sounds the same, written otherwise',
  phonetic: 'sounds alike',
  transliteration: 'the same word in another script',
  typo: 'a slip of the keyboard or of the eye',
  missing: 'the other name lacks this word',
} as const;

/** Of a term of a person's score (`MatchTerm.code`). */
export const TERM_CODES = {
  'name-same': 'the name agrees',
  'name-close': 'the name is close',
  'name-similar': 'the name is similar',
  'name-different': 'the name differs',
  'birth-same': 'the same date of birth',
  'birth-same-month': 'the same month of birth; a side lacks the day',
  'birth-same-year': 'the same year of birth; a side lacks the rest',
  'birth-day-month-swapped': 'day and month changed places',
  'birth-day-differs': 'the same month of birth, another day',
  'birth-month-differs': 'the same year and day of birth, another month',
  'birth-year-only': 'only the year of birth agrees',
  'birth-year-slip': 'the same day and month, the year a digit off',
  'birth-year-near': 'born within two years',
  'birth-different': 'another date of birth',
  'sex-same': 'the same sex',
  'sex-different': 'another sex',
  'nationality-same': 'a nationality in common',
  'nationality-different': 'no nationality in common',
  'document-same': 'a document number in common',
} as const;
