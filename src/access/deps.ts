import type { Audit } from '../audit/index.ts';
import type { Database, Runtime, Vault } from '../platform/index.ts';
import type { Sessions } from './sessions.ts';

/** What the use cases of this room are given. */
export interface AccessDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly sessions: Sessions;
}
