import { FlatPart } from './flat-part.ts';
import { HASH_BYTES } from './hex.ts';
import { type Engine, Ring16 } from './ring16.ts';
import { Segment } from './segment.ts';

/** What a saved index holds. */
export interface Saved {
  readonly segments: Segment[];
  readonly flat: FlatPart;
}

/** "HWHASHIX" and a version, as 64-bit little-endian. */
const MAGIC = 0x5849_4853_4148_5748n;
const VERSION = 1n;

const HEAD_BYTES = 64;
const LANES = 16;

/** A piece that is handed out or checked at a time; a multiple of 64. */
const PIECE = 4 << 20;

/**
 * A saved index: a head (magic, version, segments, flat entries); of each segment a head (codes, bytes, bytes of marks), the
 * arrays as they lie in memory, a checksum of 64 bytes, and the marks; of the flat part the ids and the codes. Numbers are 64-bit
 * little-endian.
 */
export async function* writeSaved({ segments, flat }: Saved): AsyncGenerator<Uint8Array> {
  yield head([MAGIC, VERSION, BigInt(segments.length), BigInt(flat.size)]);
  for (const { ring, gone } of segments) {
    yield head([BigInt(ring.size), BigInt(ring.bytes.length), BigInt(gone?.byteLength ?? 0)]);
    const lanes = new Uint32Array(LANES);
    for (let from = 0; from < ring.bytes.length; from += PIECE) {
      const to = Math.min(ring.bytes.length, from + PIECE);
      ring.addToChecksum(from, to, lanes);
      yield ring.bytes.slice(from, to);
    }
    yield bytesOf(lanes);
    if (gone) yield bytesOf(gone);
  }
  yield bytesOf(Float64Array.from(flat.ids));
  yield bytesOf(flat.codes.slice());
}

/** @throws RangeError when it is no saved index, not whole, or damaged. */
export async function readSaved(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  engine: Engine | undefined,
): Promise<Saved> {
  const reader = new PieceReader(pieces);
  const [magic, version, count = 0n, flatSize = 0n] = await readHead(reader);
  if (magic !== MAGIC || version !== VERSION) throw new RangeError('not a saved index of this version');
  const segments: Segment[] = [];
  for (let n = 0; n < Number(count); n++) segments.push(await readSegment(reader, engine));
  const flat = new FlatPart();
  if (flatSize > 1_000_000n) throw new RangeError('a damaged index');
  const ids = new Float64Array(Number(flatSize));
  await reader.fill(bytesOf(ids));
  const codes = new Uint32Array(ids.length * (HASH_BYTES / 4));
  await reader.fill(bytesOf(codes));
  for (const [n, id] of ids.entries()) flat.addCode(id, codes.subarray(n * 8, n * 8 + 8));
  if (!(await reader.isAtEnd())) throw new RangeError('more than a saved index');
  return { segments, flat };
}

async function readSegment(reader: PieceReader, engine: Engine | undefined): Promise<Segment> {
  const [size = 0n, length, marks = 0n] = await readHead(reader);
  if (size > 0xffff_ffffn || marks > (size / 32n + 1n) * 4n) throw new RangeError('a damaged index');
  const ring = new Ring16(Number(size), engine);
  const { bytes } = ring;
  if (BigInt(bytes.length) !== length) throw new RangeError('a damaged index');
  await reader.fill(bytes);
  const lanes = new Uint32Array(LANES);
  for (let from = 0; from < bytes.length; from += PIECE) {
    ring.addToChecksum(from, Math.min(bytes.length, from + PIECE), lanes);
  }
  const written = new Uint32Array(LANES);
  await reader.fill(bytesOf(written));
  if (lanes.some((lane, n) => lane !== written[n])) throw new RangeError('a damaged index');
  if (marks === 0n) return new Segment(ring);
  const gone = new Uint32Array(Number(marks) / 4);
  await reader.fill(bytesOf(gone));
  return new Segment(ring, gone);
}

function head(values: readonly bigint[]): Uint8Array {
  const numbers = new BigUint64Array(HEAD_BYTES / 8);
  numbers.set(values);
  return bytesOf(numbers);
}

async function readHead(reader: PieceReader): Promise<bigint[]> {
  const numbers = new BigUint64Array(HEAD_BYTES / 8);
  await reader.fill(bytesOf(numbers));
  return [...numbers];
}

function bytesOf(array: Float64Array | Uint32Array | BigUint64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Fills arrays of its caller's from pieces of any length, without keeping more than one. */
class PieceReader {
  readonly #pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    this.#pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  /** @throws RangeError when the pieces end before. */
  async fill(target: Uint8Array): Promise<void> {
    for (let to = 0; to < target.length; ) {
      if (await this.isAtEnd()) throw new RangeError('a saved index that ends too soon');
      const part = this.#piece.subarray(this.#at, this.#at + target.length - to);
      target.set(part, to);
      to += part.length;
      this.#at += part.length;
    }
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#at === this.#piece.length) {
      const { done, value } = await this.#pieces.next();
      if (done) return true;
      this.#piece = value;
      this.#at = 0;
    }
    return false;
  }
}
