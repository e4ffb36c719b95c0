import type { OrangeForm } from '../contract.ts';
import { allStated, missing, type Rule, stated } from './rule.ts';

export const orangeRules: readonly Rule<OrangeForm>[] = [
  {
    id: 'orange.kind',
    article: '93',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/threat/kind', '/threat/description'],
    test: (form) => allStated('/threat', { kind: form.threat?.kind, description: form.threat?.description }),
  },
  {
    id: 'orange.imminent',
    article: '93',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/threat/imminent', '/threat/from', '/threat/to'],
    test(form, { now }) {
      if (!form.threat?.imminent) return missing('/threat/imminent', 'imminent');
      // A partial date is over when its year, month or day is.
      const { to } = form.threat;
      if (to !== undefined && to < new Date(now).toISOString().slice(0, to.length)) {
        return { result: 'fail', found: 'rule.found.in-the-past', where: '/threat/to' };
      }
      return stated('/threat/imminent');
    },
  },
  {
    id: 'orange.measures',
    article: '93',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: ['/threat/measures'],
    test: (form) => allStated('/threat/measures', { measures: form.threat?.measures }),
  },
];
