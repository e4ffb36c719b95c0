import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Federation } from '../federation/index.ts';
import type { BureauKeys, Database, Jobs, Runtime, Vault } from '../platform/index.ts';
import type { Work } from '../work/index.ts';

/** What the room is given. */
export interface CasesDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly vault: Vault;
  readonly jobs: Jobs;
  /** Records that leave on paper are signed with the bureau's own. */
  readonly keys: BureauKeys;
  readonly audit: Audit;
  readonly access: Access;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
}
