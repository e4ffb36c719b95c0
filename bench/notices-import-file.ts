import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const FORENAMES = ['ADA', 'BORIS', 'CHEN', 'DALIA', 'EMRE', 'FATIMA', 'GORAN', 'HANA', 'IVAN', 'JUANA', 'KOFI', 'LENA'];
const SYLLABLES = ['BA', 'KO', 'MI', 'RU', 'SA', 'TEN', 'VOR', 'LIN', 'GA', 'DEL', 'PE', 'NOV'];
const COUNTRIES = ['US', 'FR', 'DE', 'NL', 'ES', 'EG', 'BR', 'IN', 'JP', 'ZA', 'PL', 'SE', 'TR', 'MX', 'CA', 'IT'];
const HAIR = ['BLA', 'BRO', 'GRY', 'RED', 'YELB'];
const EYES = ['BLU', 'BRO', 'GRE', 'GRY'];

/** The nth invented person, the same each time. */
export function inventedRecord(n: number) {
  const at = <T>(list: readonly T[], by: number): T => list[Math.floor(n / by) % list.length] as T;
  const name = [1, 12, 144, 1_728].map((by) => at(SYLLABLES, by)).join('');
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    entity_id: `${2000 + (n % 26)}/${n}`,
    name,
    forename: at(FORENAMES, 7),
    date_of_birth: `${1940 + (n % 65)}/${two(1 + (n % 12))}/${two(1 + (n % 28))}`,
    nationalities: n % 5 === 0 ? [at(COUNTRIES, 3), at(COUNTRIES, 11)] : [at(COUNTRIES, 3)],
    sex_id: n % 8 === 0 ? 'F' : 'M',
    height: 1.5 + (n % 50) / 100,
    weight: 50 + (n % 60),
    place_of_birth: `Place ${n % 5_000}`,
    country_of_birth_id: at(COUNTRIES, 5),
    eyes_colors_id: [at(EYES, 2)],
    hairs_id: [at(HAIR, 2)],
    languages_spoken_ids: ['ENG', 'FRE'],
    distinguishing_marks: n % 3 === 0 ? `scar number ${n % 97} on the left hand` : null,
    arrest_warrants: [
      { issuing_country_id: at(COUNTRIES, 13), charge: `Invented charge ${n % 400}`, charge_translation: null },
    ],
    _links: { self: { href: `https://notices.example/notices/v1/red/${2000 + (n % 26)}-${n}` } },
  };
}

/** JSON lines as a crawler saves them. */
export async function writeNotices(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  for (let n = 0; n < count; n += 500) {
    let text = '';
    for (let i = n; i < Math.min(count, n + 500); i++) text += `${JSON.stringify(inventedRecord(i))}\n`;
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
