import { parse } from 'csv-parse/sync';
import { invalid } from '../platform/index.ts';
import { MOST_URLS } from './contract.ts';
import { type NormalUrl, normaliseUrl } from './url-text.ts';

export interface GivenUrl extends NormalUrl {
  readonly line: number;
  readonly given: string;
}

export interface ReadLines {
  /** Each address once, where it first stood. */
  readonly urls: readonly GivenUrl[];
  readonly refused: readonly { line: number; given: string; code: string }[];
  /** Lines that repeat an address before them. */
  readonly repeated: number;
}

/** As much of a line as is kept and shown. */
const SHOWN = 2_048;

/**
 * Addresses from pasted text or a CSV: one a line; of a CSV the column named `url`, or the first. Empty lines and those that begin
 * with `#` say nothing.
 * @throws AppError `invalid` when there are too many, or the CSV cannot be read
 */
export function readLines(text: string, pointer = '/body/text'): ReadLines {
  const cells = text.includes(',') || text.includes('"') ? csvCells(text, pointer) : plainCells(text);
  const urls = new Map<string, GivenUrl>();
  const refused: { line: number; given: string; code: string }[] = [];
  let repeated = 0;
  for (const { line, given } of cells) {
    if (urls.size + refused.length > MOST_URLS) throw invalid(pointer, 'hosting.too-many-urls', { most: MOST_URLS });
    const read = normaliseUrl(given);
    if (typeof read === 'string') refused.push({ line, given: given.slice(0, SHOWN), code: read });
    else if (urls.has(read.url)) repeated++;
    else urls.set(read.url, { ...read, line, given: given.slice(0, SHOWN) });
  }
  return { urls: [...urls.values()], refused, repeated };
}

interface Cell {
  readonly line: number;
  readonly given: string;
}

function plainCells(text: string): Cell[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((given, at) => ({ line: at + 1, given: given.trim() }))
    .filter(({ given }) => given !== '' && !given.startsWith('#'));
}

function csvCells(text: string, pointer: string): Cell[] {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
      info: true,
      relaxQuotes: true,
    }) as never;
  } catch (cause) {
    throw invalid(pointer, 'hosting.csv-unreadable', { line: (cause as { lines?: number }).lines ?? 0 });
  }
  const head = rows[0]?.record.map((name) => name.toLowerCase()) ?? [];
  const named = head.findIndex((name) => name === 'url' || name === 'uri' || name === 'link');
  // An address may hold commas of its own: without a heading a row is one address as it stands.
  const isTable = named !== -1;
  return rows
    .slice(isTable ? 1 : 0)
    .map(({ record, info }) => ({
      line: info.lines,
      given: (isTable ? record[named] : firstUrl(record)) ?? '',
    }))
    .filter(({ given }) => given !== '' && !given.startsWith('#'));
}

/** Without a heading: what stands before the next cell that is an address's start, or the first cell. */
function firstUrl(record: readonly string[]): string {
  const [first = '', ...rest] = record;
  const looksLikeUrl = /^h[tx*]{2}ps?\W/i.test(first);
  return looksLikeUrl && first.includes('?') ? [first, ...rest].join(',') : first;
}
