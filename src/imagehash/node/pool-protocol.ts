import type { RingLayout } from '../ring-layout.ts';
import type { WasmMemory } from '../wasm-host.ts';

/** A segment's ring as a thread knows it. Its memory is shared, not copied, and comes with it the first time alone. */
export interface SharedRing {
  readonly number: number;
  readonly memory: WasmMemory | undefined;
  readonly layout: RingLayout;
}

export type ToThread =
  /** The rings to ask from now on, in the order in which matches name them. */
  | { readonly kind: 'rings'; readonly rings: readonly SharedRing[] }
  | { readonly kind: 'ask'; readonly ask: number; readonly hashes: Uint8Array; readonly radius: number };

/** Of each match: which query of the piece, which ring, which slot, how far. */
export interface FromThread {
  readonly ask: number;
  readonly matches: Uint32Array<ArrayBuffer>;
}

/** Numbers a match takes. */
export const MATCH_WORDS = 4;
