import { z } from 'zod';
import {
  feedHandler,
  type MessageHandler,
  messageHandler,
  type RoomParts,
  refuse,
  requestHandler,
  type Tx,
} from '../../src/platform/index.ts';
import type { Trace } from './trace.ts';

/** The room's tables have no key that would hide a second effect. */
export const ROOM_TABLES = `
  CREATE TABLE sim_effect (at bigint GENERATED ALWAYS AS IDENTITY, kind text, n int, sender text, thread text, message text);
  CREATE TABLE sim_fed (at bigint GENERATED ALWAYS AS IDENTITY, seq bigint, n int, state text)`;

const note = z.strictObject({
  v: z.literal(1),
  n: z.int(),
  say: z.enum(['refuse', 'stumble']).optional(),
  text: z.string().max(20_000),
});
const entry = z.strictObject({ v: z.literal(1), n: z.int() });
export const answer = z.strictObject({ n: z.int(), by: z.string() });
type Ask = { n: number };

/** A room that counts: one row an effect. It refuses what says so, and stumbles the first time over what says so. */
export function countingRoom(code: string, trace: Trace, stumbledOver: Set<number>): RoomParts {
  const effect = async (
    tx: Tx,
    kind: string,
    n: number,
    from: string,
    thread: string | null,
    id: string,
  ): Promise<void> => {
    await tx.query('INSERT INTO sim_effect (kind, n, sender, thread, message) VALUES ($1, $2, $3, $4, $5)', [
      kind,
      n,
      from,
      thread,
      id,
    ]);
    tx.onCommit(() => trace.add(kind, code, n, from));
  };
  return {
    messages: [
      messageHandler<z.output<typeof note>>({
        kind: 'sim.note',
        schema: note,
        async handle(tx, { body, from, thread, id }) {
          await effect(tx, 'note', body.n, from, thread, id);
          if (body.say === 'refuse') throw refuse('sim.not-wanted');
          if (body.say === 'stumble' && !stumbledOver.has(body.n)) {
            stumbledOver.add(body.n);
            throw new Error('stumbled');
          }
        },
      }) as MessageHandler,
    ],
    feed: [
      feedHandler<z.output<typeof entry>>({
        kind: 'sim.entry',
        schema: entry,
        async handle(tx, { seq, state, body }) {
          await tx.query('INSERT INTO sim_fed (seq, n, state) VALUES ($1, $2, $3)', [seq, body?.n ?? null, state]);
          tx.onCommit(() => trace.add('fed', code, seq, state));
        },
      }),
    ],
    requests: [
      requestHandler<Ask, z.output<typeof answer>>({
        path: 'sim/ask',
        schema: z.strictObject({ n: z.int() }),
        async handle(tx, { from, body }) {
          await effect(tx, 'asked', body.n, from, null, '');
          if (body.n % 7 === 0) throw refuse('sim.not-wanted');
          return { n: body.n, by: code };
        },
      }),
    ],
  };
}
