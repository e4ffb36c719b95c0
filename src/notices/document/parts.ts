import type { Field, Format } from './form-reader.ts';
import type { Say } from './say.ts';

const f = (at: string, label: string, as: Format = 'text'): Field => ({ at, label: `field.${label}`, as });
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const joined = (say: Say, ...parts: (string | false | undefined)[]): string =>
  parts.filter(Boolean).join(say.lang === 'ar' ? '، ' : ', ');

/** The sections of the document in their order; a colour has what it has. */
export const PARTS: readonly { readonly heading: string; readonly fields: readonly Field[] }[] = [
  {
    heading: 'section.subject',
    fields: [
      f('/subject/familyName', 'familyName'),
      f('/subject/forename', 'forename'),
      f('/subject/nativeName', 'nativeName'),
      f('/subject/aliases', 'aliases'),
      f('/subject/sex', 'sex', { code: 'sex' }),
      f('/subject/birthDate', 'birthDate'),
      f('/subject/birthPlace', 'birthPlace'),
      f('/subject/birthCountry', 'birthCountry', 'country'),
      f('/subject/nationalities', 'nationalities', 'country'),
      f('/status', 'status', { code: 'status' }),
      f('/unidentified', 'unidentified', 'bool'),
      f('/subject/documents', 'documents', (d, say) =>
        joined(
          say,
          say.word(`document.${text(d.kind)}`),
          text(d.number),
          text(d.country) && say.country(text(d.country)),
          text(d.expires) && say.word('document.expires', { date: text(d.expires) }),
        ),
      ),
      f('/subject/description/heightCm', 'heightCm'),
      f('/subject/description/weightKg', 'weightKg'),
      f('/subject/description/hair', 'hair', { code: 'hair' }),
      f('/subject/description/eyes', 'eyes', { code: 'eyes' }),
      f('/subject/description/build', 'build'),
      f('/subject/description/other', 'other'),
      f('/subject/marks', 'marks', (m, say) =>
        joined(say, text(m.text), m.visibleInPhoto === true && say.word('mark.visible')),
      ),
      f('/subject/languages', 'languages', 'language'),
      f('/subject/fatherName', 'fatherName'),
      f('/subject/motherName', 'motherName'),
      f('/subject/fingerprints/reference', 'fingerprintReference'),
      f('/subject/dna/reference', 'dnaReference'),
      f('/mayBeIn', 'mayBeIn', 'country'),
      f('/precautions', 'precautions'),
    ],
  },
  {
    heading: 'section.sought',
    fields: [f('/sought', 'sought', { code: 'sought' }), f('/question', 'question')],
  },
  {
    heading: 'section.event',
    fields: [
      f('/event/kind', 'kind', { code: 'event' }),
      f('/event/date', 'date'),
      f('/event/place', 'place'),
      f('/event/country', 'country', 'country'),
      f('/event/circumstances', 'circumstances'),
      f('/returnSought', 'returnSought', 'bool'),
    ],
  },
  {
    heading: 'section.police',
    fields: [
      f('/policeRecord/authority', 'policeAuthority'),
      f('/policeRecord/number', 'policeNumber'),
      f('/policeRecord/date', 'policeDate'),
      f('/ncicNumber', 'ncicNumber'),
      f('/ncmecNumber', 'ncmecNumber'),
    ],
  },
  {
    heading: 'section.guardian',
    fields: [
      f('/guardian/name', 'guardianName'),
      f('/guardian/relation', 'relation'),
      f('/guardian/reachedThrough', 'reachedThrough'),
    ],
  },
  {
    heading: 'section.assessment',
    fields: [
      f('/assessment/threat', 'threat'),
      f('/assessment/authority', 'authority'),
      f('/assessment/date', 'date'),
      f('/assessment/basis', 'assessmentBasis', { code: 'basis' }),
      f('/assessment/convictions', 'convictions', (c, say) =>
        joined(
          say,
          text(c.offence),
          text(c.date),
          text(c.court),
          c.juvenile === true && say.word('conviction.juvenile'),
        ),
      ),
      f('/assessment/grounds', 'grounds'),
    ],
  },
  {
    heading: 'section.facts',
    fields: [
      f('/offence', 'offence', { code: 'offence' }),
      f('/facts/summary', 'summary'),
      f('/facts/place', 'place'),
      f('/facts/country', 'country', 'country'),
      f('/facts/from', 'from'),
      f('/facts/to', 'to'),
    ],
  },
  {
    heading: 'section.judicial',
    fields: [
      f('/judicial/basis', 'basis', { code: 'basis' }),
      f('/judicial/warrant/number', 'warrant'),
      f('/judicial/warrant/date', 'date'),
      f('/judicial/warrant/authority', 'authority'),
      f('/judicial/warrant/sealed', 'sealed', 'bool'),
      f('/judicial/charges', 'charges'),
      f('/judicial/laws', 'laws'),
      f('/judicial/maxPenaltyMonths', 'maxPenaltyMonths'),
      f('/judicial/maxPenaltyLife', 'maxPenaltyLife', 'bool'),
      f('/judicial/sentenceMonths', 'sentenceMonths'),
      f('/judicial/remainingMonths', 'remainingMonths'),
      f('/judicial/importance', 'importance'),
      f('/judicial/extraditionAssured', 'extraditionAssured', 'bool'),
      f('/judicial/extraditionFrom', 'extraditionFrom', 'country'),
      f('/judicial/arrestInstructions', 'arrestInstructions'),
      f('/judicial/prosecutor', 'prosecutor'),
      f('/judicial/ncicNumber', 'ncicNumber'),
    ],
  },
  {
    heading: 'section.parental',
    fields: [
      f('/parental/custody', 'custody', { code: 'custody' }),
      f('/parental/hagueProceedings', 'hagueProceedings', 'bool'),
      f('/parental/centralAuthorityConsulted', 'centralAuthorityConsulted', 'bool'),
      f('/parental/hague', 'hague', { code: 'hague' }),
      f('/parental/orders', 'orders', (o, say) =>
        joined(
          say,
          text(o.court),
          text(o.country) && say.country(text(o.country)),
          text(o.date),
          text(o.number),
          say.word(`custody-to.${text(o.custodyTo)}`),
          say.word(`standing.${text(o.standing)}`),
        ),
      ),
      f('/parental/warrant', 'parentWarrant', { code: 'parent-warrant' }),
    ],
  },
  {
    heading: 'section.found',
    fields: [
      f('/found/date', 'date'),
      f('/found/place', 'place'),
      f('/found/country', 'country', 'country'),
      f('/found/circumstances', 'circumstances'),
      f('/found/ageFrom', 'ageFrom'),
      f('/found/ageTo', 'ageTo'),
      f('/found/diedFrom', 'diedFrom'),
      f('/found/diedTo', 'diedTo'),
      f('/postMortem/authority', 'postMortem'),
      f('/postMortem/number', 'number'),
      f('/postMortem/date', 'date'),
    ],
  },
  {
    heading: 'section.threat',
    fields: [
      f('/threat/kind', 'kind', { code: 'threat' }),
      f('/threat/description', 'threat'),
      f('/threat/imminent', 'imminent', 'bool'),
      f('/threat/from', 'from'),
      f('/threat/to', 'to'),
      f('/threat/place', 'place'),
      f('/threat/measures', 'measures'),
    ],
  },
  {
    heading: 'section.method',
    fields: [
      f('/method/modusOperandi', 'modusOperandi'),
      f('/method/objects', 'objects'),
      f('/method/devices', 'devices'),
      f('/method/concealment', 'concealment'),
      f('/method/seenIn', 'seenIn', 'country'),
      f('/method/fitToShare', 'fitToShare', 'bool'),
    ],
  },
  {
    heading: 'section.assets',
    fields: [
      f('/assetRequest/sought', 'sought', { code: 'sought' }),
      f('/assetRequest/authority', 'authority'),
      f('/assetRequest/number', 'number'),
      f('/assetRequest/date', 'date'),
      f('/assets', 'assets', (a, say) =>
        joined(
          say,
          say.word(`asset.${text(a.kind)}`),
          text(a.description),
          text(a.identifier),
          text(a.country) && say.country(text(a.country)),
        ),
      ),
      f('/inPilot', 'inPilot', 'bool'),
    ],
  },
  {
    heading: 'section.sanctions',
    fields: [
      f('/sanctions/listed', 'listed', { code: 'listed' }),
      f('/sanctions/reference', 'reference'),
      f('/sanctions/regime', 'regime'),
      f('/sanctions/listedOn', 'listedOn'),
      f('/sanctions/measures', 'sanctions', { code: 'measure' }),
    ],
  },
  {
    heading: 'section.statements',
    fields: [
      f('/neutral', 'neutral', 'bool'),
      f('/refugee', 'refugee', { code: 'refugee' }),
      f('/ordinaryLawCrime', 'ordinaryLawCrime', 'bool'),
      f('/excludedMatter', 'excludedMatter', { code: 'matter' }),
      f('/unknownToPolice', 'unknownToPolice', 'bool'),
      f('/privacyAllows', 'privacyAllows', 'bool'),
    ],
  },
];
