import { Buffer, isUtf8 } from 'node:buffer';

/** One thing found in a list in JSON, in the order of the file. */
export type JsonPiece =
  /** A member of the envelope (`level` root) or of a Case, other than its list of records. */
  | { readonly kind: 'field'; readonly level: 'root' | 'case'; readonly name: string; readonly text: string }
  | { readonly kind: 'case-start' | 'case-end'; readonly index: number }
  | {
      readonly kind: 'record';
      readonly line: number;
      readonly pointer: string;
      /** The Case it is in. */
      readonly caseIndex: number | null;
      /** Null: passed over, for `code` or because the caller had it already. */
      readonly text: string | null;
      readonly code: string | null;
    }
  /** Nothing after this can be read. */
  | { readonly kind: 'broken'; readonly line: number; readonly code: string };

export interface SplitOptions {
  /** A record of more bytes is passed over. */
  readonly maxRecordBytes?: number;
  /** A record nested deeper is passed over. */
  readonly maxDepth?: number;
  /** So many records from the first are counted and not decoded. */
  readonly skip?: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [BRACE, BRACE_END, BRACKET, BRACKET_END, COMMA, COLON, NEWLINE] = [0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x0a];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

interface Container {
  readonly is: 'object' | 'array';
  /** `case` stands for a Case, and for a record while nothing has shown yet which of the two it is. */
  readonly level: 'root' | 'case';
  /** An array: the next element's index. An object: its fields, while it may be a record. */
  index: number;
  readonly name: string;
  fields: string[];
  fieldBytes: number;
  hasRecords: boolean;
  hasHash: boolean;
  readonly line: number;
}

/**
 * Cuts a list in JSON into its records, over bytes, without building more than one record: an object with an array `value` of
 * records, or of Cases with an array `Media` of records each, or the bare array. Names are matched without regard to case.
 * Memory is bounded by `maxRecordBytes` and the chunk. Whether a record is JSON is its reader's to find out: here only
 * strings and brackets count, which is why it runs at the speed of the disk.
 */
export class JsonSplitter {
  readonly #max: number;
  readonly #maxDepth: number;
  readonly #skip: number;
  readonly #stack: Container[] = [];
  #out: JsonPiece[] = [];
  #state: 'value' | 'key-or-end' | 'key' | 'colon' | 'element-or-end' | 'comma' | 'capture' | 'after' | 'broken' =
    'value';
  #line = 1;
  #records = 0;
  #cases = 0;
  /** What the elements of `value` are, once one has shown it. */
  #shape: 'cases' | 'media' | null = null;
  #key = '';
  // The value being captured.
  #buf: Uint8Array = new Uint8Array(0);
  #room: Uint8Array = new Uint8Array(0);
  #start = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #what: 'key' | 'field' | 'record' = 'field';
  #dropped: string | null = null;
  #captureLine = 1;

  constructor(options: SplitOptions = {}) {
    this.#max = options.maxRecordBytes ?? 4 * 1024 * 1024;
    this.#maxDepth = options.maxDepth ?? 40;
    this.#skip = options.skip ?? 0;
  }

  push(chunk: Uint8Array): JsonPiece[] {
    let at = 0;
    if (this.#state === 'capture') at = this.#append(chunk);
    else this.#buf = chunk;
    const n = this.#buf.length;
    while (at < n && this.#state !== 'broken') at = this.#state === 'capture' ? this.#capture(at) : this.#step(at);
    return this.#take();
  }

  end(): JsonPiece[] {
    if (this.#state !== 'after' && this.#state !== 'broken') {
      this.#fail(this.#stack.length === 0 ? 'import.not-json' : 'import.truncated');
    }
    return this.#take();
  }

  /** The value under way, in room that doubles, and the chunk behind it. Returns where the chunk begins. */
  #append(chunk: Uint8Array): number {
    const rest = this.#dropped === null ? this.#buf.subarray(this.#start) : this.#buf.subarray(0, 0);
    const length = rest.length + chunk.length;
    const isInPlace = rest.buffer === this.#room.buffer && rest.byteOffset === 0 && length <= this.#room.length;
    if (!isInPlace) {
      if (length > this.#room.length || rest.buffer === this.#room.buffer) this.#room = new Uint8Array(2 * length);
      this.#room.set(rest);
    }
    this.#room.set(chunk, rest.length);
    this.#buf = this.#room.subarray(0, length);
    this.#start = 0;
    return rest.length;
  }

  #take(): JsonPiece[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  #fail(code: string): void {
    this.#state = 'broken';
    this.#out.push({ kind: 'broken', line: this.#line, code });
  }

  /** One byte between values. Returns where to go on. */
  #step(at: number): number {
    const byte = this.#buf[at] ?? 0;
    if (isSpace(byte)) {
      if (byte === NEWLINE) this.#line++;
      return at + 1;
    }
    switch (this.#state) {
      case 'value':
        return this.#value(at, byte);
      case 'key-or-end':
        if (byte === BRACE_END) return this.#close(at);
        if (byte !== QUOTE) break;
        return this.#begin(at, 'key');
      case 'colon':
        if (byte !== COLON) break;
        this.#state = 'value';
        return at + 1;
      case 'element-or-end':
        if (byte === BRACKET_END) return this.#close(at);
        return this.#value(at, byte);
      case 'comma': {
        const isObject = this.#stack.at(-1)?.is === 'object';
        if (byte === (isObject ? BRACE_END : BRACKET_END)) return this.#close(at);
        if (byte !== COMMA) break;
        // A comma before the end is forgiven.
        this.#state = isObject ? 'key-or-end' : 'element-or-end';
        return at + 1;
      }
      case 'after':
        return at + 1;
    }
    this.#fail(this.#stack.length === 0 ? 'import.not-json' : 'import.json-broken');
    return at;
  }

  #value(at: number, byte: number): number {
    const parent = this.#stack.at(-1);
    if (!parent) {
      if (byte === BRACE) return this.#open(at, 'object', 'root', '');
      if (byte === BRACKET) return this.#open(at, 'array', 'root', '');
      this.#fail('import.not-json');
      return at;
    }
    if (parent.is === 'object') {
      const name = this.#key.toLowerCase();
      if (byte === BRACKET && name === (parent.level === 'root' ? 'value' : 'media')) {
        parent.hasRecords = true;
        if (parent.level === 'case') this.#shape = 'cases';
        return this.#open(at, 'array', parent.level, `/${this.#key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      }
      return this.#begin(at, 'field');
    }
    const isRecord = parent.level === 'case' || this.#shape === 'media' || byte !== BRACE;
    if (isRecord) return this.#begin(at, 'record');
    this.#out.push({ kind: 'case-start', index: this.#cases });
    return this.#open(at, 'object', 'case', `/${parent.index}`);
  }

  #open(at: number, is: Container['is'], level: Container['level'], name: string): number {
    const none = { index: 0, fields: [], fieldBytes: 0, hasRecords: false, hasHash: false };
    this.#stack.push({ is, level, name, line: this.#line, ...none });
    this.#state = is === 'object' ? 'key-or-end' : 'element-or-end';
    return at + 1;
  }

  #close(at: number): number {
    const closed = this.#stack.pop();
    if (closed?.is === 'object' && closed.level === 'case') this.#endCase(closed);
    const parent = this.#stack.at(-1);
    if (parent?.is === 'array') parent.index++;
    this.#state = parent ? 'comma' : 'after';
    return at + 1;
  }

  /** An element of `value` without a list of records, but with a hash, was a record itself. */
  #endCase(closed: Container): void {
    if (!closed.hasRecords && closed.hasHash) {
      this.#shape ??= 'media';
      const parent = this.#stack.map((one) => one.name).join('');
      const text = closed.fieldBytes > this.#max ? null : `{${closed.fields.join(',')}}`;
      const code = text === null ? 'import.record-too-large' : null;
      this.#record({ text, code, line: closed.line, pointer: `${parent}${closed.name}`, caseIndex: null });
    } else {
      this.#out.push({ kind: 'case-end', index: this.#cases });
      this.#cases++;
    }
  }

  #begin(at: number, what: 'key' | 'field' | 'record'): number {
    this.#what = what;
    this.#start = at;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#dropped = null;
    this.#captureLine = this.#line;
    this.#state = 'capture';
    return at;
  }

  /** The inner loop: on to the end of the value, or of the bytes there are. */
  #capture(from: number): number {
    const buf = this.#buf;
    const n = buf.length;
    let at = from;
    let depth = this.#depth;
    let inString = this.#inString;
    let end = -1;
    if (this.#escaped && at < n) {
      this.#escaped = false;
      at++;
    }
    while (at < n) {
      const byte = buf[at] as number;
      if (inString) {
        if (byte === QUOTE) {
          inString = false;
          if (depth === 0) {
            end = at + 1;
            break;
          }
        } else if (byte === BACKSLASH) {
          if (at + 1 >= n) this.#escaped = true;
          at++;
        }
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === BRACE || byte === BRACKET) {
        depth++;
        if (depth > this.#maxDepth) this.#dropped ??= 'import.record-too-deep';
      } else if (byte === BRACE_END || byte === BRACKET_END || byte === COMMA) {
        // A scalar ends before what follows it.
        if (depth === 0) {
          end = at;
          break;
        }
        if (byte !== COMMA && --depth === 0) {
          end = at + 1;
          break;
        }
      } else if (isSpace(byte)) {
        if (depth === 0) {
          end = at;
          break;
        }
        if (byte === NEWLINE) this.#line++;
      }
      at++;
    }
    this.#depth = depth;
    this.#inString = inString;
    const length = (end === -1 ? Math.min(at, n) : end) - this.#start;
    if (length > this.#max) this.#dropped ??= 'import.record-too-large';
    if (end === -1) return n;
    this.#captured(end);
    return end;
  }

  #captured(end: number): void {
    const bytes = this.#buf.subarray(this.#start, end);
    const parent = this.#stack.at(-1);
    if (!parent) return;
    if (this.#what === 'record') {
      const pointer = `${this.#stack.map((one) => one.name).join('')}/${parent.index}`;
      parent.index++;
      const text = this.#dropped === null && this.#records >= this.#skip ? decode(bytes) : null;
      const code = this.#dropped ?? (text === null && this.#records >= this.#skip ? 'import.record-not-utf8' : null);
      const caseIndex = parent.level === 'case' ? this.#cases : null;
      this.#record({ text, code, line: this.#captureLine, pointer, caseIndex });
      this.#state = 'comma';
      return;
    }
    const text = this.#dropped === null ? decode(bytes) : null;
    if (this.#what === 'key') {
      if (text === null) {
        this.#fail('import.json-broken');
        return;
      }
      this.#key = readString(text) ?? '';
      this.#state = 'colon';
      return;
    }
    if (text === '') {
      this.#fail('import.json-broken');
      return;
    }
    this.#state = 'comma';
    if (text === null) return;
    if (parent.level === 'case') {
      parent.fieldBytes += bytes.length;
      if (parent.fieldBytes <= this.#max) parent.fields.push(`${JSON.stringify(this.#key)}:${text}`);
      if (/^(md5|sha1|photodna)$/i.test(this.#key)) parent.hasHash = true;
    }
    this.#out.push({ kind: 'field', level: parent.level, name: this.#key, text });
  }

  #record(record: Omit<Extract<JsonPiece, { kind: 'record' }>, 'kind'>): void {
    this.#records++;
    this.#out.push({ kind: 'record', ...record });
  }
}

function decode(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes)) return null;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function readString(text: string): string | null {
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
}
