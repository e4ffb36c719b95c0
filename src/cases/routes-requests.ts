import { type Resource, type Route, route, type Tx } from '../platform/index.ts';
import { acceptRequest } from './accept-request.ts';
import * as c from './contract.ts';
import criteria from './data/intake-criteria.json' with { type: 'json' };
import { declineRequest } from './decline-request.ts';
import type { CasesDeps } from './deps.ts';
import { listRequests } from './list-cases.ts';
import { readOfficerStatus } from './read-officer-status.ts';
import { recordCallBack } from './record-call-back.ts';
import { requestRef } from './refs.ts';
import { resubmitRequest } from './resubmit-request.ts';
import { returnRequest } from './return-request.ts';
import { findRequest } from './store-requests.ts';
import { submitRequest } from './submit-request.ts';
import { requestView } from './views.ts';

/** What the policy asks about a request. */
async function resource(tx: Tx, input: { params: { id: string } }): Promise<Resource | null> {
  const row = await findRequest(tx, input.params.id);
  return (
    row && {
      agency: row.agency,
      author: row.submitted_by,
      compartment: row.compartment,
      state: row.state,
      bureau: row.from_bureau,
    }
  );
}

export function requestRoutes(deps: CasesDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/requests',
      action: 'request.submit',
      summary: 'Ask for assistance',
      body: c.submitRequest,
      response: c.requestCreated,
      successStatus: 201,
      resource: async (_tx, { body }) => ({ agency: body.agency }),
      handle: ({ tx, body }) => submitRequest(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/requests',
      action: 'request.read',
      summary: 'Requests for assistance, newest first',
      query: c.requestQuery,
      response: c.requestPage,
      handle: async ({ tx, query }) => {
        const page = await listRequests(tx, query);
        deps.audit.record(tx, {
          act: 'request.listed',
          entity: { kind: 'list', id: 'requests' },
          body: { shown: page.items.length },
        });
        return page;
      },
    }),
    route({
      method: 'GET',
      path: '/api/requests/:id',
      action: 'request.read',
      summary: 'A request for assistance',
      params: c.idParams,
      response: c.requestView,
      resource,
      handle: ({ tx, params }) => {
        deps.audit.record(tx, { act: 'request.viewed', entity: requestRef(params.id) });
        return requestView(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/requests/:id/call-back',
      action: 'request.call-back',
      summary: 'Record the call that confirms the officer',
      params: c.idParams,
      body: c.callBack,
      response: c.versioned,
      resource,
      handle: ({ tx, params, body }) => recordCallBack(deps, tx, params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/requests/:id/accept',
      action: 'request.decide',
      summary: 'Accept as a case: all seven criteria met',
      params: c.idParams,
      body: c.acceptRequest,
      response: c.accepted,
      resource,
      handle: ({ tx, params, body }) => acceptRequest(deps, tx, params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/requests/:id/return',
      action: 'request.decide',
      summary: 'Return for information',
      params: c.idParams,
      body: c.returnRequest,
      response: c.versioned,
      resource,
      handle: ({ tx, params, body }) => returnRequest(deps, tx, params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/requests/:id/decline',
      action: 'request.decide',
      summary: 'Decline with a reason',
      params: c.idParams,
      body: c.declineRequest,
      response: c.versioned,
      resource,
      handle: ({ tx, params, body }) => declineRequest(deps, tx, params.id, body),
    }),
    route({
      method: 'GET',
      path: '/api/intake-criteria',
      action: 'request.read-criteria',
      summary: 'The intake criteria and where they come from',
      response: c.intakeCriteria,
      handle: async () => c.intakeCriteria.parse(criteria),
    }),
    route({
      method: 'GET',
      path: '/api/my/requests',
      action: 'my.list-requests',
      summary: "The agency's own requests",
      query: c.requestQuery,
      response: c.requestPage,
      handle: async ({ tx, query }) => {
        const page = await listRequests(tx, query);
        deps.audit.record(tx, {
          act: 'request.listed',
          entity: { kind: 'list', id: 'requests' },
          body: { shown: page.items.length },
        });
        return page;
      },
    }),
    route({
      method: 'GET',
      path: '/api/my/requests/:id',
      action: 'my.read-request',
      summary: 'How far a request is, in plain words',
      params: c.idParams,
      response: c.officerStatus,
      resource,
      handle: ({ tx, params }) => {
        deps.audit.record(tx, { act: 'request.status-viewed', entity: requestRef(params.id) });
        return readOfficerStatus(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/my/requests/:id/resubmit',
      action: 'my.resubmit-request',
      summary: 'Answer what the bureau asked for',
      params: c.idParams,
      body: c.resubmitRequest,
      response: c.versioned,
      resource,
      handle: ({ tx, params, body }) => resubmitRequest(deps, tx, params.id, body),
    }),
  ];
}
