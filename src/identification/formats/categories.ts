import type { Classification } from '../contract.ts';
import data from './data/category-labels.json' with { type: 'json' };

interface LabelSet {
  readonly source: string;
  /** Checked against the scheme's own publication. */
  readonly verified: boolean;
  readonly labels: Readonly<Record<string, string>>;
}
const SETS = new Map<string, LabelSet>(Object.entries(data));

/** The scheme of a VICS file: its numbers mean something in one region only. Without a region they mean nothing certain. */
export function vicsScheme(region: string | null): string {
  const name = (region ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `VICS-${name === '' ? 'UNSTATED' : name.slice(0, 20)}`;
}

/** The common scheme has one code wherever it is written: what an ICSE list writes as 1 is the bench's `baseline`. */
export function commonCode(scheme: string, code: string): string {
  return scheme === 'INTERPOL-BASELINE' && code === '1' ? 'baseline' : code;
}

/** A number of a scheme, with the words that `data/category-labels.json` has for it. */
export function category(scheme: string, given: string): Classification {
  const code = commonCode(scheme, given);
  return { scheme, code, label: SETS.get(scheme)?.labels[code] ?? `Category ${code}` };
}

/** Where the words come from. */
export function labelSource(scheme: string | null): { source: string; verified: boolean } | null {
  const set = SETS.get(scheme ?? '');
  return set ? { source: set.source, verified: set.verified } : null;
}
