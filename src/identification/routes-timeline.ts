import { timeline, timelineQuery } from '../cases/contract.ts';
import { readTimeline } from '../cases/index.ts';
import { notFound, type Route, route } from '../platform/index.ts';
import { idParams } from './contract.ts';
import type { Deps } from './deps.ts';
import { readKnownSeries } from './read-series.ts';

/** What happened to a series, from the ledger. */
export function timelineRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/series/:id/timeline',
      action: 'series.read',
      summary: 'The ledger of the series, read aloud',
      params: idParams,
      query: timelineQuery,
      response: timeline,
      async handle({ tx, params, query }) {
        if (!(await readKnownSeries(deps, tx, [params.id])).has(params.id)) throw notFound('series');
        const entity = { kind: 'series', id: params.id };
        deps.audit.record(tx, { act: 'series.timeline-viewed', entity });
        return readTimeline(deps, tx, entity, query);
      },
    }),
  ];
}
