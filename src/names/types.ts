/** One written name of a person. `text` is the whole name in any script; parts, when known, say which token is what. */
export interface NameInput {
  text: string;
  /** Family name, when the source says so. */
  family?: string;
  /** Given names, when the source says so. */
  given?: string;
  kind?: 'main' | 'alias' | 'maiden' | 'nickname' | 'transliteration';
  /** ISO 15924 code of the script, for information: the matcher looks at the letters themselves. */
  script?: string;
}

/** What is known of a person. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; countries ISO 3166 alpha-2. */
export interface PersonRecord {
  id: string;
  names: readonly NameInput[];
  births?: readonly string[];
  sex?: 'male' | 'female' | 'unknown';
  nationalities?: readonly string[];
  documents?: readonly { number: string; country?: string; type?: string }[];
}

/** A person to look for. */
export type PersonQuery = Omit<PersonRecord, 'id'>;

/** One visible part of a person's score; `code` has words in the table of reasons. */
export interface MatchTerm {
  term: 'name' | 'birth' | 'sex' | 'nationality' | 'document';
  /** 0 (against) to 1 (for). */
  score: number;
  code: string;
  params: Record<string, string | number>;
}

/** How a record answers a query. */
export interface PersonMatch {
  id: string;
  /** 0 to 1, all terms together. */
  score: number;
  terms: readonly MatchTerm[];
  /** The best pair of names, token by token. */
  name: NameComparison;
}

/** One token of the query against one of the record; null where a side has none. */
export interface TokenComparison {
  query: string | null;
  record: string | null;
  /** 0 to 1. */
  score: number;
  reason: string;
}

/** Two names compared. */
export interface NameComparison {
  /** 0 to 1. */
  score: number;
  tokens: readonly TokenComparison[];
}
