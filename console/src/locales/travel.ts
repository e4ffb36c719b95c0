import type { WordTable } from '../i18n/words.ts';

/** Notifications of travel, removals, and the map of the world. */
export const travel = {
  'map.country': ['Country', 'Pays', 'País', 'البلد'],
} as const satisfies WordTable;
