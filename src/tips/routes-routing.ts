import * as z from 'zod';
import { freeRoute, notFound, type Route, refuse, route } from '../platform/index.ts';
import * as c from './contract.ts';
import { giveFeedback, noteFeedback } from './routing/give-feedback.ts';
import { draftRules, dropRules, switchRules } from './routing/manage-rules.ts';
import { markByNumber, markSentElsewhere } from './routing/mark-sent.ts';
import type { RoutingDeps } from './routing/open-routing.ts';
import { bindPartner, inGeneral, NCMEC, partyOf } from './routing/partners.ts';
import { exportPackage, listForParty, listReferrals, viewReferral } from './routing/read-referrals.ts';
import { readRouting } from './routing/read-routing.ts';
import { lockReferral } from './routing/referral-store.ts';
import { routeTip } from './routing/route-tip.ts';
import { giveSecondRuling, ruleOnCheck } from './routing/rule-check.ts';
import { findRules, listRules } from './routing/rules-store.ts';
import { simulateDraft } from './routing/simulate-rules.ts';
import { withdrawReferral } from './routing/withdraw-referral.ts';

/** Where reports go: decisions, referrals and what came of them, and the rules. */
export function routingRoutes(deps: RoutingDeps): readonly Route[] {
  return [...decisionRoutes(deps), ...referralRoutes(deps), ...rulesRoutes(deps), ...partnerRoutes(deps)];
}

function decisionRoutes(deps: RoutingDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tips/:id/routing',
      action: 'tip.read',
      summary: 'Where a report points to: places, candidates with reasons, checks, and to whom it went',
      params: c.idParams,
      response: c.routingView,
      handle: ({ tx, params }) => readRouting(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/tips/:id/route',
      action: 'tip.route',
      summary: 'Decide where a report goes: as proposed, or elsewhere with a reason; also one that went already',
      params: c.idParams,
      body: c.routeTip,
      response: c.routingView,
      async handle({ tx, params, body }) {
        await routeTip(deps, tx, { ...body, id: params.id });
        return readRouting(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/tips/:id/rulings',
      action: 'tip.route',
      summary: 'A person’s ruling on a check before a report goes to a country',
      params: c.idParams,
      body: c.recordRuling,
      response: c.routingView,
      async handle({ tx, params, body }) {
        await ruleOnCheck(deps, tx, params.id, body);
        return readRouting(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/tip-rulings/:id/second',
      action: 'tip.rule-second',
      summary: 'A second person agrees with a ruling, or does not',
      params: c.idParams,
      body: c.secondRuling,
      response: c.routingView,
      async handle({ tx, params, body }) {
        const { tipId } = await giveSecondRuling(deps, tx, params.id, body);
        return readRouting(deps, tx, tipId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/tips/:id/sent-elsewhere',
      action: 'tip.route',
      summary: 'Somebody has the report already, by NCMEC’s or the provider’s hand: it is not sent there again',
      params: c.idParams,
      body: c.markSent,
      response: c.routingView,
      async handle({ tx, params, body }) {
        await markSentElsewhere(deps, tx, params.id, body);
        return readRouting(deps, tx, params.id);
      },
    }),
  ];
}

function referralRoutes(deps: RoutingDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tip-referrals',
      action: 'tip.read',
      summary: 'Reports that went to somebody or came from another bureau, newest first',
      query: c.referralQuery,
      response: c.referralPage,
      handle: ({ tx, query }) => listReferrals(deps, tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/tip-referrals/:id',
      action: 'tip.read',
      summary: 'One report that went to somebody or came from another bureau, with every word on it',
      params: c.idParams,
      response: c.referralView,
      handle: ({ tx, params }) => viewReferral(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/tip-referrals/:id/package',
      action: 'tip.export',
      summary: 'What goes to a receiver: the report without media, as JSON',
      params: c.idParams,
      response: c.referralPackage,
      handle: ({ tx, params }) => exportPackage(deps, tx, params.id, null),
    }),
    route({
      method: 'POST',
      path: '/api/tip-referrals/:id/feedback',
      action: 'tip.give-feedback',
      summary: 'What the receiver said of a report; of one from another bureau, what we say to it',
      params: c.idParams,
      body: c.giveFeedback,
      response: c.referralView,
      async handle({ tx, params, body }) {
        await giveFeedback(deps, tx, params.id, body);
        return viewReferral(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/tip-referrals/:id/withdraw',
      action: 'tip.route',
      summary: 'A referral no longer stands; a report that nobody has is owed again',
      params: c.idParams,
      body: c.withdrawReferral,
      response: c.referralView,
      async handle({ tx, params, body }) {
        await withdrawReferral(deps, tx, { ...body, id: params.id });
        return viewReferral(deps, tx, params.id);
      },
    }),
  ];
}

function rulesRoutes(deps: RoutingDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tip-rules',
      action: 'tip.read',
      summary: 'Sets of routing rules, newest first',
      response: c.rulesList,
      handle: async ({ tx }) => ({ items: await listRules(tx) }),
    }),
    route({
      method: 'GET',
      path: '/api/tip-rules/:version',
      action: 'tip.read',
      summary: 'One set of routing rules, with what its simulation showed',
      params: c.rulesParams,
      response: c.rulesView,
      async handle({ tx, params }) {
        const found = await findRules(tx, params.version);
        if (!found) throw notFound('tip-rules');
        return found;
      },
    }),
    route({
      method: 'POST',
      path: '/api/tip-rules',
      action: 'tip-rules.draft',
      summary: 'Draft a set of routing rules from the one in force',
      body: c.draftRules,
      successStatus: 201,
      response: z.strictObject({ version: z.int() }),
      handle: ({ tx, body }) => draftRules(deps, tx, body),
    }),
    route({
      method: 'POST',
      path: '/api/tip-rules/:version/simulate',
      action: 'tip-rules.simulate',
      summary: 'What a set would have made of past reports, beside the one in force; nothing is sent',
      params: c.rulesParams,
      body: c.simulateRules,
      response: c.simulation,
      handle: ({ tx, params, body }) => simulateDraft(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/tip-rules/:version/switch-on',
      action: 'tip-rules.switch-on',
      summary: 'A set comes into force, by another than who drafted it; open reports are routed again',
      params: c.rulesParams,
      body: c.switchRules,
      response: z.strictObject({ again: z.int() }),
      handle: ({ tx, params, body }) => switchRules(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/tip-rules/:version/drop',
      action: 'tip-rules.draft',
      summary: 'A draft that will not come into force',
      params: c.rulesParams,
      body: c.switchRules,
      response: z.strictObject({}),
      async handle({ tx, params, body }) {
        await dropRules(deps, tx, { ...params, ...body });
        return {};
      },
    }),
    route({
      method: 'POST',
      path: '/api/tip-partners',
      action: 'tip-partner.bind',
      summary: 'For whom a partner’s key speaks: a task force, a federal agency, or NCMEC',
      body: c.bindPartner,
      response: z.strictObject({}),
      async handle({ tx, body }) {
        await bindPartner(deps, tx, body);
        return {};
      },
    }),
  ];
}

/** For the systems of task forces and agencies, and NCMEC's. A key sees what was sent to its own party, and nothing else. */
function partnerRoutes(deps: RoutingDeps): readonly Route[] {
  return [
    freeRoute({
      method: 'GET',
      path: '/api/partner/tip-referrals',
      action: 'tip-partner.read',
      summary: 'Reports that were sent to the key’s task force or agency and wait for its word, oldest first',
      query: z.strictObject(c.page),
      handle: ({ db, scope, query }) =>
        db.tx(inGeneral(scope), async (tx) => {
          const party = await partyOf(tx, scope);
          deps.audit.record(tx, { act: 'tip.referrals-listed', entity: { kind: 'tip-queue', id: party } });
          return c.partnerReferrals.parse(await listForParty(tx, party, query));
        }),
    }),
    freeRoute({
      method: 'GET',
      path: '/api/partner/tip-referrals/:id',
      action: 'tip-partner.read',
      summary: 'One report that was sent to the key’s task force or agency, without media',
      params: c.idParams,
      handle: ({ db, scope, params }) =>
        db.tx(inGeneral(scope), async (tx) => exportPackage(deps, tx, params.id, await partyOf(tx, scope))),
    }),
    freeRoute({
      method: 'POST',
      path: '/api/partner/tip-referrals/:id/feedback',
      action: 'tip-partner.feedback',
      summary: 'What came of a report: opened, useful, an arrest, a child identified, nothing found',
      params: c.idParams,
      body: c.giveFeedback,
      handle: ({ db, scope, params, body }) =>
        db.tx(inGeneral(scope), async (tx) => {
          const party = await partyOf(tx, scope);
          const row = await lockReferral(tx, params.id);
          if (row.party !== party || row.direction !== 'out' || row.kind === 'bureau') throw notFound('tip-referral');
          return noteFeedback(deps, tx, row, body);
        }),
    }),
    freeRoute({
      method: 'POST',
      path: '/api/partner/tip-marks',
      action: 'tip-partner.mark',
      summary: 'NCMEC says to whom it gave a report, by its number: it is not sent there again',
      body: c.partnerMark,
      handle: ({ db, scope, body }) =>
        db.tx(inGeneral(scope), async (tx) => {
          if ((await partyOf(tx, scope)) !== NCMEC) throw refuse('tip.partner-not-ncmec');
          return markByNumber(deps, tx, body);
        }),
    }),
  ];
}
