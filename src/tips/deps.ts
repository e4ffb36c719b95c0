import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Federation } from '../federation/index.ts';
import type { Identification } from '../identification/index.ts';
import type { Database, Jobs, OwnSource, Runtime, Vault } from '../platform/index.ts';
import type { Work } from '../work/index.ts';
import type { TipHooks } from './hooks.ts';

/** What `node.ts` gives this room. */
export interface TipsDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly access: Access;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
  readonly cases: Cases;
  readonly identification: Identification;
  /** Own data on where addresses are; none: that of the packages. */
  readonly places?: readonly OwnSource[];
}

export interface Deps extends TipsDeps {
  readonly hooks: TipHooks;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long each thing may stay open before it is overdue. */
export const due = {
  /** From receipt until it is routed, merged or refused. */
  tip: { routine: 3 * DAY, urgent: 4 * HOUR },
  import: DAY,
} as const;

/** A report that is being filled is deleted so long after it was opened, or after the provider's last word on it. */
export const FILLING = { mostMs: 24 * HOUR, silenceMs: HOUR } as const;

/** Providers preserve what they reported for a year (18 U.S.C. 2258A(h), as amended in 2024). */
export const PRESERVED_MS = 365 * DAY;

/** Who works tips at a bureau. */
export const WORKER = 'analyst';

export const tipRef = (id: string) => ({ kind: 'tip', id });
