/**
 * The version of the rules as they stand in this folder: year, then a running number. A rule that is added, taken away or
 * whose test changes (then its `revision` counts up) makes a new version, and so shows which reports are out of date;
 * `rule-set.test.ts` holds the two together.
 */
export const RULE_SET = '2026.2';
