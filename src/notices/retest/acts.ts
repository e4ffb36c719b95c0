import type { ActCatalogue } from '../../platform/index.ts';

export const retestActs: ActCatalogue = {
  'notice.retest-started': {},
  'notice.retest-done': {},
  'notice.retest-failed': {},
  'notice.retest-passed': {},
  'notice.retest-kept': {},
  'notice.retest-mended': {},
  'notice.retests-viewed': {},
  'notice.ruling-recorded': {},
};
