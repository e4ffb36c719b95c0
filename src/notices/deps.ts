import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Federation } from '../federation/index.ts';
import type { BureauKeys, Database, Jobs, Runtime, Tx } from '../platform/index.ts';
import type { Work } from '../work/index.ts';
import type { Clocks } from './clocks.ts';
import type { PapersDueDays } from './deadlines.ts';

/** A room above that holds something made of a notice: told in the transaction that purges it. */
export type PurgeListener = (tx: Tx, noticeId: string) => Promise<void>;

/** What the room is given. */
export interface NoticesDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly audit: Audit;
  readonly access: Access;
  readonly cases: Cases;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
  readonly jobs: Jobs;
  /** The signing key signs the confirmations of purges. */
  readonly keys: BureauKeys;
  /** Days until extradition papers are due, where the bureau has set them. */
  readonly papersDueDays?: PapersDueDays;
  /** Clocks of a notice's life, where the bureau has set its own. */
  readonly clocks?: Partial<Clocks>;
  /** Made by the room: who else is told of a purge. */
  readonly purgers?: PurgeListener[];
}

export const SECRETARIAT = 'IPSG';
