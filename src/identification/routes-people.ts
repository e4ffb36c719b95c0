import { type Route, route, type Tx } from '../platform/index.ts';
import * as c from './contract.ts';
import type { Deps } from './deps.ts';
import { changePerson, findPerson, registerPerson } from './people/change-person.ts';
import { linkIdentity, readIdentity, VICTIM_IDENTITY } from './people/link-identity.ts';

/** Victims and offenders of a series. Who a victim is lies in a compartment of this bureau. */
export function peopleRoutes(deps: Deps): readonly Route[] {
  const sealed = async (tx: Tx, { params }: { params: { id: string } }) =>
    (await findPerson(deps, tx, params.id, 'victim')) && { compartment: VICTIM_IDENTITY };
  return [
    ...(['victim', 'offender'] as const).map((kind) =>
      route({
        method: 'POST',
        path: `/api/series/:id/${kind}s`,
        action: 'series.change',
        summary: `Register one more ${kind} of a series, by number`,
        params: c.idParams,
        body: c.registerPerson,
        response: c.asked,
        successStatus: 202,
        handle: ({ tx, params, body }) => registerPerson(deps, tx, { ...params, ...body, kind }),
      }),
    ),
    route({
      method: 'POST',
      path: '/api/victims/:id/state',
      action: 'series.change',
      summary: 'Claim a victim, give it back, report it identified or protected',
      params: c.idParams,
      body: c.changeVictim,
      response: c.asked,
      successStatus: 202,
      handle: ({ tx, params, body }) => changePerson(deps, tx, { ...params, ...body, kind: 'victim' }),
    }),
    route({
      method: 'POST',
      path: '/api/offenders/:id/state',
      action: 'series.change',
      summary: 'Claim an offender, give it back, report it identified and what came of it',
      params: c.idParams,
      body: c.changeOffender,
      response: c.asked,
      successStatus: 202,
      handle: ({ tx, params, body }) => changePerson(deps, tx, { ...params, ...body, kind: 'offender' }),
    }),
    route({
      method: 'POST',
      path: '/api/victims/:id/identity',
      action: 'victim.link-identity',
      summary: 'Say which subject of a case a victim is; stays in this bureau’s compartment',
      params: c.idParams,
      body: c.linkIdentity,
      response: c.identityView,
      resource: sealed,
      handle: ({ tx, params, body }) => linkIdentity(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/victims/:id/identity',
      action: 'victim.read-identity',
      summary: 'Which subject of which case a victim is',
      params: c.idParams,
      response: c.identityView,
      resource: sealed,
      handle: ({ tx, params }) => readIdentity(deps, tx, params.id),
    }),
  ];
}
