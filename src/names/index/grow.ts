type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

/** A list of numbers in a typed array that doubles as it fills. */
export class Growing<T extends Numbers> {
  #array: T;
  readonly #make: (length: number) => T;
  length = 0;

  constructor(make: (length: number) => T, room = 1024) {
    this.#make = make;
    this.#array = make(room);
  }

  push(value: number): void {
    if (this.length === this.#array.length) this.#room(this.length + 1);
    this.#array[this.length++] = value;
  }

  /** Copies `bytes` to the end. */
  append(bytes: ArrayLike<number>, count = bytes.length): void {
    if (this.length + count > this.#array.length) this.#room(this.length + count);
    for (let at = 0; at < count; at++) this.#array[this.length + at] = bytes[at] ?? 0;
    this.length += count;
  }

  get(at: number): number {
    return this.#array[at] ?? 0;
  }

  /** The filled part, to be read at once or kept as a copy of its own size. */
  view(): T {
    return this.#array.subarray(0, this.length) as T;
  }

  /** A copy without spare room. */
  finish(): T {
    const out = this.#make(this.length);
    out.set(this.view());
    return out;
  }

  #room(least: number): void {
    const wider = this.#make(Math.max(least, Math.ceil(this.#array.length * 1.7)));
    wider.set(this.#array);
    this.#array = wider;
  }
}
