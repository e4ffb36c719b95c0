import type { Candidate, PlaceEvidence } from '../contract-routing.ts';
import type { RoutingRules } from '../contract-rules.ts';
import { bandOf, federal, type Receivers, type Weighed, weighPlaces } from './weigh-places.ts';

/** Who has a report already. */
export type Holders = ReadonlyMap<string, NonNullable<Candidate['has']>>;
export const holderKey = (target: { kind: string; id: string }): string => `${target.kind} ${target.id}`;
const NOBODY: Holders = new Map();

export interface Proposal {
  readonly candidates: readonly Candidate[];
  /** Why a person decides; empty: it goes by itself. */
  readonly waits: readonly string[];
  /** Everyone it would go to has it: nothing is sent. */
  readonly isCovered: boolean;
}

/**
 * Whom a report should go to under the rules, and whether it may go without a person. Whoever has it already is named and not
 * proposed again. Nothing goes abroad by itself, whatever the rules say.
 */
export function proposeRoutes(
  evidence: readonly PlaceEvidence[],
  rules: RoutingRules,
  receivers: Receivers,
  incidentType: string,
  holders: Holders = NOBODY,
): Proposal {
  const weighed = weighPlaces(evidence, rules, receivers, incidentType);
  const { least, most } = rules.propose;
  const chosen = choose(weighed, rules, least);
  if (chosen.size === 0) {
    const target = federal(rules, receivers.home, incidentType);
    const known = weighed.find((one) => holderKey(one) === holderKey(target));
    const note = weighed.length === 0 ? 'nothing-resolved' : 'nothing-sure';
    if (known) known.notes.push(note);
    else weighed.push(fallback(target, note, rules));
    chosen.add(holderKey(target));
  }
  const wanted = weighed.filter((one) => chosen.has(holderKey(one))).slice(0, most);
  const candidates = weighed.map((one): Candidate => {
    const has = holders.get(holderKey(one)) ?? null;
    return { ...one, has, proposed: has === null && wanted.includes(one) };
  });
  const isCovered = wanted.length > 0 && wanted.every((one) => holders.has(holderKey(one)));
  return { candidates, isCovered, waits: waitsOf(candidates, isCovered, rules) };
}

function fallback(target: { kind: Weighed['kind']; id: string }, note: string, rules: RoutingRules): Weighed {
  const nowhere = { country: null, state: null, sides: [], reasons: [] };
  return { ...target, ...nowhere, confidence: 0, band: bandOf(0, rules), notes: [note] };
}

/** Of each side the surest, and what else on it is more than a guess. */
function choose(weighed: readonly Weighed[], rules: RoutingRules, least: number): Set<string> {
  const chosen = new Set<string>();
  for (const side of ['suspect', 'victim'] as const) {
    const own = weighed.filter((one) => one.sides.includes(side));
    own.forEach((one, place) => {
      const enough = place === 0 ? least : Math.max(least, rules.confidence.medium);
      if (one.confidence >= enough) chosen.add(holderKey(one));
    });
  }
  return chosen;
}

function waitsOf(candidates: readonly Candidate[], isCovered: boolean, rules: RoutingRules): string[] {
  const { automatic } = rules;
  if (isCovered) return automatic.marked ? [] : ['has-it'];
  const proposed = candidates.filter((one) => one.proposed);
  const waits = new Set<string>();
  if (proposed.some((one) => one.kind === 'bureau')) waits.add('abroad');
  const agencies = proposed.filter((one) => one.kind === 'federal');
  if (agencies.length > 0 && !automatic.federal) waits.add('federal');
  // Something points somewhere: a person may see what.
  if (agencies.some((one) => one.notes.includes('nothing-sure'))) waits.add('not-sure');
  const forces = proposed.filter((one) => one.kind === 'task-force');
  if (forces.length > 0 && !automatic.domestic) waits.add('automatic-off');
  for (const force of forces) {
    if (force.confidence < automatic.least) waits.add('not-sure');
    const rival = candidates.find(
      (one) => one !== force && one.sides.some((side) => force.sides.includes(side)) && one.has === null,
    );
    if (rival && force.confidence - rival.confidence < automatic.lead) waits.add('rival');
  }
  return [...waits];
}
