import { vicsScheme } from './categories.ts';
import type { RawObject } from './entry.ts';
import { isObject, parseExact } from './json.ts';
import type { ListHeader, ReadItem } from './read-list.ts';
import { JsonSplitter } from './split-json.ts';
import { readCase, readMedia } from './vics-record.ts';

const CONTEXT = /DataModels\/(\d+(?:\.\d+)*)\.xml(?:\/([^/$#]*))?.*?#(Cases|Media)?/i;

/** What `odata.metadata` (1.2, 1.3) or `@odata.context` (2.0) says: version, region, and which of the two shapes. */
export function readContext(text: string): Pick<ListHeader, 'version' | 'region' | 'shape'> {
  const [, version = null, region = '', shape = ''] = CONTEXT.exec(text) ?? [];
  return {
    version,
    region: region === '' ? null : region,
    shape: shape === '' ? null : shape.toLowerCase() === 'cases' ? 'cases' : 'media',
  };
}

/** Reads VICS JSON, chunk by chunk, as the splitter finds it. */
export class VicsReader {
  readonly #splitter: JsonSplitter;
  readonly #as: string | undefined;
  readonly #skip: number;
  #context: Pick<ListHeader, 'version' | 'region' | 'shape'> = { version: null, region: null, shape: null };
  #seen: 'cases' | 'media' | null = null;
  #case: Record<string, unknown> = {};
  #opened: number | null = null;
  #n = 0;

  constructor(options: { as?: string; skip?: number }) {
    this.#as = options.as;
    this.#skip = options.skip ?? 0;
    this.#splitter = new JsonSplitter({ skip: this.#skip });
  }

  get header(): ListHeader {
    const { version, region, shape } = this.#context;
    const format = version === '1.2' ? 'vics-1.2' : version?.startsWith('2') ? 'vics-2.0' : 'vics-1.3';
    return { format, version, region, shape: this.#seen ?? shape, scheme: vicsScheme(this.#as ?? region) };
  }

  push(chunk: Uint8Array): ReadItem[] {
    return this.#read(this.#splitter.push(chunk));
  }

  end(): ReadItem[] {
    return this.#read(this.#splitter.end());
  }

  #read(pieces: ReturnType<JsonSplitter['push']>): ReadItem[] {
    const items: ReadItem[] = [];
    for (const piece of pieces) {
      switch (piece.kind) {
        case 'field':
          this.#field(piece.level, piece.name, piece.text);
          break;
        case 'case-start':
          this.#case = {};
          break;
        case 'case-end':
          this.#seen = 'cases';
          items.push({ kind: 'case', ended: true, index: piece.index, fields: readCase(this.#case) });
          break;
        case 'broken':
          items.push({ kind: 'broken', record: this.#n, line: piece.line, pointer: '', code: piece.code });
          break;
        case 'record': {
          this.#n++;
          this.#seen ??= piece.caseIndex === null ? 'media' : 'cases';
          if (piece.caseIndex !== null && piece.caseIndex !== this.#opened) {
            this.#opened = piece.caseIndex;
            items.push({ kind: 'case', ended: false, index: piece.caseIndex, fields: readCase(this.#case) });
          }
          if (this.#n > this.#skip) items.push(this.#record(piece));
        }
      }
    }
    return items;
  }

  #field(level: 'root' | 'case', name: string, text: string): void {
    const value = tryParse(text);
    if (level === 'case') Object.defineProperty(this.#case, name, { value, enumerable: true, configurable: true });
    else if (typeof value === 'string' && /^@?odata\.(metadata|context)$/i.test(name))
      this.#context = readContext(value);
  }

  #record(piece: {
    line: number;
    pointer: string;
    text: string | null;
    code: string | null;
    caseIndex: number | null;
  }) {
    const place = { record: this.#n, line: piece.line, pointer: piece.pointer };
    const refused = (code: string, params = {}, fields: RawObject = {}): ReadItem => ({
      kind: 'refused',
      ...place,
      code,
      params,
      fields,
    });
    if (piece.text === null) return refused(piece.code ?? 'import.record-not-json');
    const value = tryParse(piece.text);
    if (value === undefined) return refused('import.record-not-json');
    if (!isObject(value)) return refused('import.record-not-object');
    const { scheme } = this.header;
    const read = readMedia(value, scheme ?? 'VICS-UNSTATED');
    if ('refused' in read) return refused(read.refused.code, read.refused.params, value);
    const { entry, warnings, pictures } = read;
    return { kind: 'entry', ...place, entry, warnings, pictures, caseIndex: piece.caseIndex } satisfies ReadItem;
  }
}

function tryParse(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}
