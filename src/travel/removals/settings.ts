import type { Tx } from '../../platform/index.ts';
import rules from '../data/rules.json' with { type: 'json' };
import { HOUR, type TravelDeps } from '../deps.ts';

const NAME = 'removal-undo-hours';

/** For how many hours after it was drafted a batch can be taken back. */
export async function undoHours(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ value: number }>('SELECT value FROM travel_setting WHERE name = $1', [NAME]);
  return row?.value ?? rules.undoHours.value;
}

export const undoMs = async (tx: Tx): Promise<number> => (await undoHours(tx)) * HOUR;

/** For batches drafted from now on. */
export async function setUndoHours(deps: Pick<TravelDeps, 'audit'>, tx: Tx, hours: number): Promise<void> {
  await tx.query(
    `INSERT INTO travel_setting (name, value, set_by, set_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET value = $2, set_by = $3, set_at = $4`,
    [NAME, JSON.stringify(hours), tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'removal.undo-time-set',
    entity: { kind: 'travel-setting', id: NAME },
    body: { hours },
  });
}
