import { expect, test } from 'vitest';
import { judgeCancel, judgeEvidence } from './cancel-guard.ts';
import { type COLOURS, GROUNDS, type Ground } from './contract.ts';

const TODAY = '2026-11-24';
const seen = { who: 'Hospital of an invented town', where: 'Springfield', country: 'US', when: '2026-11-20' };
const codeOf = (fn: () => unknown): string => {
  try {
    fn();
    return 'passes';
  } catch (error) {
    return (error as { errors: { code: string }[] }).errors[0]?.code ?? String(error);
  }
};
const judge = (colour: (typeof COLOURS)[number], ground: Ground, returnSought = false) =>
  codeOf(() => judgeCancel({ colour, returnSought, owner: 'US' }, ground, null, TODAY));

test('each colour ends on its own grounds, and on no other', () => {
  const passing = Object.fromEntries(
    (['red', 'blue', 'green', 'yellow'] as const).map((colour) => [
      colour,
      GROUNDS.filter((ground) => judge(colour, ground) === 'passes').sort(),
    ]),
  );
  expect(passing.blue).toEqual(['answered', 'deceased', 'issued-in-error']);
  expect(passing.green).toEqual(['deceased', 'issued-in-error', 'review-ended', 'threat-gone']);
  expect(passing.yellow).toEqual(['deceased', 'found-safe', 'issued-in-error', 'refugee-status']);
  expect(passing.red).not.toContain('purpose-achieved');
  for (const ground of ['purpose-achieved', 'found-safe', 'answered', 'threat-gone', 'review-ended'] as const) {
    expect(judge('red', ground)).toBe('notice.cancel.not-returned');
    expect(judge('yellow', ground, true)).toBe('notice.cancel.not-returned');
  }
});

test('what is said of the person needs who, where and when; a review that is not open ends nothing', () => {
  for (const ground of ['found-safe', 'deceased'] as const) {
    expect(codeOf(() => judgeEvidence(ground, null, TODAY, false))).toBe('notice.cancel.evidence-needed');
    expect(codeOf(() => judgeEvidence(ground, seen, TODAY, false))).toBe('passes');
    const tomorrow = { ...seen, when: '2026-11-25' };
    expect(codeOf(() => judgeEvidence(ground, tomorrow, TODAY, false))).toBe('notice.evidence-in-future');
  }
  expect(codeOf(() => judgeEvidence('review-ended', null, TODAY, false))).toBe('notice.cancel.not-at-review');
  expect(codeOf(() => judgeEvidence('review-ended', null, TODAY, true))).toBe('passes');
  expect(codeOf(() => judgeEvidence('answered', null, TODAY, false))).toBe('passes');
});
