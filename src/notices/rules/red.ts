import type { RedForm } from '../contract.ts';
import { namedPerson, PERSON } from './identifiers.ts';
import { givenToTaker, hagueRuns, PARENTAL, rulingsConflict } from './parental.ts';
import { allStated, forReviewer, missing, notApplicable, type Rule, stated } from './rule.ts';

/** Least maximum penalty for prosecution, and least sentence or remainder, in months. */
export const PENALTY_MONTHS = 24;
export const SENTENCE_MONTHS = 6;

const LAW = 'rednoticelawjournal 2019-06; amicusint.ca';

export const redRules: readonly Rule<RedForm>[] = [
  {
    id: 'red.ordinary-law',
    article: '83(1)',
    severity: 'judge',
    basis: 'verified',
    source: 'ngm.com.au?p=18805',
    looks: ['/ordinaryLawCrime', '/offence', '/judicial/charges'],
    test: (form) =>
      form.ordinaryLawCrime === false
        ? { result: 'fail', found: 'rule.found.not-ordinary-law', where: '/ordinaryLawCrime' }
        : forReviewer('/ordinaryLawCrime'),
  },
  {
    id: 'red.excluded-matter',
    article: '83(1)',
    severity: 'judge',
    basis: 'verified',
    source: 'ngm.com.au?p=18805',
    looks: ['/excludedMatter'],
    test: (form) =>
      form.excludedMatter === undefined || form.excludedMatter === 'none'
        ? forReviewer('/excludedMatter')
        : {
            result: 'fail',
            found: 'rule.found.excluded-matter',
            where: '/excludedMatter',
            params: { matter: form.excludedMatter },
          },
  },
  {
    id: 'red.penalty',
    article: '83(1)',
    severity: 'blocking',
    basis: 'verified',
    source: LAW,
    looks: [
      '/judicial/basis',
      '/judicial/maxPenaltyMonths',
      '/judicial/maxPenaltyLife',
      '/judicial/sentenceMonths',
      '/judicial/remainingMonths',
      '/judicial/importance',
    ],
    test(form) {
      const j = form.judicial;
      const sentence = j?.basis === 'sentence';
      const where = sentence ? '/judicial/sentenceMonths' : '/judicial/maxPenaltyMonths';
      const months = sentence ? (j?.remainingMonths ?? j?.sentenceMonths) : j?.maxPenaltyMonths;
      const threshold = sentence ? SENTENCE_MONTHS : PENALTY_MONTHS;
      if (!j?.basis) return missing('/judicial/basis', 'basis');
      if (!sentence && j.maxPenaltyLife)
        return { result: 'pass', found: 'rule.found.life', where: '/judicial/maxPenaltyLife' };
      if (months === undefined) return missing(where, sentence ? 'sentenceMonths' : 'maxPenaltyMonths');
      if (months >= threshold)
        return { result: 'pass', found: 'rule.found.penalty-enough', where, params: { months, threshold } };
      // Below it, only the Secretariat may find the matter of particular importance; the author may ask for that.
      return {
        result: j.importance ? 'judge' : 'fail',
        found: j.importance ? 'rule.found.importance-claimed' : 'rule.found.penalty-below',
        where,
        params: { months, threshold },
      };
    },
  },
  {
    id: 'red.identifiers',
    article: '83(2)',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: PERSON,
    test: (form) => namedPerson(form.subject),
  },
  {
    id: 'red.facts',
    article: '83(2)',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background; internationalextraditionblog.com in outline',
    looks: ['/facts/summary', '/facts/place', '/facts/from'],
    test: (form) =>
      allStated('/facts', { summary: form.facts?.summary, place: form.facts?.place, from: form.facts?.from }),
  },
  {
    id: 'red.charges',
    article: '83(2)',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background; internationalextraditionblog.com in outline',
    looks: ['/judicial/charges', '/judicial/laws'],
    test: (form) => allStated('/judicial', { charges: form.judicial?.charges, laws: form.judicial?.laws }),
  },
  {
    id: 'red.warrant',
    article: '83(2)',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background; internationalextraditionblog.com in outline',
    looks: ['/judicial/warrant/number', '/judicial/warrant/date', '/judicial/warrant/authority'],
    test(form, { now }) {
      const w = form.judicial?.warrant;
      const found = allStated('/judicial/warrant', { number: w?.number, date: w?.date, authority: w?.authority });
      if (found.result === 'pass' && w?.date && Date.parse(w.date) > now) {
        return { result: 'fail', found: 'rule.found.in-the-future', where: '/judicial/warrant/date' };
      }
      return found;
    },
  },
  {
    id: 'red.extradition-assured',
    article: '84',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/judicial/extraditionAssured'],
    test: (form) =>
      form.judicial?.extraditionAssured
        ? stated('/judicial/extraditionAssured')
        : missing('/judicial/extraditionAssured', 'extraditionAssured'),
  },
  {
    id: 'red.extradition-countries',
    article: '83(2)',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/judicial/extraditionFrom'],
    test: (form) => allStated('/judicial', { extraditionFrom: form.judicial?.extraditionFrom }),
  },
  {
    id: 'red.arrest-instructions',
    article: '85',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/judicial/arrestInstructions'],
    test: (form) => allStated('/judicial', { arrestInstructions: form.judicial?.arrestInstructions }),
  },
  {
    // A Red against a parent must not decide what the family courts have not.
    id: 'red.parental',
    revision: 2,
    article: '83(1)',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: PARENTAL,
    test(form) {
      const p = form.parental;
      if (!p)
        return form.offence === 'parental-abduction' ? missing('/parental', 'parental') : notApplicable('/parental');
      if (rulingsConflict(p))
        return { result: 'fail', found: 'rule.found.custody-conflict', where: '/parental/custody' };
      if (hagueRuns(p))
        return { result: 'fail', found: 'rule.found.hague-running', where: '/parental/hagueProceedings' };
      if (givenToTaker(p)) return { result: 'fail', found: 'rule.found.given-to-taker', where: '/parental/orders' };
      return stated('/parental');
    },
  },
  {
    id: 'red.parental-authority',
    article: '83(1)',
    severity: 'judge',
    basis: 'unverified',
    source: 'background',
    looks: PARENTAL,
    test(form) {
      const p = form.parental;
      if (!p) return notApplicable('/parental');
      if (!p.centralAuthorityConsulted)
        return missing('/parental/centralAuthorityConsulted', 'centralAuthorityConsulted');
      return p.warrant === 'none' || p.warrant === 'applied-for'
        ? missing('/parental/warrant', 'warrant')
        : stated('/parental/centralAuthorityConsulted');
    },
  },
  {
    id: 'red.us.prosecutor',
    article: 'national',
    onlyFor: 'US',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/judicial/prosecutor'],
    test: (form) => allStated('/judicial', { prosecutor: form.judicial?.prosecutor }),
  },
  {
    id: 'red.us.unsealed',
    article: 'national',
    onlyFor: 'US',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/judicial/warrant/sealed'],
    test: (form) =>
      form.judicial?.warrant?.sealed === false
        ? stated('/judicial/warrant/sealed')
        : { result: 'fail', found: 'rule.found.sealed', where: '/judicial/warrant/sealed' },
  },
  {
    id: 'red.us.ncic',
    article: 'national',
    onlyFor: 'US',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/judicial/ncicNumber'],
    test: (form) => allStated('/judicial', { ncicNumber: form.judicial?.ncicNumber }),
  },
];
