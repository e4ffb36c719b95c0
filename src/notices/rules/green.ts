import type { GreenForm } from '../contract.ts';
import { namedPerson, PERSON } from './identifiers.ts';
import { allStated, missing, type Rule, stated } from './rule.ts';

export const greenRules: readonly Rule<GreenForm>[] = [
  {
    id: 'green.threat',
    article: '89',
    severity: 'blocking',
    basis: 'verified',
    source: 'otherside.law',
    looks: ['/assessment/threat'],
    test: (form) => allStated('/assessment', { threat: form.assessment?.threat }),
  },
  {
    id: 'green.assessed',
    article: '89',
    severity: 'blocking',
    basis: 'verified',
    source: 'otherside.law',
    looks: ['/assessment/authority', '/assessment/date'],
    test(form, { now }) {
      const a = form.assessment;
      if (a?.date && Date.parse(a.date) > now) {
        return { result: 'fail', found: 'rule.found.in-the-future', where: '/assessment/date' };
      }
      return allStated('/assessment', { authority: a?.authority, date: a?.date });
    },
  },
  {
    id: 'green.grounds',
    article: '89',
    severity: 'blocking',
    basis: 'verified',
    source: 'otherside.law',
    looks: ['/assessment/basis', '/assessment/convictions', '/assessment/grounds'],
    test(form) {
      const a = form.assessment;
      if (a?.basis === 'previous-convictions')
        return allStated('/assessment/convictions', { convictions: a.convictions });
      if (a?.basis === 'other-reasonable-grounds') return allStated('/assessment/grounds', { grounds: a.grounds });
      return missing('/assessment/basis', 'basis');
    },
  },
  {
    id: 'green.juvenile',
    article: 'national',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/assessment/convictions'],
    test(form) {
      const at = form.assessment?.convictions?.findIndex((c) => c.juvenile) ?? -1;
      if (at < 0) return stated('/assessment/convictions');
      return { result: 'fail', found: 'rule.found.juvenile', where: `/assessment/convictions/${at}` };
    },
  },
  {
    id: 'green.identifiers',
    article: '89',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: PERSON,
    test: (form) => namedPerson(form.subject),
  },
];
