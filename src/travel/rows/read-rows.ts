import { CsvError, parse } from 'csv-parse/sync';
import { AppError, invalid } from '../../platform/index.ts';
import type { Json } from '../../protocol/index.ts';

export type RowFormat = 'csv' | 'json';
export type Fields = Readonly<Record<string, string>>;

/** One record of a file as it stands there; nothing is understood yet. */
export interface RawRow {
  /** From 1; of a file of mended rows the number it had in the first file. */
  readonly record: number;
  /** Line it begins on, from 1. */
  readonly line: number;
  /** Of a CSV: column and cell, as written. Of JSON: the object. Null when it cannot be read. */
  readonly value: Fields | { readonly [key: string]: Json | undefined } | null;
  /** Why it cannot be read. */
  readonly code?: string;
}

export interface RowFile {
  readonly format: RowFormat;
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
}

/** Columns of our own list of problems: they name a row and say what was wrong. */
export const ROW_COLUMN = 'row';
export const PROBLEM_COLUMN = 'problem';
const MAX_RECORDS = 100_000;
const MAX_CELL = 20_000;

/**
 * Reads a CSV whose first line names its columns (comma, semicolon or tab), a JSON array of objects, or an object a line.
 * A record that cannot be read is told by its line; the rest goes on.
 * @throws AppError `invalid` `rows.unreadable`, `rows.too-many`
 */
export function readRows(text: string): RowFile {
  const body = text.replace(/^\uFEFF/, '');
  const first = body.trimStart()[0];
  const file = first === '[' || first === '{' ? readJson(body) : readCsv(body);
  if (file.rows.length === 0) throw invalid('/body', 'rows.unreadable');
  if (file.rows.length > MAX_RECORDS) throw invalid('/body', 'rows.too-many', { limit: MAX_RECORDS });
  return file;
}

function readCsv(text: string): RowFile {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    lines = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 256 * 1024,
    }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AppError('invalid', 'rows.unreadable', {
      cause: error,
      errors: [{ pointer: '/body', code: 'rows.unreadable' }],
    });
  }
  const columns = (lines[0]?.record ?? []).map((name) => name.trim());
  if (columns.length < 2) throw invalid('/body', 'rows.unreadable');
  let line = (lines[0]?.info.lines ?? 1) + 1;
  const rows: RawRow[] = [];
  for (const { record: cells, info } of lines.slice(1)) {
    const begins = line;
    line = info.lines + 1;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const value: Record<string, string> = {};
    for (const [n, name] of columns.entries()) {
      const cell = unguarded((cells[n] ?? '').trim()).slice(0, MAX_CELL);
      if (name !== '' && cell !== '') value[name] = cell;
    }
    const tooLong = cells.length > columns.length;
    rows.push({
      record: numberOf(value[ROW_COLUMN]) ?? rows.length + 1,
      line: begins,
      value: tooLong ? null : value,
      ...(tooLong ? { code: 'row.more-cells' } : {}),
    });
  }
  return { format: 'csv', columns, rows };
}

/** What a spreadsheet was kept from taking for a formula. */
function unguarded(cell: string): string {
  return /^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function readJson(text: string): RowFile {
  const rows: RawRow[] = [];
  const add = (value: unknown, line: number): void => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) {
      rows.push({ record: rows.length + 1, line, value: null, code: 'row.no-object' });
      return;
    }
    // A row of our own list of problems carries the record inside.
    const { row, record } = value as Record<string, Json>;
    const inside = typeof record === 'object' && record !== null && !Array.isArray(record) ? record : null;
    const numbered = inside ? numberOf(String(row)) : null;
    rows.push({ record: numbered ?? rows.length + 1, line, value: inside ?? (value as Record<string, Json>) });
  };
  if (text.trimStart().startsWith('[')) {
    let all: unknown;
    try {
      all = JSON.parse(text);
    } catch (error) {
      throw new AppError('invalid', 'rows.unreadable', {
        cause: error,
        errors: [{ pointer: '/body', code: 'rows.unreadable' }],
      });
    }
    for (const one of all as unknown[]) add(one, 0);
    return { format: 'json', columns: [], rows };
  }
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      add(JSON.parse(line), n + 1);
    } catch {
      rows.push({ record: rows.length + 1, line: n + 1, value: null, code: 'row.no-json' });
    }
  }
  return { format: 'json', columns: [], rows };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}
