import { type Route, route } from '../platform/index.ts';
import * as c from './contract-dedupe.ts';
import { decideTip, idParams, tipVersioned } from './contract-tips.ts';
import { decideJoint } from './dedupe/decide-joint.ts';
import { mergeTips, unmergeTip } from './dedupe/merge-tips.ts';
import { listGroups, listJoints, readGroup, readRelated } from './dedupe/read-groups.ts';
import { RULES } from './dedupe/rules.ts';
import type { Deps } from './deps.ts';

/** Reports that are related, by what, and what is made of it. */
export function dedupeRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tips/:id/related',
      action: 'tip.read',
      summary: 'What a report shares with others, and where it was merged to',
      params: idParams,
      response: c.relatedView,
      handle: ({ tx, params }) => readRelated(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/tip-groups',
      action: 'tip.read',
      summary: 'Groups of related reports',
      query: c.tipGroupsQuery,
      response: c.tipGroups,
      handle: ({ tx, query }) => listGroups(deps, tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/tip-groups/:id',
      action: 'tip.read',
      summary: 'One group: its reports and what each was joined by',
      params: idParams,
      response: c.tipGroupView,
      handle: ({ tx, params }) => readGroup(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/tip-joints',
      action: 'tip.read',
      summary: 'Details that reports share: proposed, decided, or too common to join any',
      query: c.jointsQuery,
      response: c.joints,
      handle: ({ tx, query }) => listJoints(deps, tx, query),
    }),
    route({
      method: 'POST',
      path: '/api/tip-joints/:id/decide',
      action: 'tip.decide',
      summary: 'Whether a shared detail joins the reports that have it',
      params: idParams,
      body: c.decideJoint,
      successStatus: 200,
      async handle({ tx, params, body }) {
        await decideJoint(deps, tx, { ...body, id: params.id });
        return {};
      },
    }),
    route({
      method: 'POST',
      path: '/api/tips/:id/merge',
      action: 'tip.decide',
      summary: 'Finish related reports with this one, which stands for them',
      params: idParams,
      body: c.mergeTips,
      response: c.mergedTips,
      handle: async ({ tx, params, body }) => ({ merged: await mergeTips(deps, tx, { ...body, into: params.id }) }),
    }),
    route({
      method: 'POST',
      path: '/api/tips/:id/unmerge',
      action: 'tip.decide',
      summary: 'Take a merge back: the report is owed again',
      params: idParams,
      body: decideTip,
      response: tipVersioned,
      handle: ({ tx, params, body }) => unmergeTip(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/tip-dedupe-rules',
      action: 'tip.read',
      summary: 'By what reports are joined, and when a detail is too common',
      response: c.dedupeRules,
      handle: async () => ({
        spanHours: RULES.spanHours,
        groupMost: RULES.groupMost,
        kinds: c.JOINT_KINDS.map((kind) => ({ kind, ...RULES.kinds[kind] })),
      }),
    }),
  ];
}
