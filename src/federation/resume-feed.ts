import { refuse, type Tx } from '../platform/index.ts';
import { type Context, SECRETARIAT } from './context.ts';

/**
 * A person has looked why following stopped, and sets it going. Nothing is believed on their word: a log that is still another one
 * stops it again.
 * @throws AppError `refused` `feed.not-halted`
 */
export async function resumeFeed(
  ctx: Pick<Context, 'audit'>,
  tx: Tx,
  input: { reason: string },
  rouse: () => void,
): Promise<{ was: string }> {
  const [row] = await tx.query<{ halted: string | null }>('SELECT halted FROM federation_feed_state FOR UPDATE');
  if (!row || row.halted === null) throw refuse('feed.not-halted');
  await tx.query('UPDATE federation_feed_state SET halted = NULL');
  ctx.audit.record(tx, {
    act: 'federation.feed-resumed',
    entity: { kind: 'feed', id: SECRETARIAT },
    body: { was: row.halted, reason: input.reason },
  });
  tx.onCommit(rouse);
  return { was: row.halted };
}
