import { type Route, route } from '../platform/index.ts';
import { caseAccess, letIn, openToAll, restrictCase } from './compartments/restrict-case.ts';
import * as c from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { readGraph } from './graph/read-graph.ts';
import type { Resolve } from './graph/resolve.ts';
import { unlinkThing } from './links/link-things.ts';
import { mergeCases } from './merge/merge-cases.ts';
import { decidePair } from './merge/pairs.ts';
import { undoMerge } from './merge/undo-merge.ts';
import { pairViews } from './merge/view-pairs.ts';
import { caseRef } from './refs.ts';
import { caseResource } from './resources.ts';

/** Cases beside each other: links, proposals, merging, and who may see one at all. */
export function mergeRoutes(deps: CasesDeps, resolve: Resolve): Route[] {
  const one = { params: c.idParams, resource: caseResource } as const;
  return [
    route({
      ...one,
      method: 'GET',
      path: '/api/cases/:id/graph',
      action: 'case.read',
      summary: 'Who and what the case is linked to',
      response: c.caseGraph,
      handle: ({ tx, params }) => {
        deps.audit.record(tx, { act: 'case.graph-viewed', entity: caseRef(params.id) });
        return readGraph(resolve, tx, params.id);
      },
    }),
    route({
      ...one,
      method: 'GET',
      path: '/api/cases/:id/pairs',
      action: 'case.read',
      summary: 'Subjects of other cases who may be the same person, with the reasons',
      response: c.pairList,
      handle: async ({ tx, params }) => ({ items: await pairViews(tx, params.id) }),
    }),
    route({
      method: 'POST',
      path: '/api/pairs/:id/settle',
      action: 'case.merge',
      summary: 'Link or merge two cases about one person, or say that they are two',
      params: c.idParams,
      body: c.settlePair,
      response: c.created,
      handle: ({ tx, params, body }) => decidePair(deps, tx, params.id, body),
    }),
    route({
      ...one,
      method: 'POST',
      path: '/api/cases/:id/unlink',
      action: 'case.change',
      summary: 'Take a link back',
      body: c.removeLink,
      response: c.created,
      handle: async ({ tx, params, body }) => {
        await unlinkThing(deps, tx, params.id, body.ref);
        return { id: params.id };
      },
    }),
    route({
      ...one,
      method: 'POST',
      path: '/api/cases/:id/merge',
      action: 'case.merge',
      summary: 'Take this case into another; its number leads on',
      body: c.mergeInto,
      response: c.created,
      handle: ({ tx, params, body }) => mergeCases(deps, tx, { from: params.id, ...body }),
    }),
    route({
      ...one,
      method: 'POST',
      path: '/api/cases/:id/take-apart',
      action: 'case.merge',
      summary: 'Undo the merge of this case',
      body: c.takeApart,
      response: c.versioned,
      handle: ({ tx, params, body }) => undoMerge(deps, tx, params.id, body.reason),
    }),
    route({
      ...one,
      method: 'GET',
      path: '/api/cases/:id/access',
      action: 'case.read',
      summary: 'Who may see a restricted case',
      response: c.caseAccess,
      handle: ({ tx, params }) => caseAccess(deps, tx, params.id),
    }),
    route({
      ...one,
      method: 'POST',
      path: '/api/cases/:id/restrict',
      action: 'case.restrict',
      summary: 'Close the case to all but those named',
      body: c.restrictCase,
      response: c.versioned,
      handle: ({ tx, params, body }) => restrictCase(deps, tx, params.id, body),
    }),
    route({
      ...one,
      method: 'POST',
      path: '/api/cases/:id/open-to-all',
      action: 'case.restrict',
      summary: 'Open a restricted case to all who work on cases',
      body: c.versionOnly,
      response: c.versioned,
      handle: ({ tx, params, body }) => openToAll(deps, tx, params.id, body.version),
    }),
    route({
      ...one,
      method: 'POST',
      path: '/api/cases/:id/let-in',
      action: 'case.restrict',
      summary: 'Let a colleague into a restricted case, or out of it',
      body: c.letIn,
      response: c.created,
      handle: ({ tx, params, body }) => letIn(deps, tx, params.id, body),
    }),
  ];
}
