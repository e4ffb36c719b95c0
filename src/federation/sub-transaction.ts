import type { Tx } from '../platform/index.ts';

/**
 * Runs `fn` in a savepoint of the transaction. What it registered (ledger rows, hooks) takes effect only when it succeeds;
 * when it throws, the transaction goes on as if it had never run, and the error is passed on.
 */
export async function inSavepoint<T>(tx: Tx, fn: (inner: Tx) => Promise<T>): Promise<T> {
  const before = new Map<string, () => Promise<void>>();
  const after: (() => void)[] = [];
  const inner: Tx = {
    scope: tx.scope,
    now: tx.now,
    memo: new Map(),
    as: () => tx.as(),
    query: (text, values, name) => tx.query(text, values, name),
    beforeCommit: (key, hook) => {
      if (!before.has(key)) before.set(key, hook);
    },
    onCommit: (hook) => {
      after.push(hook);
    },
  };
  await tx.query('SAVEPOINT federation_item');
  try {
    const value = await fn(inner);
    for (const hook of before.values()) await hook();
    await tx.query('RELEASE SAVEPOINT federation_item');
    for (const hook of after) tx.onCommit(hook);
    return value;
  } catch (error) {
    await tx.query('ROLLBACK TO SAVEPOINT federation_item');
    throw error;
  }
}
