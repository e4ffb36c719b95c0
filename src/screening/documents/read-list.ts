import { countryOf, type DocumentStatus } from '../contract.ts';
import { documentKey } from '../index/document-key.ts';
import { documentTypeOf } from '../manifest/columns.ts';
import { parseCsv } from '../manifest/parse-csv.ts';
import { readDate } from '../manifest/read-date.ts';

export interface ListEntry {
  /** `documentKey`. */
  readonly number: string;
  /** Alpha-2; empty when the list does not say. */
  readonly country: string;
  readonly type: string | null;
  readonly status: DocumentStatus;
  readonly reported: string | null;
  readonly reference: string | null;
}

export type ListRow =
  | { readonly line: number; readonly entry: ListEntry }
  | { readonly line: number; readonly code: string; readonly params: Record<string, string> };

const COLUMNS = {
  number: [
    'number',
    'documentnumber',
    'docnumber',
    'docno',
    'documentno',
    'passportnumber',
    'passportno',
    'passport',
    'did',
  ],
  country: [
    'country',
    'issuingcountry',
    'issuingstate',
    'issuer',
    'cnt',
    'documentcountry',
    'countryofissue',
    'nationality',
  ],
  type: ['type', 'documenttype', 'doctype', 'typ'],
  status: ['status', 'state', 'kind', 'reason'],
  reported: ['reported', 'reportedon', 'datereported', 'reporteddate', 'date', 'stolenon', 'loston'],
  reference: ['reference', 'ref', 'case', 'casenumber', 'file', 'filenumber'],
} as const;
type Column = keyof typeof COLUMNS;
type Cells = Partial<Record<Column, string>>;

const STATUSES: readonly (readonly [RegExp, DocumentStatus])[] = [
  [/blank/, 'stolen-blank'],
  [/stolen|theft|vol|rob/, 'stolen'],
  [/lost|perdu|perdid/, 'lost'],
  [/revok|cancel|annul/, 'revoked'],
  [/invalid|expired|void/, 'invalid'],
];

function columnOf(header: string): Column | null {
  const plain = header.toLowerCase().replace(/[^a-z]/g, '');
  const found = Object.entries(COLUMNS).find(([, names]) => (names as readonly string[]).includes(plain));
  return (found?.[0] as Column | undefined) ?? null;
}

export function formatOfList(text: string): 'csv' | 'jsonl' {
  return /^[\s\ufeff]*[{[]/.test(text) ? 'jsonl' : 'csv';
}

/** Headers of a CSV that say nothing here; null when none says which is the number. */
export function unreadColumns(text: string): string[] | null {
  if (formatOfList(text) === 'jsonl') return [];
  const first = parseCsv(text).next();
  if (first.done) return null;
  const headers = first.value.cells.map((header) => header.trim());
  if (!headers.some((header) => columnOf(header) === 'number')) return null;
  return headers.filter((header) => header !== '' && columnOf(header) === null).slice(0, 50);
}

/** Rows of a list, in order: an entry, or why it is none. */
export function* readList(text: string, today: string): Generator<ListRow> {
  if (formatOfList(text) === 'jsonl') yield* readLines(text, today);
  else yield* readTable(text, today);
}

function* readTable(text: string, today: string): Generator<ListRow> {
  const rows = parseCsv(text);
  const first = rows.next();
  if (first.done) return;
  const columns = first.value.cells.map((header) => columnOf(header));
  for (const { line, cells } of rows) {
    const row: Cells = {};
    for (const [at, column] of columns.entries()) {
      const cell = cells[at]?.trim();
      if (column && cell && row[column] === undefined) row[column] = cell;
    }
    yield toRow(line, row, today);
  }
}

function* readLines(text: string, today: string): Generator<ListRow> {
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const bare = line.trim().replace(/^\[|,$|\]$/g, '');
    if (bare === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(bare);
    } catch {
      value = null;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      yield { line: at + 1, code: 'lost-document.row.not-json', params: {} };
      continue;
    }
    const row: Cells = {};
    for (const [name, member] of Object.entries(value)) {
      const column = columnOf(name);
      if (column && member !== null && typeof member !== 'object') row[column] = String(member).trim();
    }
    yield toRow(at + 1, row, today);
  }
}

function toRow(line: number, row: Cells, today: string): ListRow {
  const no = (code: string, value = ''): ListRow => ({ line, code, params: { value: value.slice(0, 40) } });
  const number = documentKey(row.number ?? '');
  if (number.length < 4 || number.length > 40) return no('lost-document.row.number', row.number);
  const country = row.country === undefined ? '' : countryOf(row.country);
  if (country === null) return no('lost-document.row.country', row.country);
  // A list that does not say why is a list of documents that are not good.
  const status =
    row.status === undefined
      ? 'invalid'
      : STATUSES.find(([pattern]) => pattern.test(row.status?.toLowerCase() ?? ''))?.[1];
  if (!status) return no('lost-document.row.status', row.status);
  const reported = row.reported === undefined ? null : readDate(row.reported.slice(0, 10), today)[0];
  if (reported === undefined) return no('lost-document.row.date', row.reported);
  const type = row.type === undefined ? null : (documentTypeOf(row.type) ?? 'other');
  return { line, entry: { number, country, type, status, reported, reference: row.reference?.slice(0, 100) ?? null } };
}
