import type { Access } from '../access/index.ts';
import { type ReferenceResolver, type RoomParts, route } from '../platform/index.ts';
import { type ConservationChecks, readFilter, type Work, workQuery } from '../work/index.ts';
import { deskSummary, deskView } from './contract.ts';
import { showQueue } from './show-queue.ts';
import { sumQueue } from './sum-queue.ts';

export interface DeskDeps {
  readonly work: Work;
  readonly access: Access;
  readonly checks: ConservationChecks;
  readonly references: readonly ReferenceResolver[];
}

/** The Operations and Command Center: a view of `work`. It owns no table. */
export function createDesk(deps: DeskDeps): { parts: RoomParts; start(): Promise<void>; stop(): void } {
  const resolvers = new Map(deps.references.map((r) => [r.kind, r]));
  return {
    start: async () => undefined,
    stop: () => undefined,
    parts: {
      routes: [
        route({
          method: 'GET',
          path: '/api/desk',
          action: 'desk.read',
          summary: 'The queue: everything owed that this person may see, oldest deadline first',
          query: workQuery,
          response: deskView,
          handle: ({ tx, query }) => showQueue({ ...deps, resolvers }, tx, readFilter(query)),
        }),
        route({
          method: 'GET',
          path: '/api/desk/summary',
          action: 'desk.read',
          summary: 'The board: open, overdue, life at risk, by task',
          response: deskSummary,
          handle: ({ tx }) => sumQueue(deps.work, tx),
        }),
      ],
    },
  };
}
