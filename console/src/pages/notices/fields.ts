import { type Colour, HAGUE } from '../../../../src/notices/contract.ts';
import type { TextKey } from '../../locales/index.ts';

export type FieldKind =
  | 'line'
  | 'area'
  | 'date'
  | 'partial'
  | 'number'
  | 'flag'
  | 'tags'
  | 'country'
  | 'countries'
  | 'countries-or-all'
  | 'offence'
  | 'choice'
  | 'choices'
  | 'documents'
  | 'marks'
  | 'photos'
  | 'convictions'
  | 'orders'
  | 'assets'
  | 'laws';

export interface NoticeField {
  /** Pointer into the form. */
  readonly at: string;
  readonly label: TextKey;
  readonly kind: FieldKind;
  readonly values?: readonly string[];
  /** Where the values have their words; absent: the values are codes of the directory. */
  readonly scope?: string;
  readonly codes?: 'hair' | 'eyes' | 'languages';
  readonly colours?: readonly Colour[];
}

type SectionName =
  | 'subject'
  | 'facts'
  | 'judicial'
  | 'sought'
  | 'assessment'
  | 'event'
  | 'found'
  | 'threat'
  | 'method'
  | 'assets'
  | 'sanctions'
  | 'parental'
  | 'statements';
export interface NoticeSection {
  readonly name: SectionName;
  readonly fields: readonly NoticeField[];
  readonly colours?: readonly Colour[];
}

type Options = Omit<NoticeField, 'at' | 'label' | 'kind'> & { readonly label?: string };

function f(at: string, kind: FieldKind, { label, ...options }: Options = {}): NoticeField {
  return { at, kind, label: `notice.field.${label ?? at.split('/').at(-1)}` as TextKey, ...options };
}

const STATUS = [
  'convicted',
  'charged',
  'suspect',
  'witness',
  'victim',
  'missing',
  'unable-to-identify-self',
  'possible-threat',
];
const EVENTS = ['parental-abduction', 'criminal-abduction', 'unexplained-disappearance', 'unable-to-identify-self'];

/** The whole form of a notice: what is asked, shown, and pointed at by the rules. */
export const SECTIONS: readonly NoticeSection[] = [
  {
    name: 'subject',
    fields: [
      f('/subject/familyName', 'line'),
      f('/subject/forename', 'line'),
      f('/subject/nativeName', 'line'),
      f('/subject/aliases', 'tags'),
      f('/subject/sex', 'choice', { values: ['F', 'M', 'U'], scope: 'person.sex' }),
      f('/subject/birthDate', 'partial'),
      f('/subject/birthPlace', 'line'),
      f('/subject/birthCountry', 'country'),
      f('/subject/nationalities', 'countries'),
      f('/subject/languages', 'choices', { codes: 'languages' }),
      f('/subject/fatherName', 'line'),
      f('/subject/motherName', 'line'),
      f('/subject/description/heightCm', 'number'),
      f('/subject/description/weightKg', 'number'),
      f('/subject/description/hair', 'choice', { codes: 'hair' }),
      f('/subject/description/eyes', 'choice', { codes: 'eyes' }),
      f('/subject/description/build', 'line'),
      f('/subject/description/other', 'area'),
      f('/subject/fingerprints/reference', 'line', { label: 'fingerprintReference' }),
      f('/subject/dna/reference', 'line', { label: 'dnaReference' }),
      f('/subject/documents', 'documents'),
      f('/subject/marks', 'marks'),
      f('/subject/photos', 'photos'),
    ],
  },
  {
    name: 'facts',
    fields: [
      f('/status', 'choice', { values: STATUS, scope: 'notice.status' }),
      f('/offence', 'offence'),
      f('/facts/place', 'line'),
      f('/facts/country', 'country'),
      f('/facts/from', 'partial'),
      f('/facts/to', 'partial'),
      f('/mayBeIn', 'countries'),
      f('/facts/summary', 'area'),
      f('/precautions', 'area'),
    ],
  },
  {
    name: 'judicial',
    colours: ['red'],
    fields: [
      f('/judicial/basis', 'choice', { values: ['prosecution', 'sentence'], scope: 'notice.basis' }),
      f('/judicial/warrant/number', 'line'),
      f('/judicial/warrant/date', 'date'),
      f('/judicial/warrant/authority', 'line'),
      f('/judicial/warrant/sealed', 'flag'),
      f('/judicial/charges', 'tags'),
      f('/judicial', 'laws', { label: 'lawPicker' }),
      f('/judicial/laws', 'tags'),
      f('/judicial/maxPenaltyMonths', 'number'),
      f('/judicial/maxPenaltyLife', 'flag'),
      f('/judicial/sentenceMonths', 'number'),
      f('/judicial/remainingMonths', 'number'),
      f('/judicial/importance', 'area'),
      f('/judicial/extraditionAssured', 'flag'),
      f('/judicial/extraditionFrom', 'countries-or-all'),
      f('/judicial/arrestInstructions', 'area'),
      f('/judicial/prosecutor', 'line'),
      f('/judicial/ncicNumber', 'line'),
    ],
  },
  {
    name: 'sought',
    colours: ['blue'],
    fields: [
      f('/sought', 'choices', { values: ['information', 'locate', 'identify'], scope: 'notice.sought' }),
      f('/unidentified', 'flag'),
      f('/question', 'area'),
    ],
  },
  {
    name: 'assessment',
    colours: ['green'],
    fields: [
      f('/assessment/authority', 'line'),
      f('/assessment/date', 'date'),
      f('/assessment/basis', 'choice', {
        values: ['previous-convictions', 'other-reasonable-grounds'],
        scope: 'notice.basis',
        label: 'assessmentBasis',
      }),
      f('/assessment/threat', 'area'),
      f('/assessment/grounds', 'area'),
      f('/assessment/convictions', 'convictions'),
    ],
  },
  {
    name: 'event',
    colours: ['yellow'],
    fields: [
      f('/event/kind', 'choice', { values: EVENTS, scope: 'notice.event' }),
      f('/event/date', 'partial'),
      f('/event/place', 'line'),
      f('/event/country', 'country'),
      f('/event/circumstances', 'area'),
      f('/policeRecord/authority', 'line', { label: 'policeAuthority' }),
      f('/policeRecord/number', 'line', { label: 'policeNumber' }),
      f('/policeRecord/date', 'date', { label: 'policeDate' }),
      f('/guardian/name', 'line', { label: 'guardianName' }),
      f('/guardian/relation', 'line'),
      f('/guardian/reachedThrough', 'line'),
      f('/ncicNumber', 'line'),
      f('/ncmecNumber', 'line'),
      f('/unknownToPolice', 'flag'),
      f('/privacyAllows', 'flag'),
      f('/returnSought', 'flag'),
    ],
  },
  {
    name: 'found',
    colours: ['black'],
    fields: [
      f('/found/date', 'partial', { label: 'foundDate' }),
      f('/found/place', 'line', { label: 'foundPlace' }),
      f('/found/country', 'country', { label: 'foundCountry' }),
      f('/found/ageFrom', 'number'),
      f('/found/ageTo', 'number'),
      f('/found/diedFrom', 'partial'),
      f('/found/diedTo', 'partial'),
      f('/found/circumstances', 'area', { label: 'foundCircumstances' }),
      f('/postMortem/authority', 'line', { label: 'postMortemAuthority' }),
      f('/postMortem/number', 'line', { label: 'postMortemNumber' }),
      f('/postMortem/date', 'date', { label: 'postMortemDate' }),
    ],
  },
  {
    name: 'threat',
    colours: ['orange'],
    fields: [
      f('/threat/kind', 'choice', {
        values: ['event', 'person', 'object', 'process'],
        scope: 'notice.threat',
        label: 'threatKind',
      }),
      f('/threat/from', 'partial', { label: 'from' }),
      f('/threat/to', 'partial', { label: 'to' }),
      f('/threat/place', 'line', { label: 'place' }),
      f('/threat/description', 'area', { label: 'threatDescription' }),
      f('/threat/measures', 'area'),
      f('/threat/imminent', 'flag'),
    ],
  },
  {
    name: 'method',
    colours: ['purple'],
    fields: [
      f('/method/modusOperandi', 'area'),
      f('/method/objects', 'tags'),
      f('/method/devices', 'tags'),
      f('/method/concealment', 'area'),
      f('/method/seenIn', 'countries'),
      f('/method/fitToShare', 'flag'),
    ],
  },
  {
    name: 'assets',
    colours: ['silver'],
    fields: [
      f('/assetRequest/sought', 'choices', {
        values: ['locate', 'identify', 'information'],
        scope: 'notice.sought',
        label: 'sought',
      }),
      f('/assetRequest/authority', 'line', { label: 'assetAuthority' }),
      f('/assetRequest/number', 'line', { label: 'assetNumber' }),
      f('/assetRequest/date', 'date', { label: 'date' }),
      f('/assets', 'assets'),
      f('/inPilot', 'flag'),
    ],
  },
  {
    name: 'sanctions',
    colours: ['un'],
    fields: [
      f('/sanctions/listed', 'choice', { values: ['individual', 'entity'], scope: 'notice.listed' }),
      f('/sanctions/reference', 'line'),
      f('/sanctions/regime', 'line'),
      f('/sanctions/listedOn', 'partial'),
      f('/sanctions/measures', 'choices', {
        values: ['assets-freeze', 'travel-ban', 'arms-embargo'],
        scope: 'notice.sanction',
        label: 'sanctionMeasures',
      }),
    ],
  },
  {
    name: 'parental',
    colours: ['red', 'yellow'],
    fields: [
      f('/parental/custody', 'choice', {
        values: ['one-order', 'conflicting-orders', 'no-order'],
        scope: 'notice.custody',
      }),
      f('/parental/hague', 'choice', { values: HAGUE, scope: 'notice.hague' }),
      f('/parental/warrant', 'choice', {
        values: ['none', 'applied-for', 'issued'],
        scope: 'notice.parental-warrant',
        label: 'parentalWarrant',
      }),
      f('/parental/orders', 'orders'),
      f('/parental/hagueProceedings', 'flag'),
      f('/parental/centralAuthorityConsulted', 'flag'),
    ],
  },
  {
    name: 'statements',
    fields: [
      f('/ordinaryLawCrime', 'flag', { colours: ['red'] }),
      f('/excludedMatter', 'choice', {
        values: ['none', 'behavioural', 'family-private', 'administrative'],
        scope: 'notice.matter',
        colours: ['red'],
      }),
      f('/refugee', 'choice', { values: ['none-known', 'applied', 'granted'], scope: 'notice.refugee' }),
      f('/neutral', 'flag'),
    ],
  },
];

/** The field that lies just there. */
export function fieldAt(pointer: string): NoticeField | undefined {
  return SECTIONS.flatMap((section) => section.fields).find((field) => field.at === pointer);
}

/** What the form calls the field that a pointer leads to or into; null where it has none. */
export function labelOfPointer(pointer: string): TextKey | null {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    for (const { fields } of SECTIONS) {
      const field = fields.find((candidate) => candidate.at === at);
      if (field) return field.label;
    }
  }
  return null;
}

/** The sections and fields that a colour has. */
export function sectionsOf(colour: Colour): readonly NoticeSection[] {
  return SECTIONS.filter((section) => !section.colours || section.colours.includes(colour)).map((section) => ({
    ...section,
    fields: section.fields.filter((field) => !field.colours || field.colours.includes(colour)),
  }));
}
