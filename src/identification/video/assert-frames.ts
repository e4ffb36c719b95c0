import { invalid } from '../../platform/index.ts';
import { type LookupHash, MAX_LOOKUP_FRAMES } from '../contract.ts';

/**
 * A question carries so many frames at most, or it would not fit into its envelope.
 * @throws AppError `invalid` `lookup.too-many-frames`
 */
export function assertFrames(items: readonly LookupHash[], pointer: string): void {
  const given = items.reduce((sum, item) => sum + (item.frames?.length ?? 0), 0);
  if (given > MAX_LOOKUP_FRAMES) throw invalid(pointer, 'lookup.too-many-frames', { given, most: MAX_LOOKUP_FRAMES });
}
