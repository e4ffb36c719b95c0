import type { Audit } from '../audit/index.ts';
import type { EntityRef, Runtime, Tx } from '../platform/index.ts';
import type { Json } from '../protocol/index.ts';
import type { WorkItem, WorkOwner } from './contract.ts';
import { insertItem, insertItems } from './store.ts';

export interface OpenWork {
  /** What the work is on. Its kind is the item's kind where conservation counts it. */
  readonly ref: EntityRef;
  /** What is to be done, as a code: `request.call-back`. */
  readonly task: string;
  /** A role, or one person (`person:<uuid>`; a bare uuid is taken as one). */
  readonly owner: WorkOwner;
  /** UTC ms. */
  readonly dueAt: number;
  readonly urgency: WorkItem['urgency'];
  /** Codes and numbers that the queue shows; no case content. */
  readonly params?: object;
  readonly about?: readonly EntityRef[];
  readonly compartment?: string;
  /** The agency whose officers may see and close it too; the opener's own unless said. */
  readonly agency?: string | null;
}

/** Opens a piece of work in the use case's own transaction. Returns its id. */
export async function openWork(deps: { audit: Audit; runtime: Runtime }, tx: Tx, work: OpenWork): Promise<string> {
  const id = deps.runtime.newId();
  const owner = ownerOf(work.owner);
  const about = [...(work.about ?? [])];
  await insertItem(tx, {
    id,
    ref: work.ref,
    task: work.task,
    owner,
    dueAt: work.dueAt,
    urgency: work.urgency,
    params: { ...work.params } as Record<string, Json> as WorkItem['params'],
    about,
    compartment: work.compartment ?? 'general',
    agency: work.agency === undefined ? tx.scope.agency : work.agency,
    openedAt: tx.now,
  });
  deps.audit.record(tx, {
    act: 'work.opened',
    entity: { kind: 'work', id },
    about: [work.ref, ...about],
    body: { task: work.task, owner: { ...owner }, dueAt: work.dueAt, urgency: work.urgency },
  });
  return id;
}

export type OpenManyWork = Pick<OpenWork, 'task' | 'owner' | 'compartment'> & {
  readonly items: readonly Pick<OpenWork, 'ref' | 'dueAt' | 'urgency' | 'params'>[];
};

/**
 * The same task on many things at once: one statement, and one entry of the ledger that names them all. For what comes in by
 * hundreds a second.
 */
export async function openManyWork(
  deps: { audit: Audit; runtime: Runtime },
  tx: Tx,
  { task, owner, compartment = 'general', items }: OpenManyWork,
): Promise<void> {
  const whose = ownerOf(owner);
  const rows = items.map(({ ref, dueAt, urgency, params }) => ({
    id: deps.runtime.newId(),
    ref,
    task,
    owner: whose,
    dueAt,
    urgency,
    params: { ...params } as Record<string, Json> as WorkItem['params'],
    about: [],
    compartment,
    agency: tx.scope.agency,
    openedAt: tx.now,
  }));
  const [first] = rows;
  if (!first) return;
  await insertItems(tx, rows);
  deps.audit.record(tx, {
    act: 'work.opened',
    entity: { kind: 'work', id: first.id },
    about: rows.map((row) => row.ref),
    body: {
      task,
      owner: { ...whose },
      items: rows.map(({ id, ref, dueAt, urgency }) => [id, ref.id, dueAt, urgency]),
    },
  });
}

export function ownerOf(owner: WorkOwner): WorkOwner {
  if ('role' in owner || owner.person.startsWith('person:')) return owner;
  return { person: `person:${owner.person}` };
}
