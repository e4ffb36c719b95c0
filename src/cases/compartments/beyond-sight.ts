import type { Tx } from '../../platform/index.ts';

const SET = `SELECT set_config('homeward.compartments', $1, true)`;

/**
 * Does something with all rows, whatever compartment they lie in: for moving what belongs to a case as a whole, never for reading.
 * Nothing that `fn` finds may reach the caller. Afterwards the transaction sees what it saw before.
 */
export async function beyondSight(tx: Tx, fn: () => Promise<void>): Promise<void> {
  await tx.query(SET, ['*']);
  await fn();
  // When `fn` throws, the transaction ends with it.
  await tx.query(SET, [tx.scope.compartments.join(',')]);
}
