import type { Tx } from '../platform/index.ts';
import type { CopyStatus } from './contract.ts';
import type { Deps } from './deps.ts';

/** How old what is searched is: the copy of the feed by its newest signed checkpoint, and the index of this process. */
export async function readCopyStatus(deps: Deps, tx: Tx): Promise<CopyStatus> {
  const { feed } = await deps.federation.status(tx);
  const [documents] = await tx.query<{ n: number }>('SELECT count(*) AS n FROM screening_document');
  const index = deps.index.status();
  return {
    feedAt: feed.checkpointAt,
    lag: feed.lag,
    stale: feed.stale,
    halted: feed.halted,
    index: { ...index, documents: documents?.n ?? 0 },
  };
}
