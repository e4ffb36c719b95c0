import { expect, test } from 'vitest';
import { acts } from './acts.ts';
import { CRITERIA, caseState, DECLINE_REASONS, OUTCOMES, REQUEST_STATES, SUBJECT_ROLES, WANTED } from './contract.ts';
import { phrases } from './phrases.ts';

test('every act, state and choice is said in four languages, with the same parameters in each', () => {
  const codes = [
    ...Object.keys(acts),
    ...REQUEST_STATES.map((state) => `request.state.${state}`),
    ...caseState.options.map((state) => `case.state.${state}`),
    ...WANTED.map((wanted) => `wanted.${wanted}`),
    ...OUTCOMES.map((outcome) => `outcome.${outcome}`),
    ...SUBJECT_ROLES.map((role) => `subject.${role}`),
    ...CRITERIA.map((criterion) => `criterion.${criterion}`),
    ...DECLINE_REASONS.map((reason) => `decline.${reason}`),
  ];
  expect(codes.filter((code) => !phrases[code])).toEqual([]);
  const parameters = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  const uneven = Object.entries(phrases).filter(([, { en, fr, es, ar }]) =>
    [fr, es, ar].some((text) => text === '' || `${parameters(text)}` !== `${parameters(en)}`),
  );
  expect(uneven.map(([code]) => code)).toEqual([]);
});
