import type { ListedMatch, LookupMatch } from '../../../../src/identification/contract.ts';
import type { TextKey } from '../../locales/index.ts';

/** What a distance in bits of 256 means to a person; copies of one picture seldom differ by more than ten. */
export function distanceWords({ kind, distance }: Pick<LookupMatch | ListedMatch, 'kind' | 'distance'>): TextKey {
  if (kind === 'exact' || distance === null) return 'lookup.far.exact';
  if (distance <= 10) return 'lookup.far.same';
  if (distance <= 22) return 'lookup.far.edited';
  return 'lookup.far.compare';
}
