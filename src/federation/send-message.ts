import { invalid, type Tx } from '../platform/index.ts';
import { isUuid, messageBody, messageHash, parseWireId, signSync, utf8, wireId } from '../protocol/index.ts';
import type { Context } from './context.ts';
import { wireHandling } from './handling.ts';
import { tagMessage } from './tag-message.ts';
import type { OutgoingMessage } from './types.ts';

/** The context a kept JWS is wrapped under, so that one row's bytes cannot be put into another. */
export const outboxContext = (id: string): string => `federation-outbox:${id}`;

/** A delivery as the ledger and the conservation check name it. */
export const deliveryId = (messageId: string, peer: string): string => `${messageId}>${peer}`;

/**
 * Signs a message and puts it in the outbox, one row a recipient, in the use case's transaction.
 * @throws AppError `invalid` when a field does not fit the wire
 */
export async function sendMessage(
  ctx: Context,
  tx: Tx,
  message: OutgoingMessage,
  wake: (peers: readonly string[]) => void,
): Promise<{ id: string; hash: string }> {
  const { runtime } = ctx;
  const peers = [...new Set(message.to)];
  const id = own(ctx, 'message', message.id ?? runtime.newId(), '/id');
  const thread = message.thread == null ? undefined : own(ctx, 'thread', message.thread, '/thread', true);
  const body = {
    v: 1,
    id,
    from: runtime.bureau,
    to: peers,
    iat: tx.now,
    kind: message.kind,
    ...(thread === undefined ? {} : { thread }),
    ...(message.replyTo == null ? {} : { replyTo: message.replyTo }),
    ...(message.urgency === undefined ? {} : { urgency: message.urgency }),
    ...(message.handling == null ? {} : { handling: wireHandling(message.handling) }),
    body: message.body,
  };
  // The head alone: the canonical encoding refuses whatever the body may not hold.
  const fits = messageBody.safeParse({ ...body, body: {} });
  if (!fits.success) {
    const [issue] = fits.error.issues;
    throw invalid(`/${(issue?.path ?? []).map(String).join('/')}`, 'message.does-not-fit');
  }
  const jws = signSync('message', body, ctx.own.signing);
  const hash = messageHash(jws);
  await tx.query(
    `WITH message AS (INSERT INTO federation_outbox (id, hash, kind, jws, sent_at) VALUES ($1::text, $2, $3, $4, $5::bigint))
     INSERT INTO federation_delivery (message_id, peer, thread, at) SELECT $1::text, peer, $7::text, $5::bigint FROM unnest($6::text[]) AS peer`,
    [id, hash, message.kind, ctx.vault.wrap(utf8(jws), outboxContext(id)), tx.now, peers, thread ?? null],
    'federation.send',
  );
  if (message.entity) await tagMessage(tx, id, message.entity);
  for (const peer of peers) {
    ctx.audit.record(tx, {
      act: 'federation.sent',
      entity: { kind: 'delivery', id: deliveryId(id, peer) },
      about: [{ kind: 'message', id }, ...(message.entity ? [message.entity] : [])],
      body: { kind: message.kind, hash },
    });
  }
  tx.onCommit(() => wake(peers));
  return { id, hash };
}

/** Takes a bare uuid as this bureau's own; a wire id must be this bureau's, unless `foreign` allows another's. */
function own(ctx: Context, kind: string, given: string, pointer: string, foreign = false): string {
  if (isUuid(given)) return wireId(ctx.runtime.bureau, kind, given);
  try {
    const parts = parseWireId(given, kind);
    if (foreign || parts.bureau === ctx.runtime.bureau) return given;
  } catch {
    // Told below, with the field's name.
  }
  throw invalid(pointer, 'message.does-not-fit');
}
