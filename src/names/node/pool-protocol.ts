import type { Packed } from '../index/packed.ts';
import type { QueryOptions } from '../person-index.ts';
import type { PersonMatch, PersonQuery } from '../types.ts';

/** What a pool tells a thread. */
export type ToThread =
  | { kind: 'segments'; segments: readonly Packed[] }
  | { kind: 'ask'; ask: number; queries: readonly PersonQuery[]; options: QueryOptions }
  | { kind: 'merge'; ask: number };

/** What a thread answers. */
export type FromThread = { ask: number; matches: PersonMatch[][] } | { ask: number; merged: Packed | undefined };
