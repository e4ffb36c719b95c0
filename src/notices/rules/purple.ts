import type { PurpleForm } from '../contract.ts';
import { forReviewer, missing, type Rule, stated } from './rule.ts';

export const purpleRules: readonly Rule<PurpleForm>[] = [
  {
    id: 'purple.content',
    article: '92',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/method/modusOperandi', '/method/objects', '/method/devices', '/method/concealment'],
    test(form) {
      const m = form.method;
      const says = m?.modusOperandi || m?.objects?.length || m?.devices?.length || m?.concealment;
      return says ? stated('/method') : missing('/method', 'modusOperandi | objects | devices | concealment');
    },
  },
  {
    // What warns the police must not teach the offence.
    id: 'purple.fit-to-share',
    article: '92',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: ['/method/fitToShare'],
    test: (form) =>
      form.method?.fitToShare ? forReviewer('/method/fitToShare') : missing('/method/fitToShare', 'fitToShare'),
  },
  {
    // A way of acting is described, not a person: whoever is known belongs in a notice about them.
    id: 'purple.no-person',
    article: '92',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/subject/familyName', '/subject/photos'],
    test: (form) =>
      form.subject.familyName || form.subject.photos?.length
        ? { result: 'fail', found: 'rule.found.about-a-person', where: '/subject/familyName' }
        : stated('/subject'),
  },
];
