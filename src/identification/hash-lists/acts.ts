import type { ActCatalogue } from '../../platform/index.ts';

/** An import that is taken back is received again, and finished when it is undone. */
export const importActs: ActCatalogue = {
  'import.opened': { item: 'hash-import', flow: 'received' },
  'import.confirmed': {},
  'import.finished': { item: 'hash-import', flow: 'finished' },
  'import.discarded': { item: 'hash-import', flow: 'refused' },
  'import.undo-asked': { item: 'hash-import', flow: 'received' },
  'import.undone': { item: 'hash-import', flow: 'finished' },
  'hash-list.opened': {},
  'hash-list.changed': {},
  'hash-list.searched': {},
  'hash-list.exported': {},
  'case-media.exported': {},
  'media.found-on-list': {},
};
