import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { ListFormat } from '../contract.ts';
import type { HashEntry, RawObject } from './entry.ts';
import { isHashHeader, readCsv } from './read-csv.ts';
import { LineReader } from './read-lines.ts';
import { VicsReader } from './read-vics.ts';
import type { ReadProblem } from './vics-record.ts';

/** What a file says of itself; complete once the first record is read. */
export interface ListHeader {
  readonly format: ListFormat;
  readonly version: string | null;
  readonly region: string | null;
  readonly shape: 'cases' | 'media' | null;
  /** What its category numbers mean. */
  readonly scheme: string | null;
}

/** Where in the file. */
export interface Place {
  /** 1 for the first record. */
  readonly record: number;
  /** 1 for the first line. */
  readonly line: number;
  /** RFC 6901; `` where the file is not JSON. */
  readonly pointer: string;
}

export type ReadItem =
  | (Place & {
      readonly kind: 'entry';
      readonly entry: HashEntry;
      readonly warnings: readonly ReadProblem[];
      /** Pictures inside the record that were left out. */
      readonly pictures: number;
      /** VICS: which Case it is in. */
      readonly caseIndex: number | null;
    })
  /** This record cannot be taken. `fields`: what was in it, as it stood. */
  | (Place & ReadProblem & { readonly kind: 'refused'; readonly fields: RawObject })
  /** VICS: before the first record of a Case, what it has said so far; when it has `ended`, all it says. */
  | { readonly kind: 'case'; readonly ended: boolean; readonly index: number; readonly fields: RawObject }
  /** The rest of the file cannot be read. */
  | (Place & { readonly kind: 'broken'; readonly code: string });

export interface ReadBatch {
  readonly items: readonly ReadItem[];
  readonly header: ListHeader;
  readonly encoding: Encoding;
  /** Of the source, so far. */
  readonly bytes: number;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface ReadOptions {
  /** Whose category numbers they are, where the file does not say or says it wrong. */
  readonly as?: string;
  /** So many records were read before: they are passed over (their Cases are told again). */
  readonly skip?: number;
}

interface Reader {
  readonly header: ListHeader;
  push(chunk: Uint8Array): ReadItem[];
  end(): ReadItem[];
}

/** What it is shows at its beginning. */
const SNIFFED = 4 * 1024;
/** Of a large chunk, what is read at once. */
const PIECE = 256 * 1024;

/**
 * Reads a hash list of any kind from its bytes: VICS JSON, an ICSE CSV, a CSV whose header names hashes, or one hash a line.
 * A record that cannot be read is told with its place and the reason, and the rest goes on. Memory does not grow with the file.
 */
export async function* readList(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<ReadBatch> {
  const file = await openText(source);
  const { encoding } = file;
  const text = file.beginning.trimStart();
  const [line = ''] = text.split(/\r?\n|\r/, 1);
  const delimiter = isHashHeader(line);
  if (text.startsWith('{') || text.startsWith('[') || delimiter === null) {
    const reader: Reader = /^[{[]/.test(text) ? new VicsReader(options) : new LineReader(options);
    for await (const chunk of file.chunks) {
      const items = reader.push(chunk);
      yield { items, header: reader.header, encoding, bytes: file.bytes() };
      if (items.at(-1)?.kind === 'broken') return;
    }
    yield { items: reader.end(), header: reader.header, encoding, bytes: file.bytes() };
    return;
  }
  let header: ListHeader = { format: 'hash-csv', version: null, region: null, shape: null, scheme: null };
  const heading = (found: ListHeader): void => {
    header = found;
  };
  for await (const items of readCsv(file.chunks, { ...options, delimiter, heading }))
    yield { items, header, encoding, bytes: file.bytes() };
}

/** The source as UTF-8 without a mark, in pieces that are not large. */
async function openText(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const chunks = iterate(source);
  let first = Buffer.alloc(0);
  while (first.length < SNIFFED) {
    const { done, value } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  let bytes = 0;
  const encoding = sniffEncoding(first);
  const toUtf8 = transcoder(encoding);
  async function* all(): AsyncGenerator<Uint8Array> {
    for (let chunk: Uint8Array | undefined = first; chunk; chunk = (await chunks.next()).value) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        bytes += piece.length;
        yield toUtf8(piece, false);
      }
    }
    const last = toUtf8(new Uint8Array(0), true);
    if (last.length > 0) yield last;
  }
  const beginning = Buffer.from(transcoder(encoding)(first.subarray(0, SNIFFED), false)).toString('utf8');
  return { encoding, beginning, chunks: all(), bytes: () => bytes };
}

async function* iterate(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of source) yield chunk;
  return undefined;
}

/** By its mark, or by where the zeros are: what lists hold is mostly ASCII. */
function sniffEncoding(first: Uint8Array): Encoding {
  const [a = 1, b = 1, c = 1, d = 1] = first;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : 'utf-8';
}

/** To UTF-8 without a mark. Broken UTF-8 is passed on: each record is looked at by itself. */
function transcoder(encoding: Encoding): (chunk: Uint8Array, last: boolean) => Uint8Array {
  if (encoding === 'utf-8') {
    let isFirst = true;
    return (chunk) => {
      const hasMark = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      if (chunk.length > 0) isFirst = false;
      return hasMark ? chunk.subarray(3) : chunk;
    };
  }
  const decoder = new TextDecoder(encoding);
  return (chunk, last) => Buffer.from(decoder.decode(chunk, { stream: !last }), 'utf8');
}
