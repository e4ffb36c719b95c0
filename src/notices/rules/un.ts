import type { UnForm } from '../contract.ts';
import { allStated, type Rule } from './rule.ts';

/** What an entry must say to be read here as a UN notice. Nobody drafts one: `un.read-only` stands in the way. */
export const unRules: readonly Rule<UnForm>[] = [
  {
    id: 'un.read-only',
    article: '95',
    severity: 'blocking',
    basis: 'verified',
    source: 'avocat-extradition-teissedre.com (always public); made by the Security Council',
    looks: [],
    test: (_form, { origin }) =>
      origin === 'import'
        ? { result: 'pass', found: 'rule.found.not-applicable', where: '' }
        : { result: 'fail', found: 'rule.found.not-drafted-here', where: '' },
  },
  {
    id: 'un.sanctions',
    article: '95',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: ['/sanctions/listed', '/sanctions/reference', '/sanctions/measures'],
    test: (form) => allStated('/sanctions', { listed: form.sanctions?.listed, reference: form.sanctions?.reference }),
  },
];
