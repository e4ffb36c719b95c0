import type { Audit } from '../audit/index.ts';
import type { ConservationSource, Tx } from '../platform/index.ts';
import type { Work } from './create-work.ts';

export type ItemState = 'open' | 'finished' | 'refused';

/** One id on which the three accounts do not agree; null: that account does not know it. */
export interface ConservationDifference {
  readonly id: string;
  readonly ledger: ItemState | null;
  readonly room: ItemState | null;
  /** Whether open work is there for it. */
  readonly owed: boolean;
}

export interface ItemConservation {
  readonly item: string;
  readonly received: number;
  readonly finished: number;
  readonly refused: number;
  readonly open: number;
  readonly differences: ConservationDifference[];
}

export interface Conservation {
  readonly balanced: boolean;
  readonly items: ItemConservation[];
}

export interface ConservationDeps {
  readonly audit: Pick<Audit, 'flows'>;
  readonly work: Pick<Work, 'openRefs'>;
  readonly sources: readonly ConservationSource[];
}

/**
 * received = finished + refused + open with an owner and a deadline, for every kind of item, by comparing sets of ids from
 * three accounts kept apart: the ledger's acts, `work`, and the room's own tables. A scope that sees every compartment is
 * needed. An item whose `owed` is set must have open work exactly while it is open.
 */
export async function checkConservation(tx: Tx, deps: ConservationDeps): Promise<Conservation> {
  const items: ItemConservation[] = [];
  for (const source of deps.sources) {
    const first = await compare(tx, deps, source);
    if (first.differences.length === 0) {
      items.push(first);
      continue;
    }
    // The accounts are read one after the other while work goes on: only what differs in the same way twice is a difference.
    const second = await compare(tx, deps, source);
    const seen = new Set(first.differences.map((difference) => JSON.stringify(difference)));
    items.push({ ...second, differences: second.differences.filter((one) => seen.has(JSON.stringify(one))) });
  }
  return { balanced: items.every((item) => item.differences.length === 0), items };
}

async function compare(
  tx: Tx,
  { audit, work }: ConservationDeps,
  source: ConservationSource,
): Promise<ItemConservation> {
  const ledger = stateById(await audit.flows(tx, source.item));
  const room = stateById(await source.states(tx));
  const owed = source.owed ? await work.openRefs(tx, source.item) : new Set<string>();
  const differences: ConservationDifference[] = [];
  for (const id of new Set([...ledger.keys(), ...room.keys(), ...owed])) {
    const byLedger = ledger.get(id) ?? null;
    const byRoom = room.get(id) ?? null;
    const isOwed = owed.has(id);
    const agree = byLedger === byRoom && (!source.owed || isOwed === (byRoom === 'open'));
    if (!agree) differences.push({ id, ledger: byLedger, room: byRoom, owed: isOwed });
  }
  differences.sort((a, b) => (a.id < b.id ? -1 : 1));
  const count = (state: ItemState): number => [...ledger.values()].filter((one) => one === state).length;
  return {
    item: source.item,
    received: ledger.size,
    finished: count('finished'),
    refused: count('refused'),
    open: count('open'),
    differences,
  };
}

function stateById(states: { open: string[]; finished: string[]; refused: string[] }): Map<string, ItemState> {
  return new Map([
    ...states.open.map((id) => [id, 'open'] as const),
    ...states.finished.map((id) => [id, 'finished'] as const),
    ...states.refused.map((id) => [id, 'refused'] as const),
  ]);
}
