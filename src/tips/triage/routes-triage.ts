import { type Route, route } from '../../platform/index.ts';
import { idParams } from '../contract-tips.ts';
import type { Deps } from '../deps.ts';
import * as c from './contract-triage.ts';
import { readOutcomes, readQueue, readTriage, setWeights, tryOut } from './read-triage.ts';
import { readWeights } from './weights-store.ts';

/** Which report first, why, and whether that was right. */
export function triageRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tip-queue',
      action: 'tip.read',
      summary: 'Reports that wait for a decision, heaviest first, each with its reasons',
      query: c.queueQuery,
      response: c.queue,
      handle: ({ tx, query }) => readQueue(deps, tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/tips/:id/triage',
      action: 'tip.read',
      summary: 'How a report was judged, sign by sign',
      params: idParams,
      response: c.triageView,
      handle: ({ tx, params }) => readTriage(tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/tip-weights',
      action: 'tip.read',
      summary: 'What each sign weighs',
      response: c.weightsView,
      handle: ({ tx }) => readWeights(tx),
    }),
    route({
      method: 'POST',
      path: '/api/tip-weights/try',
      action: 'tip.weigh',
      summary: 'What other weights would do to the open reports; nothing is kept',
      body: c.tryWeights,
      response: c.trial,
      handle: ({ tx, body }) => tryOut(tx, body),
    }),
    route({
      method: 'POST',
      path: '/api/tip-weights',
      action: 'tip.weigh',
      summary: 'Set the weights; open reports are judged by them at once',
      body: c.setWeights,
      response: c.weightsView,
      async handle({ tx, body }) {
        await setWeights(deps, tx, body);
        return readWeights(tx);
      },
    }),
    route({
      method: 'GET',
      path: '/api/tip-outcomes',
      action: 'tip.read',
      summary: 'How past scores met what became of the reports',
      response: c.outcomes,
      handle: ({ tx }) => readOutcomes(tx),
    }),
  ];
}
