import { checkForm, type NoticeForm, type RuleFinding, type RuleReport } from '../../../../src/notices/contract.ts';

/** The same rules as the bureau's, run here while the form is written. */
export function liveReport(form: object, bureau: string): RuleReport | null {
  try {
    return checkForm(form as NoticeForm, { owner: bureau, now: Date.now() });
  } catch {
    // Half a date or a list's empty row: the bureau judges what it is sent.
    return null;
  }
}

/** What a rule still asks of a field: the finding that names it, or points at it. */
export function neededAt(report: RuleReport | null, pointer: string): RuleFinding | null {
  const name = pointer.split('/').at(-1) ?? '';
  return (
    report?.findings.find((finding) => {
      if (finding.result !== 'fail') return false;
      const { fields } = finding.params;
      const names = typeof fields === 'string' ? fields.split(/,\s*|\s*\|\s*/) : [];
      if (names.length === 0) return finding.where === pointer;
      const parent = pointer.slice(0, pointer.lastIndexOf('/'));
      // `description` and `dna` are asked for as a whole: the mark stands at their first field.
      const isGroup = names.some((n) => GROUPS[n] === pointer);
      return isGroup || (names.includes(name) && (finding.where === parent || finding.where === pointer));
    }) ?? null
  );
}

const GROUPS: Readonly<Record<string, string>> = {
  description: '/subject/description/heightCm',
  dna: '/subject/dna/reference',
  fingerprints: '/subject/fingerprints/reference',
  facts: '/facts/summary',
};
