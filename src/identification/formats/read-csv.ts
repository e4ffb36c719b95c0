import { CsvError, parse } from 'csv-parse';
import { category, vicsScheme } from './categories.ts';
import { readCell } from './csv-cells.ts';
import { type EntryFlags, entryKey, type HashEntry } from './entry.ts';
import type { ListHeader, ReadItem, ReadOptions } from './read-list.ts';
import { readCategory, readFlag, readHash, readPhotoDna } from './values.ts';
import { type ReadProblem, shown } from './vics-record.ts';

/** The header of an ICSE hash list. */
export const ICSE_COLUMNS = [
  'MD5',
  'SHA1',
  'PhotoDNA',
  'Image ID',
  'Is distributed',
  'Victim identified',
  'Offender identified',
  'Series name',
  'Number of submissions',
  'File Available',
  'Media Type',
  'Baseline',
] as const;

const plainName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^\uFEFF/, '')
    .replaceAll(/[^a-z0-9]/g, '');
const HASHES = { md5: 32, sha1: 40, sha256: 64, pdq: 64 } as const;
const FLAGS: Readonly<Record<string, keyof EntryFlags>> = {
  isdistributed: 'distributed',
  victimidentified: 'victimIdentified',
  offenderidentified: 'offenderIdentified',
};
/** Columns of our own list of problems: of no use once the row is put right. */
const PROBLEM_COLUMNS: ReadonlySet<string> = new Set(['problem', 'record', 'line', 'pointer']);

/** What stands between the cells of a header that names a hash; null for a line that is no such header. */
export function isHashHeader(line: string): string | null {
  for (const delimiter of [';', ',', '\t']) {
    const names = line.split(delimiter).map(plainName);
    if (names.some((name) => Object.hasOwn(HASHES, name) || name === 'photodna')) return delimiter;
  }
  return null;
}

const LONGEST = 64 * 1024;

/** Reads a CSV whose first line names its columns, in any order; unknown columns are kept under their names. */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions & { readonly delimiter: string; heading(header: ListHeader): void },
): AsyncGenerator<ReadItem[]> {
  let columns: Columns | undefined;
  let items: ReadItem[] = [];
  let n = 0;
  const row = (cells: string[], line: number): void => {
    if (!columns) {
      columns = new Columns(cells, options);
      options.heading(columns.header);
    } else if (cells.some((cell) => cell.trim() !== '') && ++n > (options.skip ?? 0)) {
      items.push(columns.read(cells, { record: n, line, pointer: '' }));
    }
  };
  const parser = parse({
    delimiter: options.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST,
    // Taken as they come: rows that wait in a stream are lost when a later one breaks it.
    on_record: (cells: string[], { lines }) => {
      row(cells, lines);
      return null;
    },
  });
  // Told by the calls below.
  parser.on('error', () => undefined);
  const step = (act: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
  try {
    for await (const chunk of source) {
      await step((done) => parser.write(chunk, done));
      yield items;
      items = [];
    }
    await step((done) => parser.resume().end(done));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    items.push({ kind: 'broken', record: n, line: parser.info.lines, pointer: '', code: 'import.csv-broken' });
  }
  yield items;
}

class Columns {
  readonly header: ListHeader;
  readonly #names: readonly string[];
  readonly #plain: readonly string[];
  readonly #as: string | undefined;

  constructor(names: readonly string[], options: ReadOptions) {
    this.#names = names.map((name) => name.trim());
    this.#plain = names.map(plainName);
    this.#as = options.as;
    const isIcse = ['imageid', 'baseline', 'numberofsubmissions'].some((name) => this.#plain.includes(name));
    this.header = {
      format: isIcse ? 'icse-csv' : 'hash-csv',
      version: null,
      region: null,
      shape: null,
      scheme: isIcse ? 'INTERPOL-BASELINE' : this.#plain.includes('category') ? vicsScheme(this.#as ?? null) : null,
    };
  }

  read(cells: readonly string[], place: { record: number; line: number; pointer: string }): ReadItem {
    const entry: { -readonly [K in keyof HashEntry]: HashEntry[K] } = {};
    const flags: { -readonly [K in keyof EntryFlags]: EntryFlags[K] } = {};
    const warnings: ReadProblem[] = [];
    const raw = new Map<string, string>();
    const said = new Map<string, string>();
    const refused = (code: string, params: Record<string, string>): ReadItem => {
      const fields = Object.fromEntries(this.#names.map((name, n) => [name, (cells[n] ?? '').slice(0, 400)]));
      return { kind: 'refused', ...place, code, params, fields };
    };
    for (const [n, name] of this.#plain.entries()) {
      const value = readCell((cells[n] ?? '').trim());
      if (value === '' || PROBLEM_COLUMNS.has(name)) continue;
      const keep = (): void => void raw.set(this.#names[n] ?? name, value);
      const unread = (): void => {
        warnings.push({ code: 'import.value-unread', params: { field: this.#names[n] ?? name, value: shown(value) } });
        keep();
      };
      if (name === 'md5' || name === 'sha1' || name === 'sha256' || name === 'pdq') {
        const hash = readHash(value, HASHES[name]);
        if (hash) entry[name] = hash;
        else if (name === 'md5') return refused('import.md5-malformed', { value: shown(value) });
        else unread();
      } else if (name === 'photodna') {
        const photodna = readPhotoDna(value);
        if (photodna) entry.photodna = photodna;
        else unread();
      } else if (name in FLAGS) {
        const flag = readFlag(value);
        const which = FLAGS[name];
        if (typeof flag === 'boolean' && which) flags[which] = flag;
        else unread();
      } else if (name === 'series' || name === 'seriesname') entry.series = value.slice(0, 500);
      else if (name === 'quality' && /^\d{1,3}$/.test(value) && Number(value) <= 100) entry.quality = Number(value);
      else if (['category', 'scheme', 'label'].includes(name)) said.set(name, value);
      else keep();
    }
    if (Object.keys(flags).length > 0) entry.flags = flags;
    const baseline = raw.get('Baseline');
    if (this.header.format === 'icse-csv' && readFlag(baseline) === true)
      entry.classification = category('INTERPOL-BASELINE', '1');
    this.#classify(entry, said, warnings, raw);
    if (raw.size > 0) entry.raw = { [this.header.format === 'icse-csv' ? 'icse' : 'csv']: Object.fromEntries(raw) };
    if (entryKey(entry) === null) return refused('import.no-hash', {});
    return { kind: 'entry', ...place, entry, warnings, pictures: 0, caseIndex: null };
  }

  /** A scheme in the row counts before the one said for the file. */
  #classify(
    entry: { -readonly [K in keyof HashEntry]: HashEntry[K] },
    said: ReadonlyMap<string, string>,
    warnings: ReadProblem[],
    raw: Map<string, string>,
  ): void {
    const code = said.get('category');
    const scheme = said.get('scheme') ?? vicsScheme(this.#as ?? null);
    const number = readCategory(code);
    if (code === undefined || number === undefined) return;
    const isNamed = said.has('scheme') && /^[A-Za-z0-9._-]{1,20}$/.test(code) && /^[A-Za-z0-9._-]{1,40}$/.test(scheme);
    if (number === null && !isNamed) {
      warnings.push({ code: 'import.value-unread', params: { field: 'category', value: shown(code) } });
      for (const [name, value] of said) raw.set(name, value);
      return;
    }
    const known = category(scheme, number === null ? code : String(number));
    entry.classification = { ...known, label: said.get('label')?.slice(0, 120) ?? known.label };
  }
}
