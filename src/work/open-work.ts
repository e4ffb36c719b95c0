import type { Audit } from '../audit/index.ts';
import type { EntityRef, Runtime, Tx } from '../platform/index.ts';
import type { Json } from '../protocol/index.ts';
import type { WorkItem, WorkOwner } from './contract.ts';
import { insertItem } from './store.ts';

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

function ownerOf(owner: WorkOwner): WorkOwner {
  if ('role' in owner || owner.person.startsWith('person:')) return owner;
  return { person: `person:${owner.person}` };
}
