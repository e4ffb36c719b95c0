import type * as z from 'zod';
import type { Json } from '../../protocol/index.ts';
import type { FormProblem } from '../contract.ts';
import { type Fields, PROBLEM_COLUMN, ROW_COLUMN } from './read-rows.ts';

/** How a cell is read: as it is, in capitals, a whole number, yes or no, or several parted by semicolons. */
type Reading = 'text' | 'upper' | 'int' | 'yes' | 'list' | 'upper-list';

/** Columns whose name (lower case, words joined by `_`) fits, and the place in the record that they fill. */
export interface ColumnRule {
  readonly name: RegExp;
  /** RFC 6901 pointer; `$1` is the group of the name, counted from 0. */
  readonly at: string;
  readonly as?: Reading;
}

export interface BuiltRecord {
  readonly value: { [key: string]: Json };
  /** Column that filled a place, by its pointer. */
  readonly columns: ReadonlyMap<string, string>;
  /** Columns that nothing was made of. */
  readonly ignored: readonly string[];
}

const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');

/** Makes a nested record of a row of cells. What a cell holds is judged later, by the record's own schema. */
export function buildRecord(fields: Fields, rules: readonly ColumnRule[]): BuiltRecord {
  const value: { [key: string]: Json } = {};
  const columns = new Map<string, string>();
  const ignored: string[] = [];
  for (const [column, cell] of Object.entries(fields)) {
    const name = plainName(column);
    if (name === ROW_COLUMN || name === PROBLEM_COLUMN || name === 'line') continue;
    const rule = rules.find((one) => one.name.test(name));
    if (!rule) {
      ignored.push(column);
      continue;
    }
    const nth = rule.name.exec(name)?.[1];
    const at = rule.at.replace('$1', String(Number(nth ?? 1) - 1));
    put(value, at.split('/').slice(1), readCell(cell, rule.as ?? 'text'));
    columns.set(at, column);
  }
  return { value: packed(value) as { [key: string]: Json }, columns, ignored };
}

function readCell(cell: string, as: Reading): Json {
  if (as === 'upper') return cell.toUpperCase();
  if (as === 'list' || as === 'upper-list') {
    const parts = cell
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean);
    return as === 'list' ? parts : parts.map((part) => part.toUpperCase());
  }
  if (as === 'int') return /^-?\d{1,9}$/.test(cell) ? Number(cell) : cell;
  if (as === 'yes') {
    if (/^(yes|y|true|1)$/i.test(cell)) return true;
    return /^(no|n|false|0)$/i.test(cell) ? false : cell;
  }
  return cell;
}

function put(holder: { [key: string]: Json }, path: readonly string[], value: Json): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    holder[key] = value;
    return;
  }
  holder[key] ??= {};
  put(holder[key] as { [key: string]: Json }, rest, value);
}

/** Objects whose keys are numbers become lists, without the gaps. */
function packed(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key)))
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => packed(value[key] as Json));
  return Object.fromEntries(keys.map((key) => [key, packed(value[key] as Json)]));
}

/** What a schema says against a record, each with the column it came from where there is one. */
export function problemsOf(error: z.ZodError, columns: ReadonlyMap<string, string>): FormProblem[] {
  return error.issues.slice(0, 20).map((issue) => {
    const pointer = issue.path.map((key) => `/${String(key)}`).join('');
    return { pointer, code: 'row.value', params: { field: columnOf(pointer, columns) }, needed: true };
  });
}

/** The column that filled a place, or the nearest place above or below it; the pointer itself when none did. */
export function columnOf(pointer: string, columns: ReadonlyMap<string, string>): string {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = columns.get(at) ?? [...columns].find(([place]) => place.startsWith(`${at}/`))?.[1];
    if (found !== undefined && (at === pointer || !/\/\d+$/.test(at))) return found;
  }
  return pointer.slice(1).replaceAll('/', '.');
}
