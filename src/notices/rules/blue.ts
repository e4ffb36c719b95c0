import type { BlueForm } from '../contract.ts';
import { namedPerson, PERSON, unidentifiedPerson } from './identifiers.ts';
import { allStated, type Rule } from './rule.ts';

export const blueRules: readonly Rule<BlueForm>[] = [
  {
    id: 'blue.purpose',
    article: '88',
    severity: 'blocking',
    basis: 'verified',
    source: 'otherside.law',
    looks: ['/sought'],
    test: (form) => allStated('/sought', { sought: form.sought }),
  },
  {
    id: 'blue.question',
    article: '88',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/question'],
    test: (form) => allStated('/question', { question: form.question }),
  },
  {
    id: 'blue.facts',
    article: '88',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/facts/summary'],
    test: (form) => allStated('/facts', { summary: form.facts?.summary }),
  },
  {
    id: 'blue.identifiers',
    article: '88',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: PERSON,
    test: (form) => (form.unidentified ? unidentifiedPerson(form.subject) : namedPerson(form.subject)),
  },
];
