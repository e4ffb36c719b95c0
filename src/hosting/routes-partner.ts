import { freeRoute, type Route, route, type Scope } from '../platform/index.ts';
import * as c from './contract.ts';
import * as own from './contract-partner.ts';
import type { HostingDeps } from './deps.ts';
import { decideOwn, listOwn, readOwn, reportOwn } from './partner/authority-referrals.ts';
import { authorityOfKey, bindAuthority, listAuthorityKeys } from './partner/bind-authority.ts';

/** An access key holds no compartment. What it does here it does in this one, and only on what was referred to its authority. */
const inGeneral = (scope: Scope): Scope => ({ ...scope, compartments: ['general'] });

/** The software of the authority at home: it reads what was referred to it, decides, and says what is gone. */
export function partnerRoutes(deps: HostingDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/hosting/partners',
      action: 'hosting.partners',
      summary: 'Access keys that speak for the authority',
      response: own.authorityKeys,
      handle: ({ tx }) => listAuthorityKeys(deps, tx),
    }),
    route({
      method: 'POST',
      path: '/api/hosting/partners',
      action: 'hosting.bind-partner',
      summary: 'This access key speaks for the authority that referrals at home go to',
      body: own.bindAuthority,
      response: own.authorityKeys,
      async handle({ tx, body }) {
        await bindAuthority(deps, tx, body);
        return listAuthorityKeys(deps, tx);
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/partner/hosting-referrals',
      action: 'hosting.partner-read',
      summary: 'What was referred to the key’s authority, oldest first, with the signed evidence',
      query: own.partnerReferralsQuery,
      handle: ({ db, scope, query }) =>
        db.tx(inGeneral(scope), async (tx) =>
          own.partnerReferrals.parse(await listOwn(deps, tx, await authorityOfKey(tx, scope), query)),
        ),
    }),
    freeRoute({
      method: 'GET',
      path: '/api/partner/hosting-referrals/:id',
      action: 'hosting.partner-read',
      summary: 'One referral to the key’s authority',
      params: c.idParams,
      handle: ({ db, scope, params }) =>
        db.tx(inGeneral(scope), async (tx) =>
          own.partnerReferral.parse(await readOwn(deps, tx, await authorityOfKey(tx, scope), params.id)),
        ),
    }),
    freeRoute({
      method: 'POST',
      path: '/api/partner/hosting-referrals/:id/decide',
      action: 'hosting.partner-decide',
      summary: 'The authority’s decision: hold, preserve or notify, and whether the provider may be contacted',
      params: c.idParams,
      body: c.decideReferral,
      handle: ({ db, scope, params, body }) =>
        db.tx(inGeneral(scope), async (tx) =>
          own.partnerReferral.parse(
            await decideOwn(deps, tx, await authorityOfKey(tx, scope), { ...body, id: params.id }),
          ),
        ),
    }),
    freeRoute({
      method: 'POST',
      path: '/api/partner/hosting-referrals/:id/report',
      action: 'hosting.partner-decide',
      summary: 'The authority says that an address of its referral is gone, or still there',
      params: c.idParams,
      body: own.partnerReport,
      handle: ({ db, scope, params, body }) =>
        db.tx(inGeneral(scope), async (tx) => {
          await reportOwn(deps, tx, await authorityOfKey(tx, scope), { ...body, id: params.id });
          return {};
        }),
    }),
  ];
}
