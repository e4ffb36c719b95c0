import type { Access } from '../access/index.ts';
import { type Reference, type ReferenceResolver, refText, type Tx } from '../platform/index.ts';
import type { ListWork, Work } from '../work/index.ts';
import type { DeskView } from './contract.ts';

/** The one queue: `work` as this person may see it, each row named by the room it belongs to. */
export async function showQueue(
  deps: { work: Work; access: Access; resolvers: ReadonlyMap<string, ReferenceResolver> },
  tx: Tx,
  query: ListWork,
): Promise<DeskView> {
  const { items, next } = await deps.work.list(tx, query);
  const wanted = new Map<string, Set<string>>();
  for (const { ref } of items) {
    const ids = wanted.get(ref.kind) ?? new Set();
    wanted.set(ref.kind, ids.add(ref.id));
  }
  const known = new Map<string, Reference>();
  for (const [kind, ids] of wanted) {
    const found = await deps.resolvers.get(kind)?.resolve(tx, [...ids]);
    for (const reference of found?.values() ?? []) known.set(refText(reference.ref), reference);
  }
  const holders = items.flatMap((i) => (i.claimedBy ? [i.claimedBy] : []));
  const people = await deps.access.people(tx, holders);
  return {
    items: items.map((item) => ({
      ...item,
      reference: known.get(refText(item.ref)) ?? null,
      claimedByName: item.claimedBy ? (people.get(item.claimedBy)?.name ?? null) : null,
    })),
    next,
    now: tx.now,
  };
}
