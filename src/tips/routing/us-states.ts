import states from './data/us-states.json' with { type: 'json' };

const NAMES: Readonly<Record<string, string>> = states.names;
const BY_NAME = new Map(Object.entries(NAMES).map(([code, name]) => [name.toLowerCase(), code]));
const BY_PREFIX = new Map<string, string>();
for (const { from, to, state } of states.zipPrefixes) {
  for (let n = Number(from); n <= Number(to); n++) BY_PREFIX.set(String(n).padStart(3, '0'), state);
}
/** Of these the postal service and the data on addresses have codes of their own. */
export const TERRITORIES: ReadonlySet<string> = new Set(['PR', 'VI', 'GU', 'AS', 'MP']);

/** Day of the table of ZIP prefixes. */
export const STATES_SNAPSHOT = states.snapshot;

/** Two letters from a code or an English name, a leading `US-` left off. Null: no state of the US. */
export function readState(value: string | null): string | null {
  const text = value?.trim().replace(/^US-/i, '') ?? '';
  if (/^[A-Za-z]{2}$/.test(text)) return NAMES[text.toUpperCase()] === undefined ? null : text.toUpperCase();
  return BY_NAME.get(text.toLowerCase()) ?? null;
}

/** The three digits of a ZIP code; null when it is none. */
export function zipPrefix(value: string | null): string | null {
  return /^\s*(\d{3})\d{2}(?:-?\d{4})?\s*$/.exec(value ?? '')?.[1] ?? null;
}

export function stateOfZip(prefix: string | null): string | null {
  return prefix === null ? null : (BY_PREFIX.get(prefix) ?? null);
}
