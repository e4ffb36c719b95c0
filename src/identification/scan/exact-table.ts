const EMPTY = -1;

/**
 * Which entries of a list have a given file hash. Hashes lie beside each other as bytes, found by open addressing: a million
 * of them take some tens of megabytes, where as many strings in a Map would take hundreds.
 */
export class ExactTable {
  readonly #bytes: number;
  #digests: Uint8Array;
  #entries: Int32Array;
  #slots: Int32Array;
  #size = 0;

  /** @param bytes of one hash: 16 for MD5 */
  constructor(bytes: number) {
    this.#bytes = bytes;
    this.#digests = new Uint8Array(1_024 * bytes);
    this.#entries = new Int32Array(1_024);
    this.#slots = new Int32Array(2_048).fill(EMPTY);
  }

  get size(): number {
    return this.#size;
  }

  /** @param hex lower-case hex of the right length */
  add(hex: string, entry: number): void {
    if (this.#size === this.#entries.length) this.#grow();
    const digest = Buffer.from(hex, 'hex');
    this.#digests.set(digest, this.#size * this.#bytes);
    this.#entries[this.#size] = entry;
    this.#place(digest, this.#size);
    this.#size++;
  }

  /** Every entry with this hash, in the order in which they were added. */
  find(hex: string): number[] {
    const digest = Buffer.from(hex, 'hex');
    const found: number[] = [];
    for (let slot = this.#first(digest); ; slot = (slot + 1) & (this.#slots.length - 1)) {
      const place = this.#slots[slot] ?? EMPTY;
      if (place === EMPTY) return found;
      const at = place * this.#bytes;
      if (digest.compare(this.#digests, at, at + this.#bytes) === 0) found.push(this.#entries[place] ?? EMPTY);
    }
  }

  #place(digest: Buffer, place: number): void {
    let slot = this.#first(digest);
    while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & (this.#slots.length - 1);
    this.#slots[slot] = place;
  }

  /** The digest is spread evenly already, unless somebody made the list up; then it is slow, not wrong. */
  #first(digest: Buffer): number {
    return digest.readUInt32LE(4) & (this.#slots.length - 1);
  }

  #grow(): void {
    const digests = new Uint8Array(this.#digests.length * 2);
    digests.set(this.#digests);
    this.#digests = digests;
    const entries = new Int32Array(this.#entries.length * 2);
    entries.set(this.#entries);
    this.#entries = entries;
    this.#slots = new Int32Array(this.#slots.length * 2).fill(EMPTY);
    for (let place = 0; place < this.#size; place++) {
      this.#place(Buffer.from(digests.buffer, place * this.#bytes, this.#bytes), place);
    }
  }
}
