import { expect, test } from 'vitest';
import { canonicalize, type Json, sha256Hex } from '../../protocol/index.ts';
import type { NoticeForm } from '../contract.ts';
import { black, blue, green, orange, purple, red, silver, un, yellow } from '../examples.testkit.ts';
import { allRules, checkForm } from './index.ts';
import { RULE_SET } from './rule-set.ts';
import sets from './rule-sets.json' with { type: 'json' };

const now = Date.UTC(2026, 10, 24);
const examples: readonly NoticeForm[] = [red, blue, green, yellow, black, orange, purple, silver, un];

/** The form as it is, and once without each of its fields, at every depth. */
function lessened(form: NoticeForm): NoticeForm[] {
  const out = [form];
  const walk = (value: unknown, put: (value: unknown) => unknown): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const key of Object.keys(value)) {
      if (key === 'colour') continue;
      const { [key]: own, ...rest } = value as Record<string, unknown>;
      if (key !== 'subject') out.push(put(rest) as NoticeForm);
      walk(own, (changed) => put({ ...rest, [key]: changed }));
    }
  };
  walk(form, (value) => value);
  return out;
}

/** What the rules are and what they find in some five hundred forms. */
function fingerprint(): string {
  const rules = allRules().map(({ id, revision, article, severity, basis, source, onlyFor, looks }) =>
    JSON.stringify([id, revision ?? 1, article, severity, basis, source, onlyFor ?? '', looks]),
  );
  const found = examples
    .flatMap(lessened)
    .flatMap((form) => ['US', 'NL'].map((owner) => checkForm(form, { owner, now })))
    .map((report) => report.findings.map((f) => `${f.id} ${f.result} ${f.found} ${f.where}`));
  return sha256Hex(canonicalize([rules, found] as unknown as Json));
}

test('a change of the rules is a new version of the rule set', () => {
  const latest = sets.at(-1);
  expect(latest?.version).toBe(RULE_SET);
  // They differ: count up the rule's `revision`, give RULE_SET a new number, and add a line to rule-sets.json.
  expect(fingerprint()).toBe(latest?.fingerprint);
  expect(new Set(sets.map((s) => s.version)).size).toBe(sets.length);
});

test('ids are single, and say their colour', () => {
  const ids = allRules().map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^(all|red|blue|green|yellow|black|orange|purple|silver|un)\.[a-z.-]+$/.test(id))).toEqual(
    [],
  );
});
