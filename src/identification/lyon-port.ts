import type { ZodType } from 'zod';
import type { Federation } from '../federation/index.ts';
import {
  bureauScope,
  type Database,
  type MessageHandler,
  type RequestHandler,
  type Runtime,
  type Tx,
} from '../platform/index.ts';
import type { BureauCode, Json, JsonObject } from '../protocol/index.ts';

const SECRETARIAT = 'IPSG';

/**
 * The way between this bureau and Lyon. Elsewhere it is a signed request and a message; at the Secretariat itself, which is a
 * bureau like the others, it is the same handler in the same process.
 */
export interface LyonPort {
  /**
   * Asks Lyon and waits; outside any transaction.
   * @throws AppError `unavailable` when Lyon cannot be reached, or Lyon's own refusal
   */
  ask<R>(path: string, body: Json, schema: ZodType<R>): Promise<R>;
  /** Lyon tells bureaus, in the transaction of what it tells of. */
  tell(tx: Tx, to: readonly BureauCode[], kind: string, body: JsonObject): Promise<void>;
}

export function createLyonPort(options: {
  db: Database;
  runtime: Runtime;
  federation: Federation;
  /** Both are made after this port, which they need. */
  requests(): readonly RequestHandler[];
  messages(): readonly MessageHandler[];
}): LyonPort {
  const { db, runtime, federation } = options;
  const isLyon = runtime.bureau === SECRETARIAT;
  return {
    async ask(path, body, schema) {
      if (!isLyon) return federation.request(SECRETARIAT, { path, body, schema });
      const handler = options.requests().find((one) => one.path === path);
      if (!handler) throw new Error(`no request handler for ${path}`);
      const parsed = handler.schema.parse(JSON.parse(JSON.stringify(body)));
      const answer = await db.tx(bureauScope(SECRETARIAT, SECRETARIAT), (tx) =>
        handler.handle(tx, { from: SECRETARIAT, body: parsed as never }),
      );
      return schema.parse(JSON.parse(JSON.stringify(answer)));
    },
    async tell(tx, to, kind, body) {
      const others = to.filter((code) => code !== SECRETARIAT);
      if (others.length > 0) await federation.send(tx, { to: others, kind, body });
      if (others.length === to.length) return;
      const handler = options.messages().find((one) => one.kind === kind);
      if (!handler) throw new Error(`no message handler for ${kind}`);
      const id = runtime.newId();
      const message = { id, hash: '', kind, from: SECRETARIAT, iat: tx.now, thread: null, replyTo: null } as const;
      const parsed = handler.schema.parse(JSON.parse(JSON.stringify(body)));
      await handler.handle(tx, { ...message, urgency: 'routine', handling: null, body: parsed as never });
    },
  };
}
