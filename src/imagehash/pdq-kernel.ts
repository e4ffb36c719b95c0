import { type Picture, REFERENCE_SIDE } from './luma.ts';
import { COSINES, FREQUENCIES } from './transform.ts';
import { pdqWasm } from './wasm/pdq-wasm.ts';
import { Kernel, newMemory, PAGE, type WasmMemory } from './wasm-host.ts';

/** The functions of wasm/pdq.as.ts; pointers are byte offsets. */
interface PdqExports {
  begin(width: number, height: number, channels: number): number;
  slab(): number;
  raw(): number;
  choose(sourceWidth: number): void;
  pick(row: number): void;
  clear(): void;
  feed(rows: number): void;
  finish(): number;
  transform(): number;
  bits(transpose: number, negate: number): void;
}

/** Offsets in the kernel's memory, as in pdq.as.ts. */
const COSINES_AT = 1_024;
const TURNED_AT = COSINES_AT + 4_096;
const IMAGE_AT = TURNED_AT + 4_096;
const HASH_AT = IMAGE_AT + 16_384 + 4_096 + 1_024 + 1_024;

const SLAB = 16;

/** Up to this many pixels in a row the kernel's 32-bit offsets hold; what a decoder gives is far below. */
const WIDEST = 4_000_000;

const kernel = new Kernel<PdqExports>(pdqWasm);

/**
 * Makes the fast hashing ready on a browser's main thread, where an engine may refuse to compile it in passing. Hashing works
 * without, slower where it was refused; elsewhere this does nothing.
 */
export function ready(): Promise<void> {
  return kernel.ready();
}

/** How the frequencies of a turned picture come from those of the picture: see `bits` in pdq.as.ts. */
export interface Turn {
  readonly transpose: boolean;
  /** Which change sign: none, even columns, odd sums of row and column, even rows. */
  readonly negate: 'none' | 'column' | 'both' | 'row';
}

const NEGATE = { none: 0, column: 1, both: 2, row: 3 } as const;

/** Hashes pictures one after another in one memory, which keeps the size of the widest. */
export class PdqKernel {
  readonly #run: PdqExports;
  readonly #memory: WasmMemory;
  #bytes: Uint8Array;

  private constructor(run: PdqExports, memory: WasmMemory) {
    this.#run = run;
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    new Float32Array(memory.buffer, COSINES_AT, COSINES.length).set(COSINES);
    const turned = new Float32Array(memory.buffer, TURNED_AT, COSINES.length);
    for (let i = 0; i < FREQUENCIES; i++) {
      for (let k = 0; k < 64; k++) turned[k * FREQUENCIES + i] = COSINES[i * 64 + k] as number;
    }
  }

  /** Undefined where there is no WASM with SIMD. */
  static create(): PdqKernel | undefined {
    if (!kernel.isAvailable) return undefined;
    const memory = newMemory(2, { shared: false });
    const run = kernel.over(memory);
    return run && new PdqKernel(run, memory);
  }

  static takes({ width, height }: Picture): boolean {
    return width <= WIDEST && height <= WIDEST;
  }

  /**
   * Takes a picture in; {@link bits} then gives its hashes.
   * @param shrink whether it first becomes 512×512 by nearest neighbour.
   * @returns its quality.
   */
  look(picture: Picture, shrink: boolean): number {
    const { width, height, channels, data } = picture;
    const rowBytes = width * channels;
    const [toWidth, toHeight] = shrink ? [REFERENCE_SIDE, REFERENCE_SIDE] : [width, height];
    this.#reserve(this.#run.begin(toWidth, toHeight, channels) + rowBytes + 64);
    this.#run.clear();
    if (shrink) this.#run.choose(width);
    const slab = this.#run.slab();
    const raw = this.#run.raw();
    for (let y = 0; y < toHeight; y += SLAB) {
      const rows = Math.min(SLAB, toHeight - y);
      if (shrink) {
        for (let row = 0; row < rows; row++) {
          const from = Math.floor(((y + row) * height) / toHeight) * rowBytes;
          this.#bytes.set(data.subarray(from, from + rowBytes), raw);
          this.#run.pick(row);
        }
      } else this.#bytes.set(data.subarray(y * rowBytes, (y + rows) * rowBytes), slab);
      this.#run.feed(rows);
    }
    return this.#run.finish();
  }

  /** Takes an image of 64×64 in as it is. @returns its quality. */
  lookAtImage(image: Float32Array): number {
    new Float32Array(this.#memory.buffer as ArrayBuffer, IMAGE_AT, image.length).set(image);
    return this.#run.transform();
  }

  /** The hash of what was looked at last, turned. */
  bits({ transpose, negate }: Turn): Uint8Array {
    this.#run.bits(transpose ? 1 : 0, NEGATE[negate]);
    return this.#bytes.slice(HASH_AT, HASH_AT + 32);
  }

  #reserve(bytes: number): void {
    const missing = bytes - this.#bytes.length;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / PAGE));
    this.#bytes = new Uint8Array(this.#memory.buffer);
  }
}
