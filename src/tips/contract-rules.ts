import * as z from 'zod';

const percent = z.int().min(0).max(100);
const state = z.string().regex(/^[A-Z]{2}$/);
const country = z.string().regex(/^[A-Z]{2}$/);
const key = z.string().regex(/^[a-z][a-z.-]{1,40}$/);
const days = z.int().min(1).max(366);

/** Which part of a state is whose, where it has several task forces. */
export const areaRule = z.strictObject({
  taskForce: z.string().max(20),
  state,
  /** Three-digit prefixes: `900`, or from to `900-908`. */
  zips: z.array(z.string().regex(/^\d{3}(-\d{3})?$/)).max(200),
  phones: z.array(z.string().regex(/^\d{3}$/)).max(100),
  /** Counties and cities, lower case. */
  places: z.array(z.string().max(60)).max(200),
});

/** How reports are routed: data, in numbered sets. Percentages are whole numbers. */
export const routingRules = z.strictObject({
  source: z.string().max(2_000),
  /** What a place of a kind weighs. */
  weights: z.record(key, percent),
  /** To how many percent of its weight a place falls that is marked so. */
  lowered: z.strictObject({ proxy: percent, stale: percent, 'sources-differ': percent }),
  /** An address held at a time so far from the day of the data is stale. */
  staleDays: z.int().min(1).max(10_000),
  /** `full`: the weight at which a place alone is as sure as it gets. */
  confidence: z
    .strictObject({ full: z.int().min(1).max(500), high: percent, medium: percent })
    .refine((bands) => bands.medium < bands.high, { message: 'medium below high' }),
  /** Proposed from this confidence on, so many at most. */
  propose: z.strictObject({ least: percent, most: z.int().min(1).max(12) }),
  /**
   * What goes by itself. Abroad never does. `domestic`: to a task force, at `least` confidence and `lead` before the next.
   * `federal`: where nothing names a state. `marked`: ended where NCMEC gave it to everyone proposed.
   */
  automatic: z.strictObject({
    domestic: z.boolean(),
    federal: z.boolean(),
    marked: z.boolean(),
    least: percent,
    lead: percent,
  }),
  /** Where nothing names a state or a country; by the beginning of the incident's kind, in lower case, or else `agency`. */
  federal: z.strictObject({
    agency: z.string().max(20),
    byType: z.array(z.strictObject({ starts: z.string().max(120), agency: z.string().max(20) })).max(40),
  }),
  /** Days until feedback is overdue. `incoming`: ours to another bureau. */
  dueDays: z.strictObject({ 'task-force': days, federal: days, bureau: days, incoming: days }),
  areas: z.array(areaRule).max(500),
  /** Checks before anything goes abroad. */
  deathPenalty: z
    .array(z.strictObject({ country, offences: z.array(z.string().max(60)).max(40), basis: z.string().max(300) }))
    .max(250),
  persecution: z.array(z.strictObject({ country, basis: z.string().max(300) })).max(250),
});
export type RoutingRules = z.output<typeof routingRules>;
export type AreaRule = z.output<typeof areaRule>;
