/** What a column of a manifest may be, by the names that airlines, borders and police give it. */

export const COLUMNS = {
  family: ['family', 'familyname', 'surname', 'lastname', 'last', 'nom', 'apellidos', 'apellido', 'primaryidentifier'],
  given: [
    'given',
    'givenname',
    'givennames',
    'firstname',
    'first',
    'forename',
    'forenames',
    'prenom',
    'prenoms',
    'nombre',
    'nombres',
    'secondaryidentifier',
  ],
  middle: ['middle', 'middlename', 'middlenames'],
  full: ['full', 'name', 'fullname', 'nam', 'passenger', 'passengername', 'pax', 'paxname', 'traveller', 'traveler'],
  other: ['othernames', 'othername', 'aliases', 'alias', 'aka', 'nativename', 'maidenname'],
  birth: ['birth', 'birthdate', 'dateofbirth', 'dob', 'born', 'birthday', 'datedenaissance', 'fechadenacimiento'],
  sex: ['sex', 'gender', 'sexe', 'sexo'],
  nationality: ['nationality', 'nationalities', 'citizenship', 'nat', 'nationalite', 'nacionalidad'],
  documentNumber: [
    'documentnumber',
    'docnumber',
    'docno',
    'documentno',
    'passportnumber',
    'passportno',
    'passport',
    'did',
    'traveldocument',
    'document',
    'number',
  ],
  documentCountry: [
    'documentcountry',
    'documentissuer',
    'issuingcountry',
    'issuingstate',
    'issuer',
    'cnt',
    'passportcountry',
    'countryofissue',
    'country',
  ],
  documentType: ['documenttype', 'doctype', 'typ', 'type'],
  documentExpires: [
    'documentexpiry',
    'documentexpires',
    'expirydate',
    'expiry',
    'expires',
    'dateofexpiry',
    'passportexpiry',
  ],
  mrz: ['mrz', 'mrz1', 'mrzline1'],
  mrz2: ['mrz2', 'mrzline2'],
  mrz3: ['mrz3', 'mrzline3'],
  // Known, and not used to compare.
  locator: [
    'pnr',
    'recordlocator',
    'locator',
    'pnrlocator',
    'bookingreference',
    'seat',
    'flight',
    'embarkation',
    'debarkation',
  ],
} as const satisfies Record<string, readonly string[]>;
export type ColumnName = keyof typeof COLUMNS;

const BY_NAME = new Map<string, ColumnName>(
  (Object.entries(COLUMNS) as [ColumnName, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name): [string, ColumnName] => [name, column]),
  ),
);

/** The column a header stands for: case, blanks, marks and accents do not matter. */
export function columnOf(header: string): ColumnName | null {
  const plain = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return BY_NAME.get(plain) ?? null;
}

const TYPES: readonly (readonly [
  RegExp,
  'passport' | 'identity-card' | 'residence-permit' | 'driving-licence' | 'visa',
])[] = [
  [/^(p|pass)/i, 'passport'],
  [/^(i|a|c|ac|id|identity)/i, 'identity-card'],
  [/^(r|ir|residence)/i, 'residence-permit'],
  [/^(d|driv)/i, 'driving-licence'],
  [/^v/i, 'visa'],
];

/** The type of a travel document as lists code it: `P`, `PASSPORT`, `ID` …; null when it is another. */
export function documentTypeOf(text: string) {
  return TYPES.find(([pattern]) => pattern.test(text.trim()))?.[1] ?? null;
}
