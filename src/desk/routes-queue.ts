import * as z from 'zod';
import { freeRoute, type Route, type Runtime, route, systemScope } from '../platform/index.ts';
import { readFilter, workQuery } from '../work/index.ts';
import { deskSummary, deskView, nextQuery, nextView } from './contract.ts';
import { boardView, savedView, viewChange, viewInput, viewRemoval } from './contract-views.ts';
import { byId } from './contract-watch.ts';
import type { DeskDeps } from './index.ts';
import { changeView, listViews, removeView, saveView } from './keep-views.ts';
import { showBoard } from './show-board.ts';
import { type QueueDeps, showNext, showQueue } from './show-queue.ts';
import { sumQueue } from './sum-queue.ts';

type Deps = DeskDeps & QueueDeps & { readonly runtime: Runtime };

/** The queue, what comes next in it, saved views, and the board on the wall. */
export function queueRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/desk',
      action: 'desk.read',
      summary: 'The queue: everything owed that this person may see, oldest deadline first',
      query: workQuery,
      response: deskView,
      handle: ({ tx, query }) => showQueue(deps, tx, readFilter(query)),
    }),
    route({
      method: 'GET',
      path: '/api/desk/summary',
      action: 'desk.read',
      summary: 'Open, overdue, life at risk, out of sight, escalated, by task',
      response: deskSummary,
      handle: ({ tx }) => sumQueue(deps.work, tx),
    }),
    route({
      method: 'GET',
      path: '/api/desk/next',
      action: 'desk.read',
      summary: 'The item one works on, finished or not, and the one to go on with',
      query: nextQuery,
      response: nextView,
      handle: ({ tx, query: { after = null, ...query } }) => showNext(deps, tx, { filter: readFilter(query), after }),
    }),
    // Over everything the bureau owes, whoever looks: there is nothing of a case in it.
    freeRoute({
      method: 'GET',
      path: '/api/board',
      action: 'board.read',
      summary: 'The board on the wall: figures and times without case content',
      response: boardView,
      handle: async ({ db }) =>
        boardView.parse(await db.tx(systemScope(deps.runtime.bureau), (tx) => showBoard(deps, tx))),
    }),
    ...viewRoutes(deps),
  ];
}

function viewRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/desk/views',
      action: 'desk.save-view',
      summary: 'One’s own saved views of the queue, and the shared ones',
      response: z.strictObject({ items: z.array(savedView).max(150) }),
      handle: async ({ tx }) => ({ items: await listViews(tx) }),
    }),
    route({
      method: 'POST',
      path: '/api/desk/views',
      action: 'desk.save-view',
      summary: 'Keep a filter of the queue under a name',
      body: viewInput,
      response: savedView,
      successStatus: 201,
      handle: ({ tx, body }) => saveView(deps, tx, body),
    }),
    route({
      method: 'PUT',
      path: '/api/desk/views/:id',
      action: 'desk.save-view',
      summary: 'Change a saved view',
      params: byId,
      body: viewChange,
      response: savedView,
      handle: ({ tx, params, body }) => changeView(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'DELETE',
      path: '/api/desk/views/:id',
      action: 'desk.save-view',
      summary: 'Remove a saved view',
      params: byId,
      query: viewRemoval,
      response: z.null(),
      handle: async ({ tx, params, query }) => {
        await removeView(deps, tx, { ...params, ...query });
        return null;
      },
    }),
  ];
}
