import type { Colour, NoticeForm, RuleFinding, RuleReport } from '../contract.ts';
import { blackRules } from './black.ts';
import { blueRules } from './blue.ts';
import { commonRules } from './common.ts';
import { evidenceAt } from './evidence.ts';
import { greenRules } from './green.ts';
import { orangeRules } from './orange.ts';
import { purpleRules } from './purple.ts';
import { redRules } from './red.ts';
import type { Rule, RuleContext } from './rule.ts';
import { RULE_SET } from './rule-set.ts';
import { silverRules } from './silver.ts';
import { unRules } from './un.ts';
import { yellowRules } from './yellow.ts';

// Pure, and free of what only a server has: the console runs the same code while the form is written.

// Each list takes its own colour's form; `rulesOf` is the one place that pairs them.
const BY_COLOUR: Record<Colour, readonly Rule<never>[]> = {
  red: redRules,
  blue: blueRules,
  green: greenRules,
  yellow: yellowRules,
  black: blackRules,
  orange: orangeRules,
  purple: purpleRules,
  silver: silverRules,
  un: unRules,
};

/** Every rule that a notice of the colour, asked for by the bureau, is tested by, in order. */
export function rulesOf(colour: Colour, owner: string): readonly Rule<never>[] {
  return [...commonRules, ...BY_COLOUR[colour]].filter((rule) => rule.onlyFor === undefined || rule.onlyFor === owner);
}

/** All the rules there are, whatever the colour or the bureau. */
export function allRules(): readonly Rule<never>[] {
  return [...commonRules, ...Object.values(BY_COLOUR).flat()];
}

/** Tests a form by its rules: what each asked, what it found and where, and what the form says there. Pure. */
export function checkForm(form: NoticeForm, context: RuleContext): RuleReport {
  const findings = rulesOf(form.colour, context.owner).map((rule): RuleFinding => {
    const found = (rule as Rule<NoticeForm>).test(form, context);
    return {
      id: rule.id,
      article: rule.article,
      question: `rule.${rule.id}`,
      severity: rule.severity,
      basis: rule.basis,
      source: rule.source,
      result: found.result,
      found: found.found,
      params: found.params ?? {},
      where: found.where,
      evidence: evidenceAt(form, rule.looks),
    };
  });
  return {
    rules: RULE_SET,
    at: context.now,
    passes: findings.every((f) => f.severity !== 'blocking' || f.result !== 'fail'),
    findings,
  };
}
