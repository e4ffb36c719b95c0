import { codeOf, scanCodes } from './ring16.ts';

/** 32-bit words in a code. */
const WORDS = 8;

/** The hashes added last, in no order: scanned, and so kept few. */
export class FlatPart {
  readonly ids: number[] = [];
  #codes: Uint32Array<ArrayBufferLike> = new Uint32Array(0);
  readonly #places = new Map<number, number>();

  get size(): number {
    return this.ids.length;
  }

  get codes(): Uint32Array {
    return this.#codes.subarray(0, this.size * WORDS);
  }

  has(id: number): boolean {
    return this.#places.has(id);
  }

  /** The id is not held yet. */
  add(id: number, hash: Uint8Array): void {
    this.addCode(id, codeOf(hash));
  }

  /** As {@link add}, of a code. */
  addCode(id: number, code: Uint32Array): void {
    const place = this.ids.length;
    if ((place + 1) * WORDS > this.#codes.length) {
      const wider = new Uint32Array(Math.max(16 * WORDS, this.#codes.length * 2));
      wider.set(this.#codes);
      this.#codes = wider;
    }
    this.#codes.set(code, place * WORDS);
    this.ids.push(id);
    this.#places.set(id, place);
  }

  /** The last hash takes the place of the one that leaves. @returns whether there was one. */
  remove(id: number): boolean {
    const place = this.#places.get(id);
    const moved = this.ids.pop();
    if (place === undefined || moved === undefined) {
      if (moved !== undefined) this.ids.push(moved);
      return false;
    }
    this.#places.delete(id);
    if (moved === id) return true;
    const last = this.ids.length;
    this.#codes.copyWithin(place * WORDS, last * WORDS, (last + 1) * WORDS);
    this.ids[place] = moved;
    this.#places.set(moved, place);
    return true;
  }

  scan(query: Uint32Array, radius: number, found: (id: number, distance: number) => void): void {
    scanCodes(this.#codes, this.size, query, radius, (place, distance) => found(this.ids[place] as number, distance));
  }

  clear(): void {
    this.ids.length = 0;
    this.#places.clear();
  }

  copy(): FlatPart {
    const copy = new FlatPart();
    for (const [place, id] of this.ids.entries()) {
      copy.addCode(id, this.#codes.subarray(place * WORDS, (place + 1) * WORDS));
    }
    return copy;
  }

  /** The entries in the order of their ids, as a frozen part has them. */
  sorted(): { ids: Float64Array; codes: Uint32Array } {
    const places = this.ids.map((_, place) => place).sort((a, b) => (this.ids[a] as number) - (this.ids[b] as number));
    const codes = new Uint32Array(this.size * WORDS);
    for (const [to, place] of places.entries()) {
      codes.set(this.#codes.subarray(place * WORDS, (place + 1) * WORDS), to * WORDS);
    }
    return { ids: Float64Array.from(places, (place) => this.ids[place] as number), codes };
  }
}
