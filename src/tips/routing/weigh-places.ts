import type { Candidate, PlaceEvidence, Target } from '../contract-routing.ts';
import type { RoutingRules } from '../contract-rules.ts';
import { findArea } from './find-area.ts';

const DAY = 86_400_000;
/** Further places of the same kind that say the same add so much of their weight, and so much of it in all. */
const AGAIN = 0.1;
const AGAIN_MOST = 5;

/** Whom a report can go to, as the directory has it. */
export interface Receivers {
  readonly home: string;
  /** Codes of bureaus other than this one. */
  readonly bureaus: ReadonlySet<string>;
  /** Task forces by state; none outside the US. */
  readonly taskForces: ReadonlyMap<string, readonly string[]>;
}

/** A candidate before it is known who has the report already, and what of it is proposed. */
export type Weighed = Omit<Candidate, 'proposed' | 'has'>;

/** What a place weighs under the rules; 0: it says nothing of where. */
export function pointsOf(place: PlaceEvidence, rules: RoutingRules): number {
  if (place.country === null) return 0;
  const { lowered, staleDays } = rules;
  const isStale = isStaleAt(place, staleDays);
  const share =
    (place.marks.includes('proxy') ? lowered.proxy / 100 : 1) *
    (place.marks.includes('sources-differ') ? lowered['sources-differ'] / 100 : 1) *
    (isStale ? lowered.stale / 100 : 1);
  return Math.round((rules.weights[place.weight] ?? 0) * share * 10) / 10;
}

/** Addresses change hands: what the data says of its own day says little of another year. */
function isStaleAt(place: PlaceEvidence, staleDays: number): boolean {
  if (place.kind !== 'ip' || place.at === null) return false;
  const day = Date.parse(place.snapshot);
  return Number.isFinite(day) && Math.abs(day - place.at) > staleDays * DAY;
}

interface Weight {
  readonly at: number;
  readonly place: PlaceEvidence;
  readonly points: number;
}

/**
 * Candidates for each side apart, surest first. A side's countries share its weight; within the US its states share what names a
 * state. How sure a candidate is: its share, lowered while all there is of it weighs little.
 */
export function weighPlaces(
  evidence: readonly PlaceEvidence[],
  rules: RoutingRules,
  receivers: Receivers,
  incidentType: string,
): Weighed[] {
  const all = evidence.map((place, at): Weight => ({ at, place, points: pointsOf(place, rules) }));
  const found = new Map<string, Weighed>();
  // What is nobody's in particular goes with who is reported.
  for (const side of ['suspect', 'victim'] as const) {
    const own = all.filter(({ place, points }) => points > 0 && (place.side === 'victim') === (side === 'victim'));
    for (const one of ofSide(own, side, rules, receivers, incidentType)) {
      const key = `${one.kind} ${one.id}`;
      const known = found.get(key);
      found.set(key, known ? merge(known, one, rules) : one);
    }
  }
  return [...found.values()].sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
}

function merge(a: Weighed, b: Weighed, rules: RoutingRules): Weighed {
  const confidence = Math.max(a.confidence, b.confidence);
  return {
    ...a,
    state: a.state === b.state ? a.state : null,
    sides: [...a.sides, ...b.sides],
    confidence,
    band: bandOf(confidence, rules),
    reasons: [...a.reasons, ...b.reasons],
    notes: [...new Set([...a.notes, ...b.notes])],
  };
}

function ofSide(
  own: readonly Weight[],
  side: 'suspect' | 'victim',
  rules: RoutingRules,
  receivers: Receivers,
  incidentType: string,
): Weighed[] {
  const byCountry = Map.groupBy(own, ({ place }) => place.country ?? '');
  const sums = new Map([...byCountry].map(([country, weights]) => [country, sumOf(weights)]));
  const total = [...sums.values()].reduce((a, b) => a + b, 0);
  return [...byCountry].flatMap(([country, weights]) => {
    const sum = sums.get(country) ?? 0;
    const share = sum / total;
    const sure = share * strength(sum, rules);
    const make = (target: Target, more: Partial<Weighed> & { sure: number }): Weighed => {
      const { sure: own, ...rest } = more;
      const confidence = Math.round(100 * own);
      return {
        ...target,
        country,
        state: null,
        sides: [side],
        confidence,
        band: bandOf(confidence, rules),
        reasons: reasonsOf(weights),
        notes: [],
        ...rest,
      };
    };
    if (country === receivers.home) {
      if (country === 'US') return atHome(weights, share, sure, rules, receivers, incidentType, make);
      return [make({ kind: 'federal', id: NATIONAL_UNIT }, { sure })];
    }
    if (receivers.bureaus.has(country)) return [make({ kind: 'bureau', id: country }, { sure })];
    return [make(federal(rules, receivers.home, incidentType), { sure, notes: ['no-bureau'] })];
  });
}

/** Of a bureau for which the directory holds no agencies. */
const NATIONAL_UNIT = 'national-unit';

/** Who takes what nothing places: by the kind of incident. */
export function federal(rules: RoutingRules, home: string, incidentType: string): Target {
  if (home !== 'US') return { kind: 'federal', id: NATIONAL_UNIT };
  const type = incidentType.toLowerCase();
  const own = rules.federal.byType.find((row) => type.startsWith(row.starts));
  return { kind: 'federal', id: own?.agency ?? rules.federal.agency };
}

type Make = (target: Target, more: Partial<Weighed> & { sure: number }) => Weighed;

function atHome(
  weights: readonly Weight[],
  share: number,
  sure: number,
  rules: RoutingRules,
  receivers: Receivers,
  incidentType: string,
  make: Make,
): Weighed[] {
  const placed = weights.filter(({ place }) => place.state !== null);
  const agency = federal(rules, receivers.home, incidentType);
  if (placed.length === 0) return [make(agency, { sure, notes: ['country-only'] })];
  const byState = Map.groupBy(placed, ({ place }) => place.state ?? '');
  const total = [...byState.values()].reduce((all, of) => all + sumOf(of), 0);
  return [...byState].flatMap(([state, of]) => {
    const sum = sumOf(of);
    const own = share * (sum / total) * strength(sum, rules);
    const reasons = reasonsOf(of);
    const forces = receivers.taskForces.get(state) ?? [];
    const [only] = forces;
    if (only === undefined) return [make(agency, { sure: own, state, reasons, notes: ['no-task-force'] })];
    if (forces.length === 1) return [make({ kind: 'task-force', id: only }, { sure: own, state, reasons })];
    return ofSeveral(forces, state, of, own, rules, make);
  });
}

/** A state with several task forces: by county, ZIP and area code; where nothing says, each of them, and a person decides. */
function ofSeveral(
  forces: readonly string[],
  state: string,
  weights: readonly Weight[],
  sure: number,
  rules: RoutingRules,
  make: Make,
): Weighed[] {
  const byForce = Map.groupBy(weights, ({ place }) => findArea(place, state, rules.areas));
  const known = [...byForce].filter(([force]) => force !== null && forces.includes(force));
  if (known.length === 0) {
    const notes = ['several-in-state'];
    const even = { sure: sure / forces.length, state, reasons: reasonsOf(weights), notes };
    return forces.map((id) => make({ kind: 'task-force', id }, even));
  }
  const total = known.reduce((all, [, of]) => all + sumOf(of), 0);
  return known.map(([id, of]) =>
    make({ kind: 'task-force', id: id ?? '' }, { sure: sure * (sumOf(of) / total), state, reasons: reasonsOf(of) }),
  );
}

/** The heaviest of each kind of place, and a little for each that says it again. */
function sumOf(weights: readonly Weight[]): number {
  let sum = 0;
  for (const of of Map.groupBy(weights, ({ place }) => place.kind).values()) {
    const points = of.map((one) => one.points).sort((a, b) => b - a);
    sum += (points[0] ?? 0) * (1 + AGAIN * Math.min(AGAIN_MOST, points.length - 1));
  }
  return sum;
}

const strength = (sum: number, rules: RoutingRules): number => Math.min(1, sum / rules.confidence.full);

const reasonsOf = (weights: readonly Weight[]): Candidate['reasons'] =>
  weights.map(({ at, points }) => ({ evidence: at, points })).sort((a, b) => b.points - a.points);

export function bandOf(confidence: number, rules: RoutingRules): Candidate['band'] {
  const { high, medium } = rules.confidence;
  return confidence >= high ? 'high' : confidence >= medium ? 'medium' : 'low';
}
