import type { Audit } from '../audit/index.ts';
import type { EntityRef, RoomParts, Runtime, Tx } from '../platform/index.ts';
import { acts } from './acts.ts';
import { type ClaimWork, claimWork, keepClaims, releaseWork, takeOverWork } from './claim-work.ts';
import { type CloseManyWork, type CloseWork, closeManyWork, closeWork } from './close-work.ts';
import type { QueueFilter, WorkDetail, WorkItem, WorkList } from './contract.ts';
import { escalateWork, settleEscalation } from './escalate-work.ts';
import { type ListWork, listWork, nextWork } from './list-work.ts';
import { moveWork } from './move-work.ts';
import { type OpenManyWork, type OpenWork, openManyWork, openWork } from './open-work.ts';
import { workRoutes } from './routes.ts';
import { asideRoutes } from './routes-aside.ts';
import { countOpen, type WorkCount } from './select-queue.ts';
import { skipWork, snoozeWork } from './set-aside.ts';
import { ESCALATION, escalationStates } from './settle-escalation.ts';
import { showWork } from './show-work.ts';
import { selectOfRef, selectOpenRefs } from './store.ts';
import { countAsTold, nextTelling, takeUntold, type Untold } from './untold.ts';

/** What is owed, by whom and until when. Opened and closed in the transaction of the use case that makes it so. */
export interface Work {
  /** Returns the item's id. */
  open(tx: Tx, work: OpenWork): Promise<string>;
  /** Closes all open work of a reference, or of one task on it. Returns how many; 0 is allowed. */
  close(tx: Tx, work: CloseWork): Promise<number>;
  /** One task on many things, in one statement. */
  openMany(tx: Tx, work: OpenManyWork): Promise<void>;
  /** Closes all open work of many things of a kind. Returns how many. */
  closeMany(tx: Tx, work: CloseManyWork): Promise<number>;
  claim(tx: Tx, work: ClaimWork): Promise<WorkItem>;
  release(tx: Tx, work: ClaimWork): Promise<WorkItem>;
  list(tx: Tx, query: ListWork): Promise<WorkList>;
  /** What the actor goes on with, `after` the item before them left out. */
  next(tx: Tx, query: { filter: QueueFilter; after: string | null }): Promise<WorkItem | null>;
  /** One item with its history, finished or not. */
  show(tx: Tx, id: string): Promise<WorkDetail>;
  /** Open work on one reference, soonest deadline first. */
  ofRef(tx: Tx, ref: EntityRef): Promise<WorkItem[]>;
  /** Ids of references of a kind that have open work, within the scope's compartments. */
  openRefs(tx: Tx, kind: string): Promise<Set<string>>;
  /** Moves the work on a thing and on what is about it into another compartment; the scope must hold both. */
  move(tx: Tx, ref: EntityRef, compartment: string): Promise<void>;
  /** Open work counted by task and urgency, within the scope's compartments. */
  count(tx: Tx, options: { soonBefore: number }): Promise<WorkCount[]>;
  /** Items to tell of, each once as new, once as due soon and once as overdue; and when the next is. For the system. */
  takeUntold(tx: Tx, options: { soonMs: number; limit: number }): Promise<Untold[]>;
  nextTelling(tx: Tx, soonMs: number): Promise<number | null>;
  countAsTold(tx: Tx, soonMs: number): Promise<void>;
  readonly parts: RoomParts;
}

export function createWork(deps: { readonly runtime: Runtime; readonly audit: Audit }): Work {
  const work = {
    open: (tx: Tx, input: OpenWork) => openWork(deps, tx, input),
    close: (tx: Tx, input: CloseWork) => closeWork(deps, tx, input),
    openMany: (tx: Tx, input: OpenManyWork) => openManyWork(deps, tx, input),
    closeMany: (tx: Tx, input: CloseManyWork) => closeManyWork(deps, tx, input),
    claim: (tx: Tx, input: ClaimWork) => claimWork(deps, tx, input),
    release: (tx: Tx, input: ClaimWork) => releaseWork(deps, tx, input),
    list: (tx: Tx, query: ListWork) => listWork(deps, tx, query),
    next: (tx: Tx, query: Parameters<Work['next']>[1]) => nextWork(deps, tx, query),
    show: (tx: Tx, id: string) => showWork(deps, tx, id),
    ofRef: selectOfRef,
    openRefs: selectOpenRefs,
    move: moveWork,
    count: countOpen,
    takeUntold,
    nextTelling,
    countAsTold,
  };
  return {
    ...work,
    parts: {
      acts,
      routes: [
        ...workRoutes(work),
        ...asideRoutes({
          takeOver: (tx, input) => takeOverWork(deps, tx, input),
          keep: keepClaims,
          skip: (tx, input) => skipWork(deps, tx, input),
          snooze: (tx, input) => snoozeWork(deps, tx, input),
          escalate: (tx, input) => escalateWork(deps, tx, input),
          settle: (tx, input) => settleEscalation(deps, tx, input),
        }),
      ],
      conservation: [{ item: ESCALATION, states: escalationStates, owed: true }],
    },
  };
}
