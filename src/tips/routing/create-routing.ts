import { messageHandler, type OwnSource, type RoomParts, systemScope } from '../../platform/index.ts';
import {
  type RulesView,
  type Simulation,
  type WireFeedback,
  type WireReferral,
  type WireWithdrawal,
  wireFeedback,
  wireReferral,
  wireWithdrawal,
} from '../contract-routing.ts';
import { type RoutingRules, routingRules } from '../contract-rules.ts';
import type { Deps } from '../deps.ts';
import type { TipHook } from '../hooks.ts';
import { routingRoutes } from '../routes-routing.ts';
import { receiveFeedback } from './give-feedback.ts';
import { openRouting } from './open-routing.ts';
import { noteDelivery, receiveReferral } from './receive-referral.ts';
import { routingHook } from './route-tips.ts';
import { ROUTE_JOB, routeAllAgain, routeJob, routeWaiting } from './route-waiting.ts';
import { listRules } from './rules-store.ts';
import { readRulesOf, simulate } from './simulate-rules.ts';
import { receiveWithdrawal } from './withdraw-referral.ts';

/** For the command line: in this process, beside others on the same database or alone. */
export interface RoutingCommands {
  /** Routes what waits to be routed again, sharing it with whoever else does; `all`: everything that is open. */
  routeWaiting(options: { all: boolean; batch?: number | undefined }): Promise<{ routed: number; sent: number }>;
  /** What rules would make of the reports of the last days; a set by its number, or one of a file. Nothing is kept. */
  simulate(input: { rules: number | unknown; days: number }): Promise<Simulation>;
  listRules(): Promise<RulesView[]>;
}

export interface Routing {
  readonly hook: TipHook;
  readonly commands: RoutingCommands;
  readonly parts: Required<Pick<RoomParts, 'routes' | 'jobs' | 'messages'>>;
}

/** @param places own data on where addresses are; none: that of the packages */
export function createRouting(given: Deps, places: readonly OwnSource[]): Routing {
  const deps = openRouting(given, places);
  const system = systemScope(deps.runtime.bureau);
  deps.federation.onDelivery((tx, event) => noteDelivery(deps, tx, event));
  return {
    hook: routingHook(deps),
    commands: {
      async routeWaiting({ all, ...options }) {
        if (all) await deps.db.tx(system, (tx) => routeAllAgain(deps, tx));
        return routeWaiting(deps, options);
      },
      simulate: ({ rules, days }) =>
        deps.db.tx(system, async (tx) => {
          const set: RoutingRules =
            typeof rules === 'number' ? await readRulesOf(tx, rules) : routingRules.parse(rules);
          return simulate(deps, tx, set, days, Number.MAX_SAFE_INTEGER);
        }),
      listRules: () => deps.db.tx(system, listRules),
    },
    parts: {
      routes: routingRoutes(deps),
      jobs: { [ROUTE_JOB]: routeJob(deps) },
      messages: [
        messageHandler<WireReferral>({
          kind: 'tip.referral',
          schema: wireReferral,
          handle: (tx, message) => receiveReferral(deps, tx, message),
        }),
        messageHandler<WireFeedback>({
          kind: 'tip.feedback',
          schema: wireFeedback,
          handle: (tx, message) => receiveFeedback(deps, tx, message),
        }),
        messageHandler<WireWithdrawal>({
          kind: 'tip.referral-withdrawn',
          schema: wireWithdrawal,
          handle: (tx, message) => receiveWithdrawal(deps, tx, message),
        }),
      ],
    },
  };
}
