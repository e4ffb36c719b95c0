import { type Route, route, type Tx } from '../platform/index.ts';
import type { ClaimWork } from './claim-work.ts';
import {
  claimsKept,
  escalateBody,
  settleBody,
  skipBody,
  snoozeBody,
  takeOverBody,
  type WorkItem,
  workId,
  workItem,
} from './contract.ts';
import type { SettleEscalation } from './escalate-work.ts';
import type { SetAside } from './set-aside.ts';

export interface AsideUseCases {
  takeOver(tx: Tx, input: ClaimWork & { reason: string }): Promise<WorkItem>;
  keep(tx: Tx): Promise<{ held: number; until: number }>;
  skip(tx: Tx, input: SetAside): Promise<WorkItem>;
  snooze(tx: Tx, input: SetAside & { until: number | null }): Promise<WorkItem>;
  escalate(tx: Tx, input: SetAside): Promise<WorkItem>;
  settle(tx: Tx, input: SettleEscalation): Promise<WorkItem>;
}

/** What can be done with an item short of finishing it: it stays owed through all of this. */
export function asideRoutes(work: AsideUseCases): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/work/kept-claims',
      action: 'work.keep',
      summary: 'The console is still there: what one holds stays held',
      response: claimsKept,
      handle: ({ tx }) => work.keep(tx),
    }),
    route({
      method: 'POST',
      path: '/api/work/:id/take-over',
      action: 'work.take-over',
      summary: 'Take an item out of another’s hands, with the reason',
      params: workId,
      body: takeOverBody,
      response: workItem,
      handle: ({ tx, params, body }) => work.takeOver(tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/work/:id/skip',
      action: 'work.set-aside',
      summary: 'Leave an item to the next person, with the reason; it stays open and in sight',
      params: workId,
      body: skipBody,
      response: workItem,
      handle: ({ tx, params, body }) => work.skip(tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/work/:id/snooze',
      action: 'work.set-aside',
      summary: 'Out of sight until a moment, or back (null); past the deadline only by a supervisor',
      params: workId,
      body: snoozeBody,
      response: workItem,
      handle: ({ tx, params, body }) => work.snooze(tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/work/:id/escalate',
      action: 'work.set-aside',
      summary: 'Ask the supervisor and the watch about an item',
      params: workId,
      body: escalateBody,
      response: workItem,
      handle: ({ tx, params, body }) => work.escalate(tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/work/:id/escalation',
      action: 'work.settle',
      summary: 'Answer what was asked about an item: go on, somebody else owes it, or taken',
      params: workId,
      body: settleBody,
      response: workItem,
      handle: ({ tx, params, body }) => work.settle(tx, { ...params, ...body }),
    }),
  ];
}
