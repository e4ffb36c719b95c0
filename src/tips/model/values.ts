import { isIP } from 'node:net';
import type { ModelPerson, ModelTime, TipModel, Tri } from '../contract-model.ts';

/** Words that stand for nothing said. */
const NOTHING: ReadonlySet<string> = new Set(['', 'n/a', 'na', 'null', 'none', 'unknown', 'not provided', '-']);

/** Trimmed words; null when nothing was said. */
export function said(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  return NOTHING.has(text.toLowerCase()) ? null : text;
}

/** A moment with its zone in UTC ms. Without a zone the words stand alone: nobody can say when it was. */
export function readTime(value: string | null | undefined): ModelTime | null {
  const text = said(value);
  if (text === null) return null;
  const isWhole = /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  const at = isWhole ? Date.parse(text) : Number.NaN;
  return { text, at: Number.isSafeInteger(at) && at >= 0 ? at : null };
}

/** YYYY-MM-DD, YYYY-MM or YYYY at the start of what was given, a zone left off; null when it does not start so. */
export function readDate(value: string | null | undefined): string | null {
  return /^\d{4}(?:-\d\d(?:-\d\d)?)?/.exec(said(value) ?? '')?.[0] ?? null;
}

export function readTri(value: string | boolean | null | undefined): Tri {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = value?.trim().toLowerCase();
  if (text === 'true' || text === '1' || text === 'yes') return 'yes';
  return text === 'false' || text === '0' || text === 'no' ? 'no' : 'unknown';
}

export function readInt(value: string | number | null | undefined): number | null {
  const n = typeof value === 'number' ? value : /^\s*\d{1,9}\s*$/.test(value ?? '') ? Number(value) : Number.NaN;
  return Number.isSafeInteger(n) && n >= 0 ? n : null;
}

export function readDegrees(value: string | number | null | undefined, most: number): number | null {
  const n = typeof value === 'number' ? value : said(value) === null ? Number.NaN : Number(value);
  return Number.isFinite(n) && Math.abs(n) <= most ? n : null;
}

export function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** Codes of geolocation data that name no country: anonymous proxy, satellite, other, Asia/Pacific, Europe; and two that are past. */
const NO_COUNTRY: ReadonlySet<string> = new Set(['A1', 'A2', 'O1', 'AP', 'EU', 'AN', 'FX', 'ZZ']);
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
let byName: Map<string, string> | undefined;

/** ISO 3166-1 alpha-2 from a code or an English name; null where none is meant. */
export function readCountry(value: string | null | undefined): string | null {
  const text = said(value);
  if (text === null) return null;
  if (/^[A-Za-z]{2}$/.test(text)) {
    const code = text.toUpperCase();
    return !NO_COUNTRY.has(code) && (code === 'XK' || isCountry(code)) ? code : null;
  }
  byName ??= new Map([...codes(), ['united states of america', 'US'] as const, ['usa', 'US'] as const]);
  return byName.get(text.toLowerCase()) ?? null;
}

function isCountry(code: string): boolean {
  return names.of(code) !== undefined;
}

function* codes(): Generator<readonly [string, string]> {
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      const name = NO_COUNTRY.has(code) ? undefined : names.of(code);
      if (name !== undefined) yield [name.toLowerCase(), code];
    }
  }
}

export function emptyPerson(role: ModelPerson['role']): ModelPerson {
  return {
    role,
    association: null,
    ofPerson: null,
    firstName: null,
    middleName: null,
    lastName: null,
    otherNames: [],
    dateOfBirth: null,
    age: null,
    gender: null,
    account: {
      service: null,
      id: null,
      screenNames: [],
      displayNames: [],
      bio: null,
      group: null,
      compromised: 'unknown',
      disabled: 'unknown',
      disabledAt: null,
      userNotified: 'unknown',
    },
    priorReports: [],
    vehicle: null,
    school: null,
    facts: [],
    notes: [],
  };
}

export function emptyModel(shape: TipModel['shape']): TipModel {
  return {
    shape,
    reportNumber: null,
    provider: '',
    incident: {
      type: '',
      time: null,
      timeNote: null,
      platform: null,
      escalated: null,
      annotations: [],
      batch: null,
      channels: [],
    },
    people: [],
    files: [],
    ips: [],
    places: [],
    phones: [],
    emails: [],
    urls: [],
    devices: [],
    lawEnforcement: null,
    texts: [],
    unknown: [],
  };
}
