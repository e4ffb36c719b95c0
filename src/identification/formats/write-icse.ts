import { commonCode } from './categories.ts';
import { writeCell } from './csv-cells.ts';
import type { HashEntry } from './entry.ts';
import { ICSE_COLUMNS } from './read-csv.ts';

type Column = readonly [name: string, cell: (entry: HashEntry, number: number) => string | undefined];

const flag = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : value ? '1' : '0');
const kept = (entry: HashEntry, name: string): string | undefined => {
  const value = entry.raw?.icse?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** In the order of ICSE_COLUMNS. */
const STANDARD: readonly Column[] = [
  ['MD5', (entry) => entry.md5?.toUpperCase()],
  ['SHA1', (entry) => entry.sha1?.toUpperCase()],
  ['PhotoDNA', (entry) => entry.photodna],
  ['Image ID', (entry, number) => String(entry.raw?.vics?.MediaID ?? number)],
  ['Is distributed', (entry) => flag(entry.flags?.distributed)],
  ['Victim identified', (entry) => flag(entry.flags?.victimIdentified)],
  ['Offender identified', (entry) => flag(entry.flags?.offenderIdentified)],
  ['Series name', (entry) => entry.series],
  ['Number of submissions', () => undefined],
  ['File Available', () => undefined],
  ['Media Type', (entry) => mediaType(entry)],
  ['Baseline', (entry) => (entry.classification?.scheme === BASELINE ? flag(isBaseline(entry)) : undefined)],
];

/** What an ICSE list has no column for, written behind the others where an entry says it. */
const MORE: readonly Column[] = [
  ['SHA256', (entry) => entry.sha256?.toUpperCase()],
  ['PDQ', (entry) => entry.pdq],
  ['Quality', (entry) => entry.quality?.toString()],
  ['Scheme', (entry) => other(entry)?.scheme],
  ['Category', (entry) => other(entry)?.code],
  ['Label', (entry) => other(entry)?.label],
];

const BASELINE = 'INTERPOL-BASELINE';

function isBaseline({ classification }: HashEntry): boolean {
  return classification?.scheme === BASELINE && commonCode(BASELINE, classification.code) === 'baseline';
}

/** What its one column for the common scheme cannot say. */
function other(entry: HashEntry) {
  return isBaseline(entry) ? undefined : entry.classification;
}

function mediaType(entry: HashEntry): string | undefined {
  const [kind = ''] = String(entry.raw?.vics?.MimeType ?? '').split('/');
  return kind === 'image' ? 'Image' : kind === 'video' ? 'Video' : undefined;
}

/** Which columns the entries need beside the twelve of an ICSE list, so found in a first pass. */
export class IcseColumns {
  readonly #more = new Set<string>();
  readonly #own = new Set<string>();

  see(page: readonly HashEntry[]): void {
    for (const entry of page) {
      for (const [name, cell] of MORE) if (cell(entry, 0) !== undefined) this.#more.add(name);
      for (const name of Object.keys(entry.raw?.icse ?? {})) this.#own.add(name);
    }
    for (const name of ICSE_COLUMNS) this.#own.delete(name);
  }

  get columns(): readonly Column[] {
    const own = [...this.#own].map((name): Column => [name, () => undefined]);
    return [...STANDARD, ...MORE.filter(([name]) => this.#more.has(name)), ...own];
  }
}

/** An ICSE hash list, piece by piece. An entry without MD5 is left out. What was read from such a list comes out as it was. */
export async function* writeIcse(
  columns: readonly Column[],
  pages: AsyncIterable<readonly HashEntry[]>,
): AsyncGenerator<string> {
  yield `${columns.map(([name]) => writeCell(name, ';')).join(';')}\r\n`;
  let number = 0;
  for await (const page of pages) {
    let text = '';
    for (const entry of page) {
      if (entry.md5 === undefined) continue;
      number++;
      const cells = columns.map(([name, cell]) =>
        writeCell(
          (name === 'Image ID' ? kept(entry, name) : undefined) ?? cell(entry, number) ?? kept(entry, name) ?? '',
          ';',
        ),
      );
      text += `${cells.join(';')}\r\n`;
    }
    if (text !== '') yield text;
  }
}
