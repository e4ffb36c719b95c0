import { canonicalize, type Json, sha256Hex } from '../../protocol/index.ts';
import type { NoticeForm, RuleFinding, RuleReport } from '../contract.ts';
import { blueRules } from './blue.ts';
import { commonRules } from './common.ts';
import { greenRules } from './green.ts';
import { redRules } from './red.ts';
import type { Rule, RuleContext } from './rule.ts';
import { yellowRules } from './yellow.ts';

export type { Rule, RuleContext } from './rule.ts';

// Each list takes its own colour's form; `rulesOf` is the one place that pairs them.
const BY_COLOUR: Record<NoticeForm['colour'], readonly Rule<never>[]> = {
  red: redRules,
  blue: blueRules,
  green: greenRules,
  yellow: yellowRules,
};

/** Every rule that a notice of the colour, asked for by the bureau, is tested by, in order. */
export function rulesOf(colour: NoticeForm['colour'], owner: string): readonly Rule<never>[] {
  return [...commonRules, ...BY_COLOUR[colour]].filter((rule) => rule.onlyFor === undefined || rule.onlyFor === owner);
}

/** Names the rule set, so that a later one shows which reports are out of date. */
export const RULES_HASH = sha256Hex(
  canonicalize(
    Object.values({ common: commonRules, ...BY_COLOUR })
      .flat()
      .map(({ id, article, severity, basis, source }) => ({ id, article, severity, basis, source })) as unknown as Json,
  ),
);

/** Tests a form by its rules: what each asked, what it found and where. Pure. */
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
    };
  });
  return {
    rules: RULES_HASH,
    at: context.now,
    passes: findings.every((f) => f.severity !== 'blocking' || f.result !== 'fail'),
    findings,
  };
}
