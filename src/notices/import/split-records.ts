/** One thing of the file, in its order. */
export interface FileRecord {
  /** 1 for the first line. */
  readonly line: number;
  /** RFC 6901 pointer into the file's array; `` for a file of lines or of one object. */
  readonly pointer: string;
  /** Null: passed over, for `code`. */
  readonly text: string | null;
  readonly code: string | null;
  /** Bytes of the file up to here. */
  readonly bytes: number;
}

/** A record with its pictures inside; a page of a list is one record too. */
const MAX_RECORD = 8 * 1024 * 1024;
const [QUOTE, BACKSLASH, NEWLINE, COMMA] = [0x22, 0x5c, 0x0a, 0x2c];
const [OPEN, CLOSE, LIST, LIST_END] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Bytes of a byte order mark, which is no part of a record. */
const MARK = new Set([0xef, 0xbb, 0xbf]);
const isSpace = (byte: number): boolean => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

/**
 * Cuts a file into its records over bytes, whatever crawlers save: one object, an array of objects, or one after another (a
 * line each, or not). Only strings and brackets count here; whether a record is JSON is its reader's to find out. Memory is
 * bounded by one record and one chunk.
 */
export async function* splitRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<FileRecord> {
  const file = new Splitter();
  for await (const chunk of source) yield* file.push(chunk);
  yield* file.end();
}

class Splitter {
  #line = 1;
  #bytes = 0;
  /** Inside the file's own array: the index of the next element; null outside any. */
  #index: number | null = null;
  #kept: Uint8Array[] = [];
  #size = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #begunAt = 0;
  #isBare = false;
  #isIn = false;

  *push(chunk: Uint8Array): Generator<FileRecord> {
    const before = this.#bytes;
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (byte === NEWLINE) this.#line++;
      if (!this.#isIn) {
        if (isSpace(byte) || byte === COMMA || MARK.has(byte)) continue;
        if (this.#index === null && byte === LIST) {
          this.#index = 0;
          continue;
        }
        if (this.#index !== null && byte === LIST_END) {
          this.#index = null;
          continue;
        }
        this.#begin(byte);
        from = i;
        if (!this.#isBare) this.#depth = 1;
        continue;
      }
      if (this.#isBare) {
        if (byte !== NEWLINE && byte !== COMMA && byte !== LIST_END) continue;
        yield this.#emit(chunk.subarray(from, i), before + i);
        if (byte === LIST_END && this.#index !== null) this.#index = null;
        continue;
      }
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
        continue;
      }
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN || byte === LIST) this.#depth++;
      else if ((byte === CLOSE || byte === LIST_END) && --this.#depth === 0) {
        yield this.#emit(chunk.subarray(from, i + 1), before + i + 1);
      }
    }
    this.#bytes = before + chunk.length;
    if (this.#isIn) this.#keep(chunk.subarray(from));
  }

  *end(): Generator<FileRecord> {
    if (!this.#isIn) return;
    const isBare = this.#isBare;
    const record = this.#emit(new Uint8Array(0), this.#bytes);
    // A file that breaks off inside a record.
    yield isBare ? record : { ...record, text: null, code: 'notice-import.broken-off' };
  }

  #begin(byte: number): void {
    this.#isIn = true;
    this.#isBare = byte !== OPEN && byte !== LIST;
    this.#begunAt = this.#line;
    this.#inString = false;
    this.#escaped = false;
    this.#kept = [];
    this.#size = 0;
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size <= MAX_RECORD) this.#kept.push(bytes);
    else this.#kept = [];
  }

  #emit(last: Uint8Array, bytes: number): FileRecord {
    this.#keep(last);
    this.#isIn = false;
    const pointer = this.#index === null ? '' : `/${this.#index++}`;
    const at = { line: this.#begunAt, pointer, bytes };
    if (this.#isBare) return { ...at, text: null, code: 'notice-import.not-a-notice' };
    if (this.#size > MAX_RECORD) return { ...at, text: null, code: 'notice-import.too-large' };
    const whole = this.#kept.length === 1 ? this.#kept[0] : Buffer.concat(this.#kept);
    return { ...at, text: Buffer.from(whole ?? last).toString('utf8'), code: null };
  }
}
