const FAMILY = ['Abbas', 'Bello', 'Castro', 'Dang', 'Ferreira', 'Gomez', 'Haddad', 'Ivanov', 'Jimenez', 'Kovac'];
const GIVEN = ['Alan', 'Boris', 'Carlos', 'Dario', 'Emil', 'Felix', 'Gabriel', 'Hugo', 'Ismael', 'Jonas'];
const TO = ['MX', 'GT', 'SV', 'HN', 'CA', 'PH', 'BR', 'DO', 'JM', 'CO'];

export const REMOVAL_HEADER =
  'family_name,given_name,sex,birth_date,nationalities,passport_number,passport_country,a_number,height_cm,eyes,' +
  'conviction1_offence,conviction1_date,conviction1_court,conviction1_juvenile,removed_to,removed_place,removed_on,' +
  'legal_basis,threat,assessor,assessed_on,assessment_basis';

/** What a row says instead of the usual. */
export type RowChange = Partial<Record<'sex' | 'assessor' | 'juvenile' | 'country' | 'aNumber' | 'birthDate', string>>;

/** One invented person, removed after a conviction; the nth is always the same. */
export function removalRow(n: number, change: RowChange = {}): string {
  const to = TO[n % 10] ?? 'MX';
  const year = 1950 + (n % 45);
  const cells = [
    `${FAMILY[n % 10]}-${n}`,
    GIVEN[Math.floor(n / 10) % 10],
    change.sex ?? 'M',
    change.birthDate ?? `${year}-0${(n % 9) + 1}-1${n % 9}`,
    to,
    `P${1_000_000 + n}`,
    to,
    change.aNumber ?? `A${200_000_000 + n}`,
    String(160 + (n % 35)),
    'BRO',
    '"Sexual offence, child under 14"',
    String(2000 + (n % 20)),
    'Superior Court',
    change.juvenile ?? 'no',
    change.country ?? to,
    'Capital',
    `2026-10-0${String((n % 9) + 1)}`,
    'INA 237(a)(2)(E)',
    'Convicted of an offence against a child; may offend again',
    change.assessor ?? 'ICE ERO assessor 12',
    '2026-09-15',
    'previous-convictions',
  ];
  return cells.join(',');
}

/** A CSV of that many persons. */
export function removalFile(count: number, changes: Readonly<Record<number, RowChange>> = {}): string {
  const rows = Array.from({ length: count }, (_, n) => removalRow(n + 1, changes[n + 1]));
  return `${[REMOVAL_HEADER, ...rows].join('\r\n')}\r\n`;
}
