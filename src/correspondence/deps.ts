import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Federation } from '../federation/index.ts';
import type { Database, Jobs, Runtime } from '../platform/index.ts';
import type { Work } from '../work/index.ts';

/** What the room is given. */
export interface CorrespondenceDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly access: Access;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
  readonly cases: Cases;
}
