import { freeRoute, type Route, route } from '../platform/index.ts';
import {
  byId,
  entryInput,
  entryView,
  handoverChange,
  handoverInput,
  handoverList,
  handoverSign,
  handoverView,
  handoverWithdraw,
  logQuery,
  logView,
  rosterQuery,
  rosterView,
  shiftInput,
  shiftView,
  versionOnly,
  watchView,
} from './contract-watch.ts';
import type { WatchDeps } from './watch/deps.ts';
import { changeHandover, signHandover, withdrawHandover, writeHandover } from './watch/hand-over.ts';
import { selectHandovers } from './watch/handover-store.ts';
import { readLog, writeEntry } from './watch/keep-log.ts';
import { cancelShift, planShift, readRoster } from './watch/plan-roster.ts';
import { beginWatch, endWatch, showWatch } from './watch/stand-watch.ts';

/** The watch: roster, who is on, log and hand-over. */
export function watchRoutes(deps: WatchDeps): Route[] {
  return [...dutyRoutes(deps), ...handoverRoutes(deps)];
}

function dutyRoutes(deps: WatchDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/watch',
      action: 'watch.read',
      summary: 'Who is on watch, and which hand-overs wait for a signature',
      response: watchView,
      handle: ({ tx }) => showWatch(deps, tx),
    }),
    route({
      method: 'POST',
      path: '/api/watch/duty',
      action: 'watch.hand-over',
      summary: 'Begin one’s watch where nobody is on, or beside a colleague',
      response: watchView,
      handle: async ({ tx }) => {
        await beginWatch(deps, tx);
        return showWatch(deps, tx);
      },
    }),
    route({
      method: 'POST',
      path: '/api/watch/duty/end',
      action: 'watch.hand-over',
      summary: 'End one’s watch while a colleague stays on; the last one hands over',
      response: watchView,
      handle: async ({ tx }) => {
        await endWatch(deps, tx);
        return showWatch(deps, tx);
      },
    }),
    route({
      method: 'GET',
      path: '/api/watch/roster',
      action: 'watch.read',
      summary: 'Shifts between two moments, and when nobody is planned',
      query: rosterQuery,
      response: rosterView,
      handle: ({ tx, query }) => readRoster(tx, query),
    }),
    route({
      method: 'POST',
      path: '/api/watch/shifts',
      action: 'watch.plan',
      summary: 'Plan a shift',
      body: shiftInput,
      response: shiftView,
      handle: ({ tx, body }) => planShift(deps, tx, body),
    }),
    route({
      method: 'POST',
      path: '/api/watch/shifts/:id/cancel',
      action: 'watch.plan',
      summary: 'Cancel a shift',
      params: byId,
      body: versionOnly,
      response: shiftView,
      handle: ({ tx, params, body }) => cancelShift(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/watch/log',
      action: 'watch.read',
      summary: 'The log of the watch, newest first',
      query: logQuery,
      response: logView,
      handle: ({ tx, query }) => readLog(deps, tx, query),
    }),
    route({
      method: 'POST',
      path: '/api/watch/log',
      action: 'watch.write',
      summary: 'Write into the log; a correction names the entry it corrects',
      body: entryInput,
      response: entryView,
      handle: ({ tx, body }) => writeEntry(deps, tx, body),
    }),
  ];
}

function handoverRoutes(deps: WatchDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/watch/handovers',
      action: 'watch.read',
      summary: 'Hand-over notes, newest first',
      query: logQuery,
      response: handoverList,
      handle: async ({ tx, query: { cursor = null, limit } }) => {
        const found = await selectHandovers(tx, { before: cursor, limit: limit + 1 });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        deps.audit.record(tx, {
          act: 'watch.handovers-viewed',
          entity: { kind: 'watch', id: deps.runtime.bureau },
          body: { count: items.length },
        });
        return { items, next: last && found.length > limit ? `${last.writtenAt}_${last.id}` : null };
      },
    }),
    route({
      method: 'POST',
      path: '/api/watch/handovers',
      action: 'watch.hand-over',
      summary: 'Write what the next officer must know',
      body: handoverInput,
      response: handoverView,
      handle: ({ tx, body }) => writeHandover(deps, tx, body),
    }),
    route({
      method: 'PUT',
      path: '/api/watch/handovers/:id',
      action: 'watch.hand-over',
      summary: 'Change a note before it is signed',
      params: byId,
      body: handoverChange,
      response: handoverView,
      handle: ({ tx, params, body }) => changeHandover(deps, tx, { ...params, ...body }),
    }),
    // Free of the table of stored answers: neither password nor a hash of it may lie there.
    freeRoute({
      method: 'POST',
      path: '/api/watch/handovers/:id/sign',
      action: 'watch.hand-over',
      summary:
        'Sign as the outgoing or the incoming officer, with one’s own password; after the second the watch has passed',
      params: byId,
      body: handoverSign,
      response: handoverView,
      async handle({ scope, db, params, body: { version, password } }) {
        await deps.access.confirm(scope, password);
        return handoverView.parse(await db.tx(scope, (tx) => signHandover(deps, tx, { ...params, version })));
      },
    }),
    route({
      method: 'POST',
      path: '/api/watch/handovers/:id/withdraw',
      action: 'watch.hand-over',
      summary: 'Take an unsigned note back',
      params: byId,
      body: handoverWithdraw,
      response: handoverView,
      handle: ({ tx, params, body }) => withdrawHandover(deps, tx, { ...params, ...body }),
    }),
  ];
}
