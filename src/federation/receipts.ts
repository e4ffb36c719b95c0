import {
  importVerifyKey,
  ProtocolError,
  type ReceiptBody,
  receiptBody,
  signSync,
  verify,
  wireId,
} from '../protocol/index.ts';
import type { Context } from './context.ts';

/** Signs what became of a message. It carries the newest feed checkpoint held here, so that peers witness each other's view. */
export function signReceipt(
  ctx: Context,
  to: string,
  message: { id: string; hash: string },
  now: number,
  refusedWith: string | null,
): string {
  const checkpoint = ctx.feedView.checkpoint();
  return signSync(
    'receipt',
    {
      v: 1,
      id: wireId(ctx.runtime.bureau, 'receipt', ctx.runtime.newId()),
      from: ctx.runtime.bureau,
      to,
      iat: now,
      message: message.id,
      hash: message.hash,
      outcome: refusedWith === null ? 'accepted' : 'refused',
      ...(refusedWith === null ? {} : { code: refusedWith }),
      ...(checkpoint === null ? {} : { checkpoint }),
    },
    ctx.own.signing,
  );
}

/**
 * Checks a receipt: signed by the peer's key, for this message and these bytes, addressed here.
 * Throws ProtocolError. A key that has since expired still proves what it signed in its time; a revoked one proves nothing.
 */
export async function openReceipt(
  ctx: Context,
  peer: string,
  message: { id: string; hash: string; sentAt: number },
  jws: string,
): Promise<ReceiptBody> {
  let until = Number.POSITIVE_INFINITY;
  const checked = await verify(
    'receipt',
    jws,
    async (kid) => {
      const found = await ctx.directory.signingKey(peer, kid, ctx.runtime.clock.now());
      if (!found || found.state === 'revoked') return null;
      if (found.state === 'expired') until = found.validTo ?? 0;
      return ctx.verifyKeys.get(kid, () => importVerifyKey({ ...found.jwk }));
    },
    { audience: ctx.runtime.bureau },
  );
  const parsed = receiptBody.safeParse(checked.body);
  if (!parsed.success) throw new ProtocolError('malformed', 'not a receipt', { cause: parsed.error });
  const receipt = parsed.data;
  if (receipt.from !== peer) throw new ProtocolError('bad-id', 'a receipt of another bureau');
  if (receipt.message !== message.id || receipt.hash !== message.hash) {
    throw new ProtocolError('wrong-target', 'a receipt for another message');
  }
  // Whoever found an old key may write any time into a receipt, but what is sent now it cannot have received then.
  if (receipt.iat > until || message.sentAt > until) throw new ProtocolError('unknown-key', 'the key had expired');
  return receipt;
}
