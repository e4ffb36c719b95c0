import type { Tx } from '../platform/index.ts';
import type { Deps } from './deps.ts';

export type MatchListener = (tx: Tx, lookupId: string) => Promise<void>;

/** By database: a process may host many bureaus. */
const listeners = new WeakMap<object, MatchListener[]>();

export function onMatches({ db }: Pick<Deps, 'db'>, listener: MatchListener): void {
  listeners.set(db, [...(listeners.get(db) ?? []), listener]);
}

/** Tells who listens that a look-up has new matches, in the transaction that writes them down. */
export async function tellMatches({ db }: Pick<Deps, 'db'>, tx: Tx, lookupId: string): Promise<void> {
  for (const listener of listeners.get(db) ?? []) await listener(tx, lookupId);
}
