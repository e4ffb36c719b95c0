import { type RoomParts, refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { CreateSource, HashSourceView, PartnerAccountView, ShareView } from '../contract.ts';
import type { IdentificationDeps } from '../deps.ts';
import { sharingRoutes } from '../routes-sharing.ts';
import { listShares } from './decide-share.ts';
import { listPartners } from './manage-partner.ts';
import { allowOrigins, askPull, createSource } from './manage-source.ts';
import { PULL_JOB, pullJob, pullUpToNow } from './pull-source.ts';
import { wireRoutes } from './routes-wire.ts';
import { FEEDBACK_JOB, feedbackJob } from './send-feedback.ts';
import { allowedOrigins } from './source-address.ts';
import { listSources } from './source-store.ts';
import { STAMP_JOB, stampJob } from './stamp-changes.ts';

/** Hash lists exchanged with others, for the rest of the room and for the command line. */
export interface Sharing {
  readonly parts: RoomParts & Required<Pick<RoomParts, 'routes' | 'jobs'>>;
  sources(tx: Tx): Promise<HashSourceView[]>;
  shares(tx: Tx): Promise<ShareView[]>;
  partners(tx: Tx): Promise<PartnerAccountView[]>;
  origins(tx: Tx): Promise<string[]>;
  /** Allows the source's address beside those allowed already, and adds it. @throws AppError `invalid`, `refused` */
  addSource(tx: Tx, source: CreateSource): Promise<{ id: string; listId: string }>;
  /**
   * Reads a source up to the present in this process, beside a running Homeward or without one.
   * @returns null when it came up to the present; otherwise the code that says why not
   * @throws AppError `not-found`, `refused` when it is paused
   */
  pull(id: string, signal: AbortSignal): Promise<string | null>;
}

export function createSharing(deps: IdentificationDeps): Sharing {
  return {
    parts: {
      routes: [...sharingRoutes(deps), ...wireRoutes(deps)],
      jobs: { [PULL_JOB]: pullJob(deps), [FEEDBACK_JOB]: feedbackJob(deps), [STAMP_JOB]: stampJob(deps) },
    },
    sources: listSources,
    shares: listShares,
    partners: listPartners,
    origins: allowedOrigins,
    async addSource(tx, source) {
      const { origin } = URL.parse(source.baseUrl) ?? {};
      if (origin === undefined) throw refuse('hash-source.address');
      await allowOrigins(deps, tx, { origins: [...(await allowedOrigins(tx)), origin] });
      return createSource(deps, tx, source);
    },
    async pull(id, signal) {
      await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => askPull(deps, tx, id));
      return pullUpToNow(deps, id, signal);
    },
  };
}
