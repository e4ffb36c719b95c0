import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Federation } from '../federation/index.ts';
import type { Notices } from '../notices/index.ts';
import type { Database, Jobs, Runtime } from '../platform/index.ts';
import type { Work } from '../work/index.ts';
import type { IndexKeeper } from './index/keep-index.ts';
import type { ScreeningSource } from './sources/source.ts';

/** What `node.ts` gives this room. */
export interface ScreeningDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly access: Access;
  readonly work: Work;
  readonly federation: Federation;
  readonly cases: Cases;
  readonly notices: Notices;
  /** What is compared with beside notices and subjects. */
  readonly more?: readonly ScreeningSource[];
}

/** The same with what the room made of it. */
export interface Deps extends ScreeningDeps {
  readonly index: IndexKeeper;
  readonly sources: readonly ScreeningSource[];
}

const HOUR = 3_600_000;

/** How long each thing may stay open. Somebody at the border waits for the first. */
export const due = {
  decideTraveller: HOUR,
  decide: 8 * HOUR,
  secondWord: HOUR,
  act: 4 * HOUR,
} as const;

/** The person of a row in which nothing was found is forgotten after this. */
export const FORGET_AFTER_MS = 30 * 24 * HOUR;
