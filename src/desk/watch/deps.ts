import type { Access } from '../../access/index.ts';
import type { Audit } from '../../audit/index.ts';
import type { Federation } from '../../federation/index.ts';
import type { Runtime } from '../../platform/index.ts';
import type { Work } from '../../work/index.ts';

/** What the use cases of the watch are given. */
export interface WatchDeps {
  readonly audit: Audit;
  readonly access: Access;
  readonly runtime: Runtime;
  readonly work: Work;
  readonly federation: Pick<Federation, 'status'>;
}

/** Who may stand a watch. */
export const WATCH_ROLES = ['watch-officer', 'supervisor', 'analyst'] as const;
