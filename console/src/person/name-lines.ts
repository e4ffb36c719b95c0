import type { PersonName } from '../../../src/cases/contract.ts';

/** Names as they are written on a card: FAMILY, given; the whole name where nobody splits it. */
export function nameLines(names: readonly PersonName[]): string[] {
  return names.map((name) => {
    const split = [name.family?.toUpperCase(), name.given].filter(Boolean).join(', ');
    return split || name.full || '–';
  });
}
