import type { Audit } from '../audit/index.ts';
import type { Database, Runtime } from '../platform/index.ts';
import type { KeyCache } from './key-cache.ts';
import type { Publish } from './types.ts';

/** What the use cases of this room are given. */
export interface DirectoryDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly audit: Audit;
  readonly cache: KeyCache;
  readonly rootFingerprint: string;
  /** @throws Error at a bureau that was given no feed to publish on. */
  readonly publish: Publish;
}
