import type { YellowForm } from '../contract.ts';
import { missingPerson, PERSON, unablePerson } from './identifiers.ts';
import { givenToTaker, PARENTAL, rulingsConflict } from './parental.ts';
import { allStated, forReviewer, missing, notApplicable, type Rule, type RuleContext, stated } from './rule.ts';

const ARTICLE = 'rednoticelawjournal 2022-01 (quotes the article)';

/** Under 18 on the day; null when the year of birth is unknown. A partial date is read as the youngest it may mean. */
function isMinor(form: YellowForm, { now }: RuleContext): boolean | null {
  const born = form.subject.birthDate;
  if (!born) return null;
  const [year = '', month = '12', day = '28'] = born.split('-');
  return Date.UTC(Number(year) + 18, Number(month) - 1, Number(day)) > now;
}

export const yellowRules: readonly Rule<YellowForm>[] = [
  {
    id: 'yellow.recorded',
    article: '90',
    severity: 'blocking',
    basis: 'verified',
    source: ARTICLE,
    looks: ['/policeRecord/authority', '/policeRecord/number', '/policeRecord/date'],
    test(form, { now }) {
      const r = form.policeRecord;
      if (r?.date && Date.parse(r.date) > now) {
        return { result: 'fail', found: 'rule.found.in-the-future', where: '/policeRecord/date' };
      }
      return allStated('/policeRecord', { authority: r?.authority, number: r?.number, date: r?.date });
    },
  },
  {
    id: 'yellow.unknown',
    article: '90',
    severity: 'blocking',
    basis: 'verified',
    source: ARTICLE,
    looks: ['/unknownToPolice'],
    test: (form) =>
      form.unknownToPolice ? stated('/unknownToPolice') : missing('/unknownToPolice', 'unknownToPolice'),
  },
  {
    id: 'yellow.privacy',
    article: '90',
    severity: 'blocking',
    basis: 'verified',
    source: ARTICLE,
    looks: ['/subject/birthDate', '/privacyAllows'],
    test(form, context) {
      if (isMinor(form, context)) return notApplicable('/privacyAllows');
      if (form.event?.kind === 'unable-to-identify-self') return notApplicable('/privacyAllows');
      return form.privacyAllows ? stated('/privacyAllows') : missing('/privacyAllows', 'privacyAllows');
    },
  },
  {
    id: 'yellow.event',
    article: '90',
    severity: 'blocking',
    basis: 'verified',
    source: 'interpol.int, Yellow Notices (kinds)',
    looks: ['/event/kind', '/event/circumstances'],
    test: (form) => allStated('/event', { kind: form.event?.kind, circumstances: form.event?.circumstances }),
  },
  {
    id: 'yellow.identifiers',
    article: '90',
    severity: 'blocking',
    basis: 'verified',
    source: ARTICLE,
    looks: PERSON,
    test: (form) =>
      form.event?.kind === 'unable-to-identify-self' ? unablePerson(form.subject) : missingPerson(form.subject),
  },
  {
    id: 'yellow.guardian',
    article: '90',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: ['/guardian'],
    test(form, context) {
      if (!isMinor(form, context)) return notApplicable('/guardian');
      return form.guardian ? stated('/guardian') : missing('/guardian', 'guardian');
    },
  },
  {
    id: 'yellow.return',
    article: '90',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/returnSought'],
    test: (form) => allStated('/returnSought', { returnSought: form.returnSought }),
  },
  {
    // A Yellow stays possible where courts differ; the reviewer weighs it and it is tested again at each ruling.
    id: 'yellow.parental',
    revision: 2,
    article: '90',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: PARENTAL,
    test(form) {
      if (form.event?.kind !== 'parental-abduction') return notApplicable('/parental');
      const p = form.parental;
      if (!p) return missing('/parental', 'parental');
      if (form.returnSought && givenToTaker(p)) {
        return { result: 'fail', found: 'rule.found.given-to-taker', where: '/parental/orders' };
      }
      if (rulingsConflict(p))
        return { result: 'judge', found: 'rule.found.custody-conflict', where: '/parental/custody' };
      return forReviewer('/parental');
    },
  },
  {
    id: 'yellow.us.numbers',
    article: 'national',
    onlyFor: 'US',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/ncicNumber', '/ncmecNumber'],
    test: (form, context) =>
      allStated(
        '',
        isMinor(form, context) === false
          ? { ncicNumber: form.ncicNumber }
          : { ncicNumber: form.ncicNumber, ncmecNumber: form.ncmecNumber },
      ),
  },
];
