import { type Route, route } from '../platform/index.ts';
import { readFilter, versionBody, workDetail, workId, workItem, workList, workQuery } from './contract.ts';
import type { Work } from './create-work.ts';

export function workRoutes(work: Pick<Work, 'list' | 'show' | 'claim' | 'release'>): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/work',
      action: 'work.read',
      summary: 'What is owed, soonest deadline first',
      query: workQuery,
      response: workList,
      handle: ({ tx, query }) => work.list(tx, readFilter(query)),
    }),
    route({
      method: 'GET',
      path: '/api/work/:id',
      action: 'work.read',
      summary: 'One item, finished or not, with what was done about it',
      params: workId,
      response: workDetail,
      handle: ({ tx, params }) => work.show(tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/work/:id/claim',
      action: 'work.claim',
      summary: 'Take an item into one’s own hands; 409 tells who holds it already',
      params: workId,
      body: versionBody,
      response: workItem,
      handle: ({ tx, params, body }) => work.claim(tx, { id: params.id, version: body.version }),
    }),
    route({
      method: 'POST',
      path: '/api/work/:id/release',
      action: 'work.release',
      summary: 'Give an item back to its queue',
      params: workId,
      body: versionBody,
      response: workItem,
      handle: ({ tx, params, body }) => work.release(tx, { id: params.id, version: body.version }),
    }),
  ];
}
