import { CsvError, parse } from 'csv-parse/sync';
import { BULK_COLUMNS, BULK_ROWS_MOST, type BulkProblem, type SubmitRequest, submitRequest } from '../../contract.ts';

type Column = (typeof BULK_COLUMNS)[number];

export interface BulkRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Null when the row does not fit; then `problems` says why. */
  readonly request: SubmitRequest | null;
  readonly problems: BulkProblem[];
}
export interface BulkRead {
  readonly rows: BulkRow[];
  /** What is wrong with the file as a whole. */
  readonly problems: BulkProblem[];
}

/** A guarded cell, as our own files write them, is read without its guard. */
const unguard = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** Reads a file of requests. Cells are text and nothing else: what looks like a formula stays the letters it is. */
export function readBulk(csv: string): BulkRead {
  const whole = (code: string, params: BulkProblem['params'] = {}): BulkRead => ({
    rows: [],
    problems: [{ line: 1, column: '', code, params }],
  });
  let table: { record: string[]; info: { lines: number } }[];
  try {
    const [first = ''] = csv.split(/\r?\n/, 1);
    const delimiter = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ',';
    table = parse(csv, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof table;
  } catch (error) {
    if (error instanceof CsvError) return whole('bulk.not-csv', { line: Number(error.lines ?? 0) });
    throw error;
  }
  const [header, ...lines] = table;
  if (!header) return whole('bulk.empty');
  const names = header.record.map((name) => name.trim().toLowerCase().replaceAll(/[ -]/g, '_'));
  const known = new Set<string>(BULK_COLUMNS);
  const missing = (['agency', 'offence', 'wanted', 'summary'] satisfies Column[]).filter(
    (name) => !names.includes(name),
  );
  if (missing.length > 0) return whole('bulk.columns-missing', { columns: missing.join(', ') });
  if (lines.length === 0) return whole('bulk.empty');
  if (lines.length > BULK_ROWS_MOST) return whole('bulk.too-many-rows', { most: BULK_ROWS_MOST });
  const rows = lines.map(({ record, info }) => {
    const cells: Record<string, string> = {};
    for (const [n, name] of names.entries()) if (known.has(name)) cells[name] = unguard((record[n] ?? '').trim());
    return readRow(info.lines, cells);
  });
  return { rows, problems: [] };
}

const list = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/[;|]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

function readRow(line: number, cells: Record<string, string>): BulkRow {
  const text = (name: Column): string | undefined => cells[name] || undefined;
  const role = text('person_role');
  const body = {
    agency: text('agency')?.toUpperCase(),
    officer: { name: text('officer_name'), phone: text('officer_phone'), email: text('officer_email') },
    agencyReference: text('reference'),
    offence: text('offence'),
    wanted: list(cells.wanted),
    countries: list(cells.countries).map((code) => code.toUpperCase()),
    urgency: text('urgency') ?? 'routine',
    legalBasis: text('legal_basis'),
    purpose: text('purpose'),
    summary: text('summary'),
    persons: role === undefined ? [] : [personOf(role, cells)],
  };
  const read = submitRequest.safeParse(body);
  if (read.success) return { line, cells, request: read.data, problems: [] };
  // One problem a column: what is wrong with a cell is put right at once.
  const problems = new Map<string, BulkProblem>();
  for (const issue of read.error.issues.slice(0, 40)) {
    const path = issue.path.map((part) => (typeof part === 'number' ? '*' : String(part))).join('/');
    const column = COLUMN_OF[path] ?? columnNear(issue.path);
    if (problems.has(column)) continue;
    problems.set(column, { line, column, code: `input.${issue.code}`, params: { expected: issue.message } });
  }
  return { line, cells, request: null, problems: [...problems.values()] };
}

function personOf(role: string, cells: Record<string, string>) {
  const birth = cells.person_birth;
  const name = {
    kind: 'birth',
    ...(cells.person_family ? { family: cells.person_family } : {}),
    ...(cells.person_given ? { given: cells.person_given } : {}),
  };
  return {
    role,
    particulars: {
      names: cells.person_family || cells.person_given ? [name] : [],
      ...(birth ? { birth: { date: birth, precision: 'exact' } } : {}),
      nationalities: list(cells.person_nationality).map((code) => code.toUpperCase()),
    },
  };
}

/** Where in the file a field of the request comes from. */
const COLUMN_OF: Readonly<Record<string, Column>> = {
  'officer/name': 'officer_name',
  'officer/phone': 'officer_phone',
  'officer/email': 'officer_email',
  agencyReference: 'reference',
  legalBasis: 'legal_basis',
  'persons/*/role': 'person_role',
  'persons/*/particulars/birth/date': 'person_birth',
  'persons/*/particulars/nationalities/*': 'person_nationality',
  'wanted/*': 'wanted',
  'countries/*': 'countries',
};

function columnNear(path: readonly PropertyKey[]): string {
  const first = String(path[0] ?? '');
  return first === 'persons' ? 'person_family' : first;
}
