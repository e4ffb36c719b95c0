import type { Buffer } from 'node:buffer';
import type { EntryFlags, EntryRaw } from '../formats/entry.ts';
import { parseExact } from '../formats/json.ts';
import type { NewEntry, StoredEntry } from './store.ts';

/** A row of ident_hash_entry as ENTRY_COLUMNS reads it. */
export interface EntryRow {
  readonly id: number;
  readonly list_id: string;
  readonly key: string;
  readonly md5: Buffer | null;
  readonly sha1: Buffer | null;
  readonly sha256: Buffer | null;
  readonly pdq: Buffer | null;
  readonly quality: number | null;
  readonly photodna: Buffer | null;
  readonly scheme: string | null;
  readonly code: string | null;
  readonly label: string | null;
  readonly series: string | null;
  readonly flags: EntryFlags | null;
  readonly cases: string[] | number[] | null;
  readonly raw: string | null;
  readonly state: 'active' | 'removed';
  readonly added_by: string | null;
  readonly changed_by: string | null;
  readonly updated_at: number;
}

export const ENTRY_COLUMNS =
  'id, list_id, key, md5, sha1, sha256, pdq, quality, photodna, scheme, code, label, series, flags, cases, raw, state, added_by, changed_by, updated_at';

export function storedEntry(row: EntryRow): StoredEntry {
  const { scheme, code, label } = row;
  return {
    id: row.id,
    listId: row.list_id,
    key: row.key,
    ...opt('md5', row.md5?.toString('hex')),
    ...opt('sha1', row.sha1?.toString('hex')),
    ...opt('sha256', row.sha256?.toString('hex')),
    ...opt('pdq', row.pdq?.toString('hex')),
    ...opt('quality', row.quality),
    ...opt('photodna', row.photodna?.toString('base64')),
    ...(scheme !== null && code !== null && label !== null ? { classification: { scheme, code, label } } : {}),
    ...opt('series', row.series),
    ...opt('flags', row.flags),
    ...opt('cases', row.cases?.map(Number)),
    ...opt('raw', row.raw === null ? null : (parseExact(row.raw) as EntryRaw)),
    state: row.state,
    addedBy: row.added_by,
    changedBy: row.changed_by,
    updatedAt: row.updated_at,
  };
}

function opt<K extends string, V>(name: K, value: V | null | undefined): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [name]: value } as { [P in K]?: V });
}

/** Between the values of one column in one text: JSON text and hex have no control character, and others are cleaned of it. */
const SEPARATOR = '\u001f';
/** Instead of a value that is absent. */
const ABSENT = '\u0018';

interface Column {
  readonly name: string;
  /** The column's value from the text named. */
  sql(text: string): string;
  value(entry: NewEntry): string | undefined;
}

const hex = (name: 'md5' | 'sha1' | 'sha256' | 'pdq'): Column => ({
  name,
  sql: (text) => `decode(${text}, 'hex')`,
  value: (entry) => entry[name],
});
const plain = (name: string, value: (entry: NewEntry) => string | undefined): Column => ({
  name,
  sql: (text) => text,
  value: (entry) => clean(value(entry)),
});

const COLUMNS: readonly Column[] = [
  plain('key', (entry) => entry.key),
  hex('md5'),
  hex('sha1'),
  hex('sha256'),
  hex('pdq'),
  { name: 'quality', sql: (text) => `${text}::smallint`, value: (entry) => entry.quality?.toString() },
  { name: 'photodna', sql: (text) => `decode(${text}, 'base64')`, value: (entry) => entry.photodna },
  plain('scheme', (entry) => entry.classification?.scheme),
  plain('code', (entry) => entry.classification?.code),
  plain('label', (entry) => entry.classification?.label),
  plain('series', (entry) => entry.series),
  { name: 'flags', sql: (text) => `${text}::jsonb`, value: (entry) => entry.flags && JSON.stringify(entry.flags) },
  { name: 'cases', sql: (text) => `${text}::bigint[]`, value: (entry) => entry.cases && `{${entry.cases.join()}}` },
  { name: 'raw', sql: (text) => text, value: (entry) => entry.raw && JSON.stringify(entry.raw) },
];

/**
 * Columns as one text each, for `string_to_array`: a row costs neither a parameter nor an escape, which at a million rows is
 * what counts; null for one that no entry says. They are the parameters of `columnRows`.
 */
export function columnTexts(entries: readonly NewEntry[]): (string | null)[] {
  return COLUMNS.map(({ value }) => {
    const values = entries.map(value);
    return values.every((one) => one === undefined) ? null : values.map((one) => one ?? ABSENT).join(SEPARATOR);
  });
}

export const COLUMN_NAMES = COLUMNS.map((column) => column.name).join(', ');

/** A query of rows `r` with the columns of COLUMN_NAMES, from the texts in the parameters that begin with number `first`. */
export function columnRows(first: number): string {
  const arrays = COLUMNS.map((_, n) => `string_to_array($${first + n}, E'\\x1f', E'\\x18')`).join(', ');
  const values = COLUMNS.map(({ name, sql }) => `${sql(`t.${name}`)} AS ${name}`).join(', ');
  return `(SELECT ${values} FROM unnest(${arrays}) AS t(${COLUMN_NAMES})) r`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is cleaned
const CONTROL = /[\u0000-\u001f]/;

function clean(text: string | undefined): string | undefined {
  if (text === undefined || !CONTROL.test(text)) return text;
  return text.split(CONTROL).join(' ').trim() || undefined;
}
