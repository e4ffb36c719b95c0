import { characterValue, checkDigit } from './check-digit.ts';
import { type MrzState, stateOf } from './countries.ts';
import type { FieldLayout, Layout, MrzFieldName, MrzFormat, Span } from './layouts.ts';
import { readDate } from './read-date.ts';
import { type MrzNames, readNames } from './read-names.ts';
import { splitZone } from './split-lines.ts';
import { asDigits, asLetters, suggestFor } from './suggest.ts';

export interface MrzProblem {
  /** Stable: `mrz.check-digit`, `mrz.line-length` … */
  readonly code: string;
  readonly field: MrzFieldName | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What may have been meant; nothing is changed by it. */
export interface MrzSuggestion {
  readonly field: MrzFieldName;
  /** The field as it stands, and as it would pass its check digits. */
  readonly raw: string;
  readonly instead: string;
  /** The check digit itself was misread: the field stays. */
  readonly isCheckDigit: boolean;
}

export interface MrzField extends Span {
  readonly name: MrzFieldName;
  readonly raw: string;
  /** Without fillers; null when it is empty. */
  readonly value: string | null;
  readonly check: { readonly expected: string; readonly found: string; readonly ok: boolean } | null;
}

export interface MrzPerson extends MrzNames {
  readonly birthDate: string | null;
  readonly sex: 'F' | 'M' | 'X' | null;
  readonly nationality: MrzState;
  readonly document: {
    /** First character of the code: P passport, V visa, A, C or I an identity card. */
    readonly kind: 'passport' | 'visa' | 'identity-card';
    readonly code: string;
    readonly number: string | null;
    readonly state: MrzState;
    readonly expires: string | null;
    /** True when the expiry lies before `today`. */
    readonly expired: boolean;
  };
}

export interface MrzReading {
  readonly format: MrzFormat;
  /** Tidied and brought to their length. */
  readonly lines: readonly string[];
  readonly fields: readonly MrzField[];
  readonly person: MrzPerson;
  /** Nothing contradicts itself: every check digit holds, every field can be what it is. */
  readonly valid: boolean;
  readonly problems: readonly MrzProblem[];
  readonly suggestions: readonly MrzSuggestion[];
}

/**
 * Reads a machine readable zone (ICAO Doc 9303): TD1, TD2, TD3, MRV-A, MRV-B. What is wrong is said, and the rest is read
 * all the same. Pure.
 * @param text two or three lines, or all in one
 * @param today YYYY-MM-DD: two-digit years are placed by it
 * @returns null when the text is no such zone
 */
export function readMrz(text: string, today: string): MrzReading | null {
  const zone = splitZone(text);
  if (!zone) return null;
  const { layout } = zone;
  const problems: MrzProblem[] = [];
  const lines = zone.lines.map((line, n) => toLength(line, n, layout, problems));
  const slice = ({ line, from, to }: Span): string => lines[line]?.slice(from, to) ?? '';
  const fields = layout.fields.map((field) => readField(field, layout, slice, problems));
  const of = (name: MrzFieldName): MrzField | undefined => fields.find((field) => field.name === name);
  const composite = layout.composite && {
    expected: checkDigit(layout.composite.over.map(slice).join('')),
    found: slice(layout.composite.check),
  };
  if (composite && composite.expected !== composite.found) {
    problems.push({ code: 'mrz.composite', field: 'composite', params: { ...composite } });
  }
  const person = readPerson(of, layout.format, today, problems);
  return {
    format: layout.format,
    lines,
    fields,
    person,
    valid: problems.length === 0,
    problems,
    suggestions: suggest(layout, lines, fields),
  };
}

function toLength(line: string, n: number, layout: Layout, problems: MrzProblem[]): string {
  if (line.length !== layout.length) {
    const params = { line: n + 1, expected: layout.length, found: line.length };
    problems.push({ code: 'mrz.line-length', field: null, params });
  }
  for (const [at, character] of [...line].entries()) {
    if (characterValue(character) !== null) continue;
    problems.push({ code: 'mrz.character', field: null, params: { line: n + 1, column: at + 1, character } });
  }
  // What scanners cut off first is fillers at the end.
  return line.slice(0, layout.length).padEnd(layout.length, '<');
}

function readField(
  field: FieldLayout,
  layout: Layout,
  slice: (span: Span) => string,
  problems: MrzProblem[],
): MrzField {
  let raw = slice(field);
  let found = field.check ? slice(field.check) : null;
  if (field.name === 'documentNumber' && found === '<' && /[^<]/.test(raw)) {
    // A number of more than nine characters goes on in the optional data, its check digit behind it (Doc 9303-5, 4.2.2).
    const optional = layout.fields.find((other) => other.name === 'optional');
    const rest = (layout.format === 'TD1' || layout.format === 'TD2') && optional ? slice(optional).split('<')[0] : '';
    if (rest && rest.length > 1) {
      raw += rest.slice(0, -1);
      found = rest.slice(-1);
    }
  }
  const value = raw.replace(/<+$/, '') || null;
  const expected = checkDigit(raw);
  const isEmpty = value === null && found === '<';
  const ok = found === expected || (isEmpty && (field.checkMayBeFiller === true || field.name === 'documentNumber'));
  if (found !== null && !ok) {
    problems.push({ code: 'mrz.check-digit', field: field.name, params: { field: field.name, expected, found } });
  }
  const { name, line, from, to } = field;
  return { name, line, from, to, raw, value, check: found === null ? null : { expected, found, ok } };
}

function readPerson(
  of: (name: MrzFieldName) => MrzField | undefined,
  format: MrzFormat,
  today: string,
  problems: MrzProblem[],
): MrzPerson {
  const raw = (name: MrzFieldName): string => of(name)?.raw ?? '';
  const code = raw('documentCode').replace(/<+$/, '');
  if (!codeFits(code, format)) {
    problems.push({ code: 'mrz.document-code', field: 'documentCode', params: { found: code || '<', format } });
  }
  const date = (name: 'birthDate' | 'expiryDate'): string | null => {
    const read = readDate(raw(name), name === 'birthDate' ? 'birth' : 'expiry', today);
    if (!read.valid) problems.push({ code: 'mrz.date', field: name, params: { field: name, found: raw(name) } });
    return read.date;
  };
  const state = (name: 'issuingState' | 'nationality'): MrzState => {
    const found = stateOf(raw(name).replace(/<+$/, ''));
    if (found.kind === 'unknown')
      problems.push({ code: 'mrz.state', field: name, params: { field: name, found: found.code || '<<<' } });
    return found;
  };
  const names = raw('names');
  if (/[0-9]/.test(names)) problems.push({ code: 'mrz.names', field: 'names', params: {} });
  if (/^<*$/.test(names)) problems.push({ code: 'mrz.names-empty', field: 'names', params: {} });
  const sex = raw('sex');
  if (!/[FMX<]/.test(sex)) problems.push({ code: 'mrz.sex', field: 'sex', params: { found: sex } });
  const expires = date('expiryDate');
  return {
    ...readNames(names),
    birthDate: date('birthDate'),
    sex: sex === 'F' || sex === 'M' || sex === 'X' ? sex : null,
    nationality: state('nationality'),
    document: {
      kind: code.startsWith('P') ? 'passport' : code.startsWith('V') ? 'visa' : 'identity-card',
      code,
      number: of('documentNumber')?.value?.replaceAll('<', '') ?? null,
      state: state('issuingState'),
      expires,
      expired: expires !== null && expires < today.slice(0, expires.length),
    },
  };
}

function codeFits(code: string, format: MrzFormat): boolean {
  if (format === 'TD3') return code.startsWith('P');
  if (format === 'MRV-A' || format === 'MRV-B') return code.startsWith('V');
  // Small passports exist in the size of cards.
  return /^[ACIP]/.test(code);
}

function suggest(layout: Layout, lines: readonly string[], fields: readonly MrzField[]): MrzSuggestion[] {
  const all: MrzSuggestion[] = [];
  for (const field of fields) {
    const { name, raw, check } = field;
    const isDate = name === 'birthDate' || name === 'expiryDate';
    if (isDate && /[A-Z]/.test(raw)) {
      const instead = asDigits(raw);
      if (instead) all.push({ field: name, raw, instead, isCheckDigit: false });
      continue;
    }
    if (name === 'names' || name === 'issuingState' || name === 'nationality') {
      const instead = asLetters(raw);
      if (instead) all.push({ field: name, raw, instead, isCheckDigit: false });
      continue;
    }
    // A long number lies in two places: its slips are not looked for.
    if (!check || check.ok || raw.length !== field.to - field.from) continue;
    const holds = (text: string, digit: string): boolean => compositeHolds(layout, lines, field, text, digit);
    const found = suggestFor(raw, check.found, isDate ? /[0-9<]/ : /[0-9A-Z<]/, holds);
    for (const slip of found.field) all.push({ field: name, raw, instead: slip.text, isCheckDigit: false });
    if (found.check !== null) all.push({ field: name, raw: check.found, instead: found.check, isCheckDigit: true });
  }
  return all;
}

/** Whether the composite digit holds once the field and its check digit are these; false where a zone has none. */
function compositeHolds(
  layout: Layout,
  lines: readonly string[],
  field: MrzField,
  text: string,
  digit: string,
): boolean {
  const { composite } = layout;
  const check = layout.fields.find((other) => other.name === field.name)?.check;
  if (!composite || !check) return false;
  const put = (line: string, { from, to }: Span, value: string): string => line.slice(0, from) + value + line.slice(to);
  const changed = lines.map((line, n) => {
    const withField = n === field.line ? put(line, field, text) : line;
    return n === check.line ? put(withField, check, digit) : withField;
  });
  const slice = ({ line, from, to }: Span): string => changed[line]?.slice(from, to) ?? '';
  return checkDigit(composite.over.map(slice).join('')) === slice(composite.check);
}
