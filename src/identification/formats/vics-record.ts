import { category, commonCode } from './categories.ts';
import { type EntryFlags, entryKey, type HashEntry, type RawObject } from './entry.ts';
import { isObject } from './json.ts';
import { readCategory, readFlag, readHash, readPhotoDna, readTime } from './values.ts';
import { CASE_NAMES, FLAGS, INNER_FLAGS, INNER_NAMES, isNoise, MEDIA_NAMES, TIMES } from './vics-names.ts';

export interface ReadProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

type Found = { -readonly [K in keyof HashEntry]: HashEntry[K] };

export type RecordRead =
  | { readonly entry: HashEntry; readonly warnings: readonly ReadProblem[]; readonly pictures: number }
  | { readonly refused: ReadProblem };

/** Properties by which our own exports keep what VICS has no field for. */
export const OWN = { classification: 'homeward:classification', quality: 'homeward:pdq-quality' };

/** A Media record of VICS 1.2 to 2.0. What is not understood is kept as it was, under `raw.vics`. */
export function readMedia(record: RawObject, scheme: string): RecordRead {
  const warnings: ReadProblem[] = [];
  const found: Found = {};
  const flags: { -readonly [K in keyof EntryFlags]: EntryFlags[K] } = {};
  const raw = new Map<string, unknown>();
  let pictures = 0;
  let alternatives: unknown;
  let metadata: unknown;
  /** Takes what could be read; keeps what could not. */
  const take = <T>(name: string, value: unknown, read: T | null | undefined, set: (value: T) => void): void => {
    if (read === null) {
      warnings.push(unread(name, value));
      raw.set(name, value);
    } else if (read !== undefined) set(read);
  };
  for (const [given, value] of Object.entries(record)) {
    if (isNoise(given)) continue;
    const known = MEDIA_NAMES.get(given.toLowerCase());
    // The same name in another case, said twice: the first counts.
    const name = known !== undefined && !(known !== given && Object.hasOwn(record, known)) ? known : given;
    switch (name) {
      case 'MD5': {
        const md5 = readHash(value, 32);
        if (md5 === null) return { refused: { code: 'import.md5-malformed', params: { value: shown(value) } } };
        if (md5 !== undefined) found.md5 = md5;
        break;
      }
      case 'SHA1':
        take(name, value, readHash(value, 40), (sha1) => {
          found.sha1 = sha1;
        });
        break;
      case 'PhotoDNA':
        take(name, value, readPhotoDna(value), (photodna) => {
          found.photodna = photodna;
        });
        break;
      case 'Category':
        take(name, value, readCategory(value), (number) => {
          found.classification = category(scheme, String(number));
        });
        break;
      case 'Series': {
        const [series, isWhole] = readSeries(value);
        if (series !== null) found.series = series;
        if (!isWhole) raw.set(name, value);
        break;
      }
      case 'Miniature':
        // A picture, and pictures are sealed or not kept at all.
        if (value !== null && value !== '') pictures++;
        break;
      case 'VictimIdentified':
      case 'OffenderIdentified':
      case 'IsDistributed':
      case 'IsSuspected':
      case 'SelfGenerated':
      case 'IsPrecategorized':
        take(name, value, readFlag(value), (flag) => {
          flags[FLAGS[name]] = flag;
        });
        break;
      case 'AlternativeHashes':
        alternatives = value;
        break;
      case 'MediaMetadata':
        metadata = value;
        break;
      default:
        keep(raw, name, inner(name, value));
    }
  }
  // After the record's own hashes, which count before these, and its number, which says less than these.
  keep(raw, 'AlternativeHashes', takeHashes(alternatives, found));
  keep(raw, 'MediaMetadata', takeOwn(metadata, found));
  if (Object.keys(flags).length > 0) found.flags = flags;
  if (raw.size > 0) found.raw = { vics: Object.fromEntries(raw) };
  if (entryKey(found) === null) return { refused: { code: 'import.no-hash', params: {} } };
  return { entry: found, warnings, pictures };
}

/** The members of a Case beside its Media. */
export function readCase(fields: RawObject): RawObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !isNoise(name))
      .map(([given, value]) => {
        const name = CASE_NAMES.get(given.toLowerCase()) ?? given;
        return [name, inner(name, value)];
      }),
  );
}

/** Makes one Case the same one when it comes again: its id without braces, or its number. */
export function caseKey(fields: RawObject): string | null {
  const { CaseID: id, CaseNumber: number } = fields;
  if (typeof id === 'string' && id.trim() !== '')
    return `id:${id
      .trim()
      .replace(/^\{|\}$/g, '')
      .toLowerCase()}`;
  return typeof number === 'string' && number.trim() !== '' ? `number:${number.trim()}` : null;
}

function keep(raw: Map<string, unknown>, name: string, value: unknown): void {
  if (value !== undefined) raw.set(name, value);
}

function unread(field: string, value: unknown): ReadProblem {
  return { code: 'import.value-unread', params: { field, value: shown(value) } };
}

export function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 60);
}

/** A name, or an object with one. False: there is more to it than the name. */
function readSeries(value: unknown): [string | null, boolean] {
  if (value === null || value === undefined || value === '') return [null, true];
  if (typeof value === 'string') {
    const name = value.trim();
    return [name === '' ? null : name.slice(0, 500), name === value && name.length <= 500];
  }
  if (!isObject(value)) return [null, false];
  const names = Object.keys(value).filter((name) => !isNoise(name));
  const name = names.find((one) => one.toLowerCase() === 'name');
  const [series, isWhole] = name === undefined ? [null, false] : readSeries(value[name]);
  return [series, isWhole && names.length === 1];
}

/** Values of any depth, without OData's noise, with names as they are written and times and flags in one form. */
function inner(name: string, value: unknown): unknown {
  if (TIMES.has(name)) return readTime(value) ?? value;
  if (INNER_FLAGS.has(name)) return readFlag(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => inner('', item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isNoise(key))
      .map(([key, item]) => {
        const known = INNER_NAMES.get(key.toLowerCase()) ?? key;
        return [known, inner(known, item)];
      }),
  );
}

const ALTERNATIVE = { photodna: 'photodna', sha256: 'sha256', sha1: 'sha1', pdq: 'pdq' } as const;

/** Hashes of kinds we know become the entry's own; the rest of the list is kept. */
function takeHashes(value: unknown, found: Found): unknown {
  const list = inner('AlternativeHashes', value);
  if (!Array.isArray(list)) return list;
  const rest = list.filter((item: unknown) => {
    if (!isObject(item) || Object.keys(item).some((key) => !/^(MD5|HashName|HashValue)$/.test(key))) return true;
    const kind = String(item.HashName).toLowerCase().replaceAll(/[-_ ]/g, '');
    if (!Object.hasOwn(ALTERNATIVE, kind)) return true;
    const name = ALTERNATIVE[kind as keyof typeof ALTERNATIVE];
    const hash =
      name === 'photodna' ? readPhotoDna(item.HashValue) : readHash(item.HashValue, name === 'sha1' ? 40 : 64);
    if (!hash || (found[name] !== undefined && found[name] !== hash)) return true;
    found[name] = hash;
    return false;
  });
  return rest.length > 0 || list.length === 0 ? rest : undefined;
}

const OWN_CLASSIFICATION = /^([A-Za-z0-9._-]{1,40})\/([A-Za-z0-9._-]{1,20})\/(.{1,120})$/s;

/** What an export of ours put there comes back. */
function takeOwn(value: unknown, found: Found): unknown {
  const list = inner('MediaMetadata', value);
  if (!Array.isArray(list)) return list;
  const rest = list.filter((item: unknown) => {
    const text = isObject(item) && typeof item.PropertyValue === 'string' ? item.PropertyValue : '';
    const name = isObject(item) ? item.PropertyName : undefined;
    if (name === OWN.quality && /^\d{1,3}$/.test(text) && Number(text) <= 100) {
      found.quality = Number(text);
      return false;
    }
    const own = name === OWN.classification ? OWN_CLASSIFICATION.exec(text) : null;
    if (!own) return true;
    const [, scheme = '', code = '', label = ''] = own;
    found.classification = { scheme, code: commonCode(scheme, code), label };
    return false;
  });
  return rest.length > 0 || list.length === 0 ? rest : undefined;
}
