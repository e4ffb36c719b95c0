import type {
  BlackForm,
  BlueForm,
  GreenForm,
  OrangeForm,
  PurpleForm,
  RedForm,
  SilverForm,
  UnForm,
  YellowForm,
} from './contract.ts';

/** Forms about invented people that meet every blocking rule. */
const subject = {
  familyName: 'Example',
  forename: 'Álvaro',
  sex: 'M' as const,
  birthDate: '1979-04-02',
  nationalities: ['US'],
  description: { heightCm: 182, hair: 'BRO' as const, eyes: 'GRE' as const },
};

export const red: RedForm = {
  colour: 'red',
  subject,
  status: 'charged',
  facts: {
    summary: 'Charged with offences against children; fled.',
    place: 'Springfield',
    country: 'US',
    from: '2025-03',
  },
  ordinaryLawCrime: true,
  excludedMatter: 'none',
  neutral: true,
  refugee: 'none-known',
  judicial: {
    basis: 'prosecution',
    warrant: { number: '26-CR-0101', date: '2026-01-15', authority: 'District Court', sealed: false },
    charges: ['Production of child sexual abuse material'],
    laws: ['18 U.S.C. 2251'],
    maxPenaltyMonths: 360,
    extraditionAssured: true,
    extraditionFrom: 'all',
    arrestInstructions: 'Inform the requesting bureau at once.',
    prosecutor: 'Assistant US Attorney, invented district',
    ncicNumber: 'W123456789',
  },
};

export const blue: BlueForm = {
  colour: 'blue',
  subject,
  status: 'suspect',
  sought: ['locate'],
  question: 'Where does he live now?',
  facts: { summary: 'Seen with a missing child.' },
};

export const green: GreenForm = {
  colour: 'green',
  subject,
  status: 'convicted',
  assessment: {
    threat: 'Convicted of offences against children; travels.',
    authority: 'State Police',
    date: '2026-02-01',
    basis: 'previous-convictions',
    convictions: [{ offence: 'Sexual offence against a child', date: '2015' }],
  },
};

export const yellow: YellowForm = {
  colour: 'yellow',
  subject: { ...subject, familyName: 'Sample', forename: 'Robin', sex: 'F', birthDate: '2017-06-11' },
  status: 'missing',
  event: { kind: 'criminal-abduction', date: '2026-10-03', circumstances: 'Did not come home from school.' },
  policeRecord: { authority: 'Springfield Police', number: '26-4455', date: '2026-10-03' },
  guardian: { name: 'Pat Sample', relation: 'mother' },
  unknownToPolice: true,
  returnSought: true,
  ncicNumber: 'M123456789',
  ncmecNumber: 'NCMEC-1001',
};

export const black: BlackForm = {
  colour: 'black',
  subject: { sex: 'M', fingerprints: { reference: 'PM-77' }, description: { heightCm: 178, hair: 'GRY' } },
  found: {
    date: '2026-08-14',
    place: 'Lake Example',
    country: 'US',
    circumstances: 'Found by walkers; no papers.',
    ageFrom: 50,
    ageTo: 65,
  },
  postMortem: { authority: 'Medical examiner, invented county', number: '26-091' },
};

export const orange: OrangeForm = {
  colour: 'orange',
  subject: {},
  threat: {
    kind: 'event',
    description: 'A gathering is used to recruit minors.',
    imminent: true,
    from: '2026-12-01',
    to: '2026-12-05',
    measures: 'Inform organisers and child-welfare authorities.',
  },
};

export const purple: PurpleForm = {
  colour: 'purple',
  subject: {},
  method: {
    modusOperandi: 'Offers of modelling work sent to minors through games.',
    devices: ['second phones'],
    seenIn: ['US', 'NL'],
    fitToShare: true,
  },
};

export const silver: SilverForm = {
  colour: 'silver',
  subject,
  status: 'charged',
  facts: { summary: 'Proceeds of trafficking in minors.' },
  assets: [{ kind: 'account', description: 'Account in the name of an invented company', country: 'NL' }],
  assetRequest: { sought: ['locate'], authority: 'Prosecutor, invented district', number: '26-INV-7' },
  inPilot: true,
};

export const un: UnForm = {
  colour: 'un',
  subject: { familyName: 'Example', forename: 'Omar' },
  sanctions: { listed: 'individual', reference: 'QDi.000', measures: ['travel-ban'] },
};
