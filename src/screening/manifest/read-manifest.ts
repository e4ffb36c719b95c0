import {
  countryOf,
  type MANIFEST_FORMATS,
  MANIFEST_ROWS,
  type RowProblem,
  type SearchPerson,
  searchPerson,
} from '../contract.ts';
import { type PreparedPerson, preparePerson } from '../person-query.ts';
import { type ColumnName, columnOf, documentTypeOf } from './columns.ts';
import { parseCsv } from './parse-csv.ts';
import { readDate } from './read-date.ts';

export type ManifestFormat = (typeof MANIFEST_FORMATS)[number];

/** One traveller of the file. */
export interface ManifestRow extends PreparedPerson {
  /** Of the file, from 1. */
  readonly line: number;
}

export interface Manifest {
  readonly format: ManifestFormat;
  readonly rows: readonly ManifestRow[];
  /** Headers, or members, that were not understood. */
  readonly unread: readonly string[];
}

export type ManifestFault = 'screening.manifest.empty' | 'screening.manifest.columns' | 'screening.manifest.too-long';

const MRZ_LINE = /^[A-Z0-9<«]{27,47}$/i;

/**
 * Reads a manifest: CSV with a header, JSON lines (or an array), or the machine readable zones themselves. A row that cannot be
 * used is refused with its reason, and the others go on.
 * @param today YYYY-MM-DD
 */
export function readManifest(
  text: string,
  today: string,
  format = formatOf(text),
): Manifest | { fault: ManifestFault } {
  const found = { csv: readCsv, jsonl: readJson, mrz: readZones }[format](text, today);
  if ('fault' in found) return found;
  if (found.rows.length === 0) return { fault: 'screening.manifest.empty' };
  if (found.rows.length > MANIFEST_ROWS) return { fault: 'screening.manifest.too-long' };
  return { format, ...found };
}

function formatOf(text: string): ManifestFormat {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return 'jsonl';
  const lines = start
    .slice(0, 4_000)
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.slice(0, 2).every((line) => MRZ_LINE.test(line.replace(/\s/g, ''))) ? 'mrz' : 'csv';
}

type Read = { rows: ManifestRow[]; unread: string[] } | { fault: ManifestFault };

function readCsv(text: string, today: string): Read {
  const lines = parseCsv(text);
  const first = lines.next();
  if (first.done) return { fault: 'screening.manifest.empty' };
  const columns = first.value.cells.map((header) => columnOf(header));
  const unread = first.value.cells.filter((header, at) => columns[at] === null && header.trim() !== '');
  if (!columns.some((column) => column !== null && column !== 'locator'))
    return { fault: 'screening.manifest.columns' };
  const rows: ManifestRow[] = [];
  for (const { line, cells } of lines) {
    const row: Partial<Record<ColumnName, string>> = {};
    for (const [at, column] of columns.entries()) {
      const cell = cells[at]?.trim();
      if (column && cell && row[column] === undefined) row[column] = cell;
    }
    rows.push({ line, ...fromCells(row, today) });
    if (rows.length > MANIFEST_ROWS) break;
  }
  return { rows, unread: unread.slice(0, 50).map((header) => header.trim().slice(0, 60)) };
}

function readJson(text: string, today: string): Read {
  const rows: ManifestRow[] = [];
  const unread = new Set<string>();
  const take = (value: unknown, line: number): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      rows.push({ line, ...refusedRow('screening.row.not-json') });
      return;
    }
    // The API's own shape, or flat members named as a CSV's columns are.
    const exact = searchPerson.safeParse(value);
    if (exact.success) {
      rows.push({ line, ...preparePerson(exact.data, today) });
      return;
    }
    const row: Partial<Record<ColumnName, string>> = {};
    for (const [name, member] of Object.entries(value)) {
      const column = columnOf(name);
      const cell = Array.isArray(member) ? member.join('; ') : typeof member === 'object' ? '' : String(member).trim();
      if (column === null) unread.add(name.slice(0, 60));
      else if (cell !== '' && row[column] === undefined) row[column] = cell;
    }
    rows.push({ line, ...fromCells(row, today) });
  };
  if (text.trimStart().startsWith('[')) {
    const all = parsed(text);
    if (!Array.isArray(all)) return { fault: 'screening.manifest.empty' };
    for (const [at, value] of all.slice(0, MANIFEST_ROWS + 1).entries()) take(value, at + 1);
  } else {
    for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
      if (line.trim() !== '') take(parsed(line), at + 1);
      if (rows.length > MANIFEST_ROWS) break;
    }
  }
  return { rows, unread: [...unread].slice(0, 50) };
}

function readZones(text: string, today: string): Read {
  const rows: ManifestRow[] = [];
  let zone: string[] = [];
  let begins = 1;
  const close = (): void => {
    if (zone.length > 0) rows.push({ line: begins, ...preparePerson({ mrz: zone.join('\n').slice(0, 300) }, today) });
    zone = [];
  };
  for (const [at, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.replace(/\s/g, '');
    if (line === '') {
      close();
      continue;
    }
    if (zone.length === 0) begins = at + 1;
    zone.push(line);
    const length = zone[0]?.length ?? 0;
    // Cards have three lines of 30, all others two; one alone may hold all of it.
    if (zone.length === (length <= 33 ? 3 : length > 60 ? 1 : 2)) close();
    if (rows.length > MANIFEST_ROWS) break;
  }
  close();
  return { rows, unread: [] };
}

function fromCells(row: Partial<Record<ColumnName, string>>, today: string): PreparedPerson {
  const problems: RowProblem[] = [];
  const said = (code: string, value: string): void => {
    problems.push({ code, refused: false, params: { value: value.slice(0, 40) } });
  };
  const births = row.birth === undefined ? [] : readDate(row.birth, today);
  if (row.birth !== undefined && births.length === 0) said('screening.row.birth', row.birth);
  if (births.length > 1) said('screening.row.birth-either', births.join(', '));
  const country = (cell: string | undefined): string | undefined => {
    if (cell === undefined) return undefined;
    const code = countryOf(cell);
    if (code === null) said('screening.row.country', cell);
    return code ?? undefined;
  };
  const nationalities = (row.nationality ?? '')
    .split(/[;,/]/)
    .map((cell) => cell.trim())
    .filter(Boolean)
    .map((cell) => country(cell))
    .filter((code) => code !== undefined);
  const sex = row.sex?.trim().toUpperCase().charAt(0);
  if (sex !== undefined && !/[FMXUW<]/.test(sex)) said('screening.row.sex', row.sex ?? '');
  const expires = row.documentExpires === undefined ? undefined : readDate(row.documentExpires, '2099-12-31')[0];
  const type = row.documentType === undefined ? undefined : (documentTypeOf(row.documentType) ?? 'other');
  const issuer = country(row.documentCountry);
  const mrz = [row.mrz, row.mrz2, row.mrz3].filter(Boolean).join('\n');
  const person: SearchPerson = {
    ...splitName(row),
    ...(row.other
      ? {
          otherNames: row.other
            .split(/[;|]/)
            .map((name) => name.trim().slice(0, 200))
            .filter(Boolean)
            .slice(0, 20),
        }
      : {}),
    ...(births[0] ? { birthDate: births[0] } : {}),
    ...(sex === 'F' || sex === 'W' ? { sex: 'F' as const } : sex === 'M' ? { sex: 'M' as const } : {}),
    ...(nationalities.length > 0 ? { nationalities: nationalities.slice(0, 8) } : {}),
    ...(row.documentNumber
      ? {
          documents: [
            {
              number: row.documentNumber.slice(0, 40),
              ...(issuer ? { country: issuer } : {}),
              ...(type ? { type } : {}),
              ...(expires ? { expires } : {}),
            },
          ],
        }
      : {}),
    ...(mrz ? { mrz: mrz.slice(0, 300) } : {}),
  };
  const prepared = preparePerson(person, today, births.slice(1));
  return { ...prepared, problems: [...problems, ...prepared.problems] };
}

/** `DOE, JOHN QUINCY` and `DOE/JOHN MR` say which part is which; another whole name does not. */
function splitName(row: Partial<Record<ColumnName, string>>): Pick<SearchPerson, 'family' | 'given' | 'full'> {
  const cut = (text: string | undefined) => text?.slice(0, 200).trim() || undefined;
  const given = [row.given, row.middle].filter(Boolean).join(' ');
  if (row.family || given) return { family: cut(row.family), given: cut(given) };
  const whole = /^([^,/]+)[,/](.+)$/.exec(row.full ?? '');
  if (!whole) return row.full ? { full: cut(row.full) } : {};
  return { family: cut(whole[1]), given: cut(whole[2]?.replace(/\s(MR|MRS|MS|MISS|MSTR|CHD|INF|DR)$/i, '')) };
}

function refusedRow(code: string): PreparedPerson {
  const problems = [{ code, refused: true, params: {} }];
  return { person: {}, query: { names: [] }, fingerprint: '', problems, refused: true };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
