import { type ActCatalogue, parseRef, type Tx } from '../platform/index.ts';

export interface Flows {
  readonly open: string[];
  readonly finished: string[];
  readonly refused: string[];
}

/**
 * Where the ledger says each item of a kind stands, by the newest act on it that counts (an item may be received again
 * after it finished). Ids are those of the acts' entities. Unsealed rows count: they are committed.
 */
export async function countFlows(
  tx: Tx,
  acts: ReadonlyMap<string, ActCatalogue[string]>,
  item: string,
): Promise<Flows> {
  const counting = [...acts].filter(([, rule]) => rule.item === item && rule.flow !== undefined);
  const rows = await tx.query<{ entity: string; act: string }>(
    `SELECT DISTINCT ON (entity) entity, act FROM (
       SELECT entity, act, seq, NULL::bigint AS ord FROM audit_entry WHERE act = ANY ($1)
       UNION ALL
       SELECT entity, act, NULL, ord FROM audit_unsealed WHERE act = ANY ($1)
     ) AS rows ORDER BY entity, seq DESC NULLS FIRST, ord DESC`,
    [counting.map(([act]) => act)],
  );
  const flows: Flows = { open: [], finished: [], refused: [] };
  const flowOf = new Map(counting.map(([act, rule]) => [act, rule.flow]));
  for (const { entity, act } of rows) {
    const flow = flowOf.get(act);
    const list = flow === 'finished' ? flows.finished : flow === 'refused' ? flows.refused : flows.open;
    list.push(parseRef(entity).id);
  }
  return flows;
}
