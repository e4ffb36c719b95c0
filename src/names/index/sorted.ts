/** The first place from `begin` on, before `end`, whose value is at least `least`; `end` where there is none. */
export function lowerBound(values: Uint32Array, begin: number, end: number, least: number): number {
  if (least <= 0) return begin;
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
