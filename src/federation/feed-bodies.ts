import { z } from 'zod';
import { type RequestHandler, requestHandler } from '../platform/index.ts';
import { type JsonObject, toBase64Url } from '../protocol/index.ts';
import { openContent } from './append-entry.ts';
import type { Context } from './context.ts';

export const FEED_BODIES = 'federation/feed-bodies';
const ANSWER_CHARS = 700_000;
/** Bodies asked for at once: those of one bundle of leaves. */
const MOST = 256;

const question = z.strictObject({ seqs: z.array(z.int().min(0)).min(1).max(MOST) });

/** What the Secretariat answers under its signature, an entry a seq; it may answer fewer than asked when they are large. */
export const feedBodies = z.strictObject({
  entries: z.array(
    z.union([
      z.strictObject({
        seq: z.int().min(0),
        state: z.literal('body'),
        salt: z.string().length(43),
        body: z.record(z.string(), z.json()),
      }),
      z.strictObject({ seq: z.int().min(0), state: z.enum(['withheld', 'purged']) }),
    ]),
  ),
});

interface Row {
  id: string;
  seq: number;
  state: 'body' | 'withheld' | 'purged';
  content: string | null;
  audience: string[] | null;
  withhold: string[];
}

/** Serves bodies to those they are meant for. That a body is withheld is said openly, the one exception to "missing and forbidden look the same". */
export function feedBodiesHandler(ctx: Context): RequestHandler {
  return requestHandler<z.output<typeof question>, z.input<typeof feedBodies>>({
    path: FEED_BODIES,
    schema: question,
    async handle(tx, { from, body }) {
      const rows = await tx.query<Row>(
        'SELECT id, seq, state, content, audience, withhold FROM federation_feed_entry WHERE seq = ANY($1::bigint[]) ORDER BY seq',
        [body.seqs],
      );
      const entries: z.input<typeof feedBodies>['entries'] = [];
      let chars = 0;
      for (const row of rows) {
        if (chars > 0 && chars + (row.content?.length ?? 0) > ANSWER_CHARS) break;
        const meant = (row.audience === null || row.audience.includes(from)) && !row.withhold.includes(from);
        if (row.state === 'purged' || row.content === null) entries.push({ seq: row.seq, state: 'purged' });
        else if (!meant) entries.push({ seq: row.seq, state: 'withheld' });
        else {
          const opened = openContent(ctx, row.id, row.content);
          entries.push({
            seq: row.seq,
            state: 'body',
            salt: toBase64Url(opened.salt),
            body: opened.body as { [name: string]: z.core.util.JSONType },
          });
          chars += row.content.length;
        }
      }
      return { entries };
    },
  });
}

export type FetchedBody = { state: 'body'; salt: string; body: JsonObject } | { state: 'withheld' | 'purged' };
