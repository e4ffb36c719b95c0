import type { ActCatalogue } from '../platform/index.ts';

/** The room's acts; each is a phrase too. Items: a screening with candidates to decide, a person who was found. */
export const acts: ActCatalogue = {
  'screening.person.searched': {},
  'screening.manifest.searched': {},
  'screening.listed': {},
  'screening.viewed': {},
  'screening.record.viewed': {},
  'screening.opened': { item: 'screening', flow: 'received' },
  'screening.settled': { item: 'screening', flow: 'finished' },
  'screening.judged': {},
  'screening.match-confirmed': { item: 'screening-match', flow: 'received' },
  'screening.action-recorded': { item: 'screening-match', flow: 'finished' },
  'screening.false-match-undone': {},
  'screening.false-matches.listed': {},
  'lost-document.searched': {},
  'lost-document.imports.listed': {},
  'lost-document.import-begun': {},
  'lost-document.import-finished': {},
  'lost-document.import-undone': {},
};
