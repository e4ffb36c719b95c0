import { casesSeed } from './cases.ts';
import { correspondenceSeed } from './correspondence.ts';
import { identificationSeed } from './identification.ts';
import { noticesSeed } from './notices.ts';
import type { DemoSeed } from './seed.ts';
import { tipsRoutingSeed, tipsSeed } from './tips.ts';

/** In this order; a later one may go on with what an earlier one left. */
export const seeds: readonly DemoSeed[] = [
  casesSeed,
  identificationSeed,
  correspondenceSeed,
  noticesSeed,
  tipsSeed,
  tipsRoutingSeed,
];
