import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Federation } from '../federation/index.ts';
import type { Database, Jobs, Runtime, Vault } from '../platform/index.ts';
import type { Work } from '../work/index.ts';
import type { LyonPort } from './lyon-port.ts';

/** What `node.ts` gives this room. */
export interface IdentificationDeps {
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
  /** The node's own folder, where Lyon's hash indexes are saved; without it they are made anew at each start. */
  readonly dataDir?: string;
}

/** The same with the way to Lyon, which at the Secretariat is short. */
export interface Deps extends IdentificationDeps {
  readonly lyon: LyonPort;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long each thing may stay open before it is overdue. */
export const due = {
  ask: { routine: 8 * HOUR, urgent: 4 * HOUR, 'life-at-risk': HOUR },
  contact: 3 * DAY,
  reading: 3 * DAY,
  unidentified: 90 * DAY,
  lead: 30 * DAY,
  protect: 7 * DAY,
  clue: 14 * DAY,
  appeal: 7 * DAY,
  curation: 14 * DAY,
  takeDown: DAY,
  withdrawal: 3 * DAY,
  file: { routine: 7 * DAY, urgent: 3 * DAY, 'life-at-risk': 8 * HOUR },
} as const;

export const SECRETARIAT = 'IPSG';

/** Who works this room's items at this bureau, and who answers for the bureau. */
export function roles(bureau: string): { worker: string; chief: string; specialist: string } {
  return bureau === SECRETARIAT
    ? { worker: 'curator', chief: 'curator', specialist: 'vid-specialist' }
    : { worker: 'analyst', chief: 'supervisor', specialist: 'vid-specialist' };
}
