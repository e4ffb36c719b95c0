import { Buffer } from 'node:buffer';
import type { HashEntry } from './entry.ts';
import type { ListHeader, ReadItem } from './read-list.ts';

const LINE = /^(?:(md5|sha1|sha256|pdq):)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})(?:\s+(.*))?$/i;
const LENGTHS: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, pdq: 64 };
const LONGEST = 4096;

/**
 * One hash a line, optionally `md5:`, `sha1:`, `sha256:`, `pdq:` before it and a name after white space, `#` for a comment. 64
 * digits without a kind are taken as SHA-256 and as PDQ: by chance the one is never near the other.
 */
export class LineReader {
  readonly header: ListHeader = { format: 'hash-lines', version: null, region: null, shape: null, scheme: null };
  readonly #skip: number;
  #rest = '';
  #tooLong = false;
  #line = 0;
  #n = 0;

  constructor(options: { skip?: number } = {}) {
    this.#skip = options.skip ?? 0;
  }

  push(chunk: Uint8Array): ReadItem[] {
    // Hashes are ASCII; a name in another script is shown, and may lose a letter on the border of two chunks only if it is broken.
    const lines = (this.#rest + Buffer.from(chunk).toString('latin1')).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    const items = lines.flatMap((line) => this.#read(line));
    if (this.#rest.length > LONGEST) {
      this.#rest = this.#rest.slice(0, LONGEST);
      this.#tooLong = true;
    }
    return items;
  }

  end(): ReadItem[] {
    return this.#rest === '' ? [] : this.#read(this.#rest);
  }

  #read(latin: string): ReadItem[] {
    this.#line++;
    const isTooLong = this.#tooLong || latin.length > LONGEST;
    this.#tooLong = false;
    const text = Buffer.from(latin.slice(0, LONGEST), 'latin1').toString('utf8').trim();
    if (text === '' || text.startsWith('#')) return [];
    this.#n++;
    if (this.#n <= this.#skip) return [];
    const place = { record: this.#n, line: this.#line, pointer: '' };
    const [, kindText, digits = '', name = ''] = isTooLong ? [] : (LINE.exec(text) ?? []);
    const kind = kindText?.toLowerCase();
    if (digits === '' || (kind !== undefined && LENGTHS[kind] !== digits.length)) {
      return [
        { kind: 'refused', ...place, code: 'list.not-a-hash', params: {}, fields: { value: text.slice(0, 200) } },
      ];
    }
    const raw = name.trim() === '' ? {} : { raw: { lines: { name: name.trim() } } };
    const entry: HashEntry = { ...byKind(kind, digits.toLowerCase()), ...raw };
    return [{ kind: 'entry', ...place, entry, warnings: [], pictures: 0, caseIndex: null }];
  }
}

function byKind(kind: string | undefined, hash: string): HashEntry {
  if (kind !== undefined) return { [kind]: hash };
  if (hash.length === 32) return { md5: hash };
  return hash.length === 40 ? { sha1: hash } : { sha256: hash, pdq: hash };
}
