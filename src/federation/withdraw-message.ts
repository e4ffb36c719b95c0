import { z } from 'zod';
import { AppError, invalid, type RequestHandler, refuse, requestHandler } from '../platform/index.ts';
import { hexHash, ProtocolError, parseWireId } from '../protocol/index.ts';
import { askPeer } from './ask-peer.ts';
import type { Context } from './context.ts';
import { findReceipts, insertInbox } from './inbox-store.ts';
import { signReceipt } from './receipts.ts';

const WITHDRAW_PATH = 'federation/withdraw';
const PURGED = 'message.purged';

const question = z.strictObject({ message: z.string().max(80), hash: hexHash });
const answer = z.strictObject({ receipt: z.string().max(64_000) });

/**
 * Asks a peer what became of a message whose bytes a purge has destroyed here: it may have arrived, and its receipt been lost.
 * The receipt answers it either way. One that has not arrived is refused by it, for ever: a copy still on its way has no effect.
 * @returns the receipt, to be checked like any, or the code of why there is none yet
 */
export async function withdrawMessage(
  ctx: Context,
  peer: string,
  message: { id: string; hash: string },
): Promise<{ receipt: string } | { problem: string }> {
  try {
    const body = { message: message.id, hash: message.hash };
    return await askPeer(ctx, peer, { path: WITHDRAW_PATH, body, schema: answer });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: error.errors[0]?.code ?? 'peer.unavailable' };
  }
}

/** The receipt of a message of the asker's: the stored one, or a refusal that is stored now. */
export function withdrawHandler(ctx: Context): RequestHandler {
  return requestHandler<z.output<typeof question>, z.input<typeof answer>>({
    path: WITHDRAW_PATH,
    schema: question,
    async handle(tx, { from, body }) {
      const { message: id, hash } = body;
      if (senderOf(id) !== from) throw invalid('/message', 'message.does-not-fit');
      const fresh = await insertInbox(tx, [
        {
          id,
          hash,
          peer: from,
          kind: 'federation.withdrawn',
          kid: '',
          thread: null,
          jws: null,
          outcome: 'refused',
          reason: PURGED,
          receipt: signReceipt(ctx, from, { id, hash }, tx.now, PURGED),
          received_at: tx.now,
          late: false,
        },
      ]);
      const stored = (await findReceipts(tx, [id])).get(id);
      if (stored?.hash !== hash) throw refuse('message.id-reused');
      if (fresh.size > 0) {
        ctx.audit.record(tx, {
          act: 'federation.refused',
          entity: { kind: 'message', id },
          body: { from, hash, code: PURGED },
        });
      }
      return { receipt: stored.receipt };
    },
  });
}

function senderOf(id: string): string | null {
  try {
    return parseWireId(id, 'message').bureau;
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}
