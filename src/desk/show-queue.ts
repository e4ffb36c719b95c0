import type { Access } from '../access/index.ts';
import { AppError, type Reference, type ReferenceResolver, refText, type Tx } from '../platform/index.ts';
import type { ListWork, QueueFilter, Work, WorkItem } from '../work/index.ts';
import type { DeskItem, DeskView, NextView } from './contract.ts';

export interface QueueDeps {
  readonly work: Work;
  readonly access: Access;
  readonly resolvers: ReadonlyMap<string, ReferenceResolver>;
}

/** The one queue: `work` as this person may see it, each row named by the room it belongs to. */
export async function showQueue(deps: QueueDeps, tx: Tx, query: ListWork): Promise<DeskView> {
  const { items, next } = await deps.work.list(tx, query);
  return { items: await nameItems(deps, tx, items), next, now: tx.now };
}

/** The item one works on, finished or not, and the one to go on with. */
export async function showNext(
  deps: QueueDeps,
  tx: Tx,
  { filter, after }: { readonly filter: QueueFilter; readonly after: string | null },
): Promise<NextView> {
  const detail = after === null ? null : await seen(deps.work.show(tx, after));
  const next = await deps.work.next(tx, { filter, after });
  const named = await nameItems(
    deps,
    tx,
    [detail?.item, next].filter((item) => item !== null && item !== undefined),
  );
  const [current] = detail ? named : [];
  const last = next ? named.at(-1) : undefined;
  return {
    now: tx.now,
    current: detail && current ? { item: current, closedAt: detail.closedAt, outcome: detail.outcome } : null,
    next: last ?? null,
  };
}

/** What is not there for this person is nothing. */
async function seen<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}

async function nameItems(deps: QueueDeps, tx: Tx, items: readonly WorkItem[]): Promise<DeskItem[]> {
  const known = await nameRefs(deps.resolvers, tx, items);
  const holders = items.flatMap((i) => [
    ...(i.claimedBy ? [i.claimedBy] : []),
    ...('person' in i.owner ? [i.owner.person] : []),
  ]);
  const people = await deps.access.people(tx, holders);
  return items.map((item) => ({
    ...item,
    reference: known.get(refText(subject(item))) ?? null,
    claimedByName: item.claimedBy ? (people.get(item.claimedBy)?.name ?? null) : null,
    ownerName: 'person' in item.owner ? (people.get(item.owner.person)?.name ?? null) : null,
  }));
}

/** A question about work is named by what the work is on. */
export function subject({ ref, about }: Pick<WorkItem, 'ref' | 'about'>): WorkItem['ref'] {
  return ref.kind === 'work-escalation' ? (about[0] ?? ref) : ref;
}

/** What the items are on, as their rooms show it to this scope, by `kind:id`. */
export async function nameRefs(
  resolvers: QueueDeps['resolvers'],
  tx: Tx,
  items: readonly Pick<WorkItem, 'ref' | 'about'>[],
): Promise<ReadonlyMap<string, Reference>> {
  const wanted = new Map<string, Set<string>>();
  for (const { kind, id } of items.map(subject)) wanted.set(kind, (wanted.get(kind) ?? new Set()).add(id));
  const known = new Map<string, Reference>();
  for (const [kind, ids] of wanted) {
    const found = await resolvers.get(kind)?.resolve(tx, [...ids]);
    for (const reference of found?.values() ?? []) known.set(refText(reference.ref), reference);
  }
  return known;
}
