import type { NoticeForm, RuleFinding } from '../contract.ts';

/** What a rule may know besides the form. */
export interface RuleContext {
  /** The requesting bureau. */
  readonly owner: string;
  /** UTC ms. */
  readonly now: number;
  /** `import`: it was made elsewhere and is only read here. */
  readonly origin?: 'import';
}

export interface Found {
  readonly result: 'pass' | 'fail' | 'judge';
  /** Phrase code of what was found. */
  readonly found: string;
  /** RFC 6901 pointer into the form. */
  readonly where: string;
  readonly params?: RuleFinding['params'];
}

/** One question that a notice must answer. The question in words is the phrase `rule.<id>`. */
export interface Rule<F extends NoticeForm = NoticeForm> {
  readonly id: string;
  /** Of the Rules on the Processing of Data; `national` for what a country asks of its own. */
  readonly article: string;
  /** blocking: it cannot be submitted while this fails. judge: the Secretariat's reviewer decides. */
  readonly severity: 'blocking' | 'judge';
  /** verified: read in an excerpt of the named page; unverified: background knowledge, to be checked by the bureau. */
  readonly basis: 'verified' | 'unverified';
  readonly source: string;
  /** Counts up when the test changes, so that the rule set gets a new version. Absent: 1. */
  readonly revision?: number;
  /** RFC 6901 pointers into the form: where the test looks for its evidence. */
  readonly looks: readonly string[];
  /** Absent: every requesting bureau. */
  readonly onlyFor?: string;
  test(form: F, context: RuleContext): Found;
}

export const stated = (where: string): Found => ({ result: 'pass', found: 'rule.found.stated', where });
export const missing = (where: string, fields: string): Found => ({
  result: 'fail',
  found: 'rule.found.missing',
  where,
  params: { fields },
});
export const forReviewer = (where: string): Found => ({ result: 'judge', found: 'rule.found.for-the-reviewer', where });
export const notApplicable = (where: string): Found => ({ result: 'pass', found: 'rule.found.not-applicable', where });

/** Fails naming every field that is absent; `fields` maps a pointer to its value. */
export function allStated(where: string, fields: Readonly<Record<string, unknown>>): Found {
  const absent = Object.entries(fields)
    .filter(([, value]) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    .map(([name]) => name);
  return absent.length === 0 ? stated(where) : missing(where, absent.join(', '));
}
