import { systemScope } from '../platform/index.ts';
import { raiseAlarm } from './alarms.ts';
import type { Context } from './context.ts';

const BATCH = 500;

interface LateRow {
  readonly id: string;
  readonly peer: string;
  readonly kid: string;
  readonly received_at: number;
}

/**
 * Messages taken in while the feed was behind are judged again now that it has caught up: a key that was already revoked at
 * their receipt is an alarm. What they did is a person's to undo.
 */
export async function judgeLate(ctx: Context): Promise<void> {
  const scope = systemScope(ctx.runtime.bureau);
  for (;;) {
    const rows = await ctx.db.tx(scope, (tx) =>
      tx.query<LateRow>('SELECT id, peer, kid, received_at FROM federation_inbox WHERE late ORDER BY id LIMIT $1', [
        BATCH,
      ]),
    );
    if (rows.length === 0) return;
    const judged = await Promise.all(
      rows.map(async (row) => {
        const key = await ctx.directory.signingKey(row.peer, row.kid);
        const revoked = key === null || (key.state === 'revoked' && (key.revokedAt ?? 0) <= row.received_at);
        return { row, revoked };
      }),
    );
    await ctx.db.tx(scope, async (tx) => {
      await tx.query('UPDATE federation_inbox SET late = false WHERE id = ANY($1)', [rows.map((row) => row.id)]);
      for (const { row, revoked } of judged) {
        if (revoked)
          await raiseAlarm(ctx, tx, { code: 'message.key-was-revoked', peer: row.peer, params: { message: row.id } });
      }
    });
  }
}
