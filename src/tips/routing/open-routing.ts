import { type OwnSource, openRegions, type Regions, type Tx } from '../../platform/index.ts';
import type { RoutingRules } from '../contract-rules.ts';
import type { Deps } from '../deps.ts';
import type { Receivers } from './weigh-places.ts';

/** What routing keeps in memory: data that seldom changes, and that thousands of reports in a row are held against. */
export interface RoutingMemory {
  /** Sets of rules that were read. */
  readonly rules: Map<number, RoutingRules>;
  /** Opened with the first report that gives an address. */
  regions(): Regions;
  receivers(tx: Tx): Promise<NamedReceivers>;
}

export interface NamedReceivers extends Receivers {
  readonly forces: ReadonlyMap<string, { readonly name: string; readonly coverage: string; readonly basis: string }>;
}

export interface RoutingDeps extends Deps {
  readonly routing: RoutingMemory;
}

/** The directory as it was read is good for so long: its feed may change it in another process. */
const FRESH_MS = 30_000;

/** One copy of the packages' data serves all bureaus of a process. */
let shared: Regions | undefined;

export function openRouting(deps: Deps, places: readonly OwnSource[]): RoutingDeps {
  let own: Regions | undefined;
  let kept: { at: number; receivers: NamedReceivers } | undefined;
  const routing: RoutingMemory = {
    rules: new Map(),
    regions() {
      if (places.length > 0) {
        own ??= openRegions(places);
        return own;
      }
      shared ??= openRegions();
      return shared;
    },
    async receivers(tx) {
      if (kept && tx.now - kept.at < FRESH_MS && tx.now >= kept.at) return kept.receivers;
      const { bureau: home } = deps.runtime;
      const bureaus = (await deps.directory.bureaus(tx)).map((one) => one.code);
      const forces = home === 'US' ? await deps.directory.taskForces(tx) : [];
      const taskForces = new Map<string, string[]>();
      for (const force of forces) {
        for (const state of force.states) taskForces.set(state, [...(taskForces.get(state) ?? []), force.id]);
      }
      const receivers: NamedReceivers = {
        home,
        bureaus: new Set(bureaus.filter((code) => code !== home && code !== 'IPSG')),
        taskForces,
        forces: new Map(forces.map(({ id, name, coverage, basis }) => [id, { name, coverage, basis }])),
      };
      kept = { at: tx.now, receivers };
      return receivers;
    },
  };
  return { ...deps, routing };
}
