import type * as z from 'zod';
import { AppError, type FeedHandler, feedHandler, type Tx } from '../platform/index.ts';
import { feedBureau, feedKeyRevoked } from './contract.ts';
import type { DirectoryDeps } from './deps.ts';
import { raiseAlarm } from './key-alarm.ts';
import { markRevoked } from './revoke-key.ts';
import { ensureBureau, judgeStatement, lockBureau, putInForce, type Verdict } from './take-statement.ts';

/**
 * What the feed says of bureaus. A change that does not prove itself never stops the feed: it raises an alarm, and the
 * pinned keys hold.
 */
export function feedHandlers(deps: DirectoryDeps): FeedHandler[] {
  return [
    feedHandler<z.output<typeof feedBureau>>({
      kind: 'directory.bureau',
      schema: feedBureau,
      async handle(tx, entry) {
        if (entry.body) await followBureau(deps, tx, entry.body, entry.time);
      },
    }),
    feedHandler<z.output<typeof feedKeyRevoked>>({
      kind: 'directory.key-revoked',
      schema: feedKeyRevoked,
      async handle(tx, entry) {
        if (entry.body === null) return;
        const { bureau: code, kid, reason, revokedAt: at } = entry.body;
        await markRevoked(deps, tx, { code, kid, reason, at });
      },
    }),
  ];
}

async function followBureau(
  deps: DirectoryDeps,
  tx: Tx,
  { bureau: code, status, statement }: z.output<typeof feedBureau>,
  time: number,
): Promise<void> {
  // A country that joined after the shipped list was made.
  await ensureBureau(tx, code);
  const pinned = await lockBureau(tx, code);
  const verdict = await judgeStatement(pinned, code, statement).catch(unfit);
  if (verdict.kind === 'not-proven') return raiseAlarm(deps, tx, { code, reason: verdict.code, statement, status });
  if (verdict.kind === 'proven') {
    return putInForce(deps, tx, { code, text: statement, body: verdict.body, status, from: time });
  }
  if (pinned.status !== status) {
    await tx.query('UPDATE bureau SET status = $2, updated_at = $3 WHERE code = $1', [code, status, tx.now]);
    deps.cache.forget(tx, code);
  }
}

function unfit(error: unknown): Verdict {
  if (error instanceof AppError && error.code === 'refused') return { kind: 'not-proven', code: 'key.statement-unfit' };
  throw error;
}
