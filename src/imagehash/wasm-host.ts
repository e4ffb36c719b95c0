/** The part of the WebAssembly interface that is used here; the server's type libraries do not have it. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  /** @returns how many pages there were before. @throws RangeError when there is no more room. */
  grow(pages: number): number;
}

export type WasmModule = object;

interface WasmHost {
  readonly Memory: new (descriptor: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: object };
}

/** Bytes in a page of WASM memory. */
export const PAGE = 65_536;

/** Pages in the largest 32-bit memory. */
export const MOST_PAGES = 65_536;

const host = (globalThis as unknown as { WebAssembly?: WasmHost }).WebAssembly;

/**
 * A kernel, compiled at its first use and once only; undefined where it cannot be: no WebAssembly, no SIMD, or a page whose
 * content security policy has no `wasm-unsafe-eval`. Callers then take the plain twin, which gives the same bits. Where an
 * engine compiles modules of more than 4 KB only apart from a browser's main thread, `ready` does that.
 */
export class Kernel<Exports extends object> {
  readonly #text: string;
  #module: WasmModule | undefined;
  #tried = false;

  /** @param text the module, base64. */
  constructor(text: string) {
    this.#text = text;
  }

  get isAvailable(): boolean {
    return this.#compiled() !== undefined;
  }

  /** The kernel's functions over a memory; undefined where there is none. */
  over(memory: WasmMemory): Exports | undefined {
    const module = this.#compiled();
    if (module === undefined || host === undefined) return undefined;
    return new host.Instance(module, { env: { memory } }).exports as Exports;
  }

  /** Compiles it apart from this thread where it could not be compiled on it. Never fails: the plain twin stays. */
  async ready(): Promise<void> {
    if (this.isAvailable) return;
    this.#module = await host?.compile(this.#bytes()).catch(() => undefined);
  }

  #compiled(): WasmModule | undefined {
    if (this.#tried) return this.#module;
    this.#tried = true;
    try {
      this.#module = host === undefined ? undefined : new host.Module(this.#bytes());
    } catch {
      this.#module = undefined;
    }
    return this.#module;
  }

  #bytes(): Uint8Array {
    return Uint8Array.from(atob(this.#text), (char) => char.charCodeAt(0));
  }
}

/** @throws RangeError when the machine has no room for it, Error where there is no WebAssembly. */
export function newMemory(pages: number, options: { shared: boolean }): WasmMemory {
  if (host === undefined) throw new Error('there is no WebAssembly here');
  return new host.Memory({
    initial: pages,
    maximum: MOST_PAGES,
    ...(options.shared ? { shared: true } : {}),
  });
}
