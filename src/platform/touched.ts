import type { Tx } from './db/database.ts';

const MEMO = 'platform.touched';

/** Which things this transaction has to do with, as `kind:id`; the ledger says so for every act it is given. */
export function noteTouched(tx: Tx, refs: readonly string[]): void {
  const touched = (tx.memo.get(MEMO) as Set<string> | undefined) ?? new Set<string>();
  for (const ref of refs) touched.add(ref);
  tx.memo.set(MEMO, touched);
}

export function touchedRefs(tx: Tx): string[] {
  return [...((tx.memo.get(MEMO) as Set<string> | undefined) ?? [])];
}
