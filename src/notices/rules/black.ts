import type { BlackForm } from '../contract.ts';
import { unidentifiedPerson } from './identifiers.ts';
import { allStated, missing, type Rule, stated } from './rule.ts';

export const blackRules: readonly Rule<BlackForm>[] = [
  {
    id: 'black.found',
    article: '91',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/found/date', '/found/place', '/found/country', '/found/circumstances'],
    test: (form) =>
      allStated('/found', {
        date: form.found?.date,
        place: form.found?.place,
        country: form.found?.country,
        circumstances: form.found?.circumstances,
      }),
  },
  {
    id: 'black.post-mortem',
    article: '91',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: ['/postMortem/authority', '/postMortem/number', '/postMortem/date'],
    test: (form) =>
      allStated('/postMortem', { authority: form.postMortem?.authority, number: form.postMortem?.number }),
  },
  {
    id: 'black.identifiers',
    article: '91',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/subject/photos', '/subject/fingerprints', '/subject/dna', '/subject/marks', '/subject/description'],
    test: (form) => unidentifiedPerson(form.subject),
  },
  {
    // Who has a name is not to be identified.
    id: 'black.unnamed',
    article: '91',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/subject/familyName', '/subject/forename'],
    test: (form) =>
      form.subject.familyName && form.subject.forename
        ? { result: 'fail', found: 'rule.found.already-named', where: '/subject/familyName' }
        : stated('/subject/familyName'),
  },
  {
    id: 'black.age',
    article: '91',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: ['/found/ageFrom', '/found/ageTo'],
    test(form) {
      const { ageFrom, ageTo } = form.found ?? {};
      if (ageFrom === undefined || ageTo === undefined) return missing('/found/ageFrom', 'ageFrom, ageTo');
      if (ageFrom > ageTo) return { result: 'fail', found: 'rule.found.out-of-order', where: '/found/ageFrom' };
      return stated('/found/ageFrom');
    },
  },
];
