import { z } from 'zod';
import {
  CLOCK_SKEW,
  decrypt,
  fromBase64Url,
  fromUtf8,
  importVerifyKey,
  type JsonObject,
  messageBody,
  ProtocolError,
  sha256Hex,
  utf8,
  verify,
} from '../protocol/index.ts';
import type { Context } from './context.ts';

/** What reading a message needs of a node: its name, clock and keys, and whose key is whose. */
export type Reader = Pick<Context, 'own' | 'directory' | 'verifyKeys'> & {
  readonly runtime: Pick<Context['runtime'], 'bureau' | 'clock'>;
};

/** A message whose signature, key, addressee and shape hold. */
export interface OpenedMessage {
  readonly ok: true;
  readonly jws: string;
  readonly hash: string;
  readonly kid: string;
  readonly from: string;
  readonly body: z.output<typeof head> & { body: JsonObject };
  /** Set when the signature holds but the key may no longer be used: a signed refusal is due. */
  readonly keyRefused: 'key-expired' | 'key-revoked' | null;
}

/** Bytes that prove nothing about who sent them, or that are not for this bureau: answered with a bare code. */
export interface RefusedBytes {
  readonly ok: false;
  readonly code: string;
  /** SHA-256 of the JWE received: names the refusal in the ledger. */
  readonly bytesHash: string;
}

// `parseCanonical` has shown the body to be plain JSON within limits; its own shape is the handler's to judge.
const head = messageBody.extend({
  body: z.custom<JsonObject>((value) => value !== null && typeof value === 'object' && !Array.isArray(value)),
});

/** Decrypts once and checks everything that does not need the database's transaction. Never throws on hostile bytes. */
export async function openMessage(ctx: Reader, jwe: string): Promise<OpenedMessage | RefusedBytes> {
  try {
    const { plaintext, cty } = await decrypt(jwe, ctx.own.decryption);
    if (cty !== 'jose') throw new ProtocolError('wrong-type', 'a message holds a JWS');
    return await openSigned(ctx, fromUtf8(plaintext));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { ok: false, code: error.code, bytesHash: sha256Hex(utf8(jwe)) };
  }
}

async function openSigned(ctx: Reader, jws: string): Promise<OpenedMessage> {
  const now = ctx.runtime.clock.now();
  const claimed = claimedSender(jws);
  let keyRefused: OpenedMessage['keyRefused'] = null;
  const checked = await verify(
    'message',
    jws,
    async (kid) => {
      const found = await ctx.directory.signingKey(claimed, kid, now);
      // The sender's key may be newer than our directory: another code than for a decryption key, as its cure is another.
      if (!found) throw new ProtocolError('bad-key', 'no such signing key of this bureau');
      if (found.state !== 'active') keyRefused = `key-${found.state}`;
      return ctx.verifyKeys.get(kid, () => importVerifyKey({ ...found.jwk }));
    },
    { audience: ctx.runtime.bureau },
  );
  const parsed = head.safeParse(checked.body);
  if (!parsed.success) throw new ProtocolError('malformed', 'not a message body', { cause: parsed.error });
  const body = parsed.data;
  // Messages never expire by clock; one from the future is a clock gone wrong, and may come again later.
  if (body.iat > now + CLOCK_SKEW) throw new ProtocolError('not-yet-valid', 'signed in the future');
  return { ok: true, jws, hash: checked.hash, kid: checked.kid, from: body.from, body, keyRefused };
}

/** Whom the unverified payload claims to be from: only to find the key that must then prove it. */
function claimedSender(jws: string): string {
  const payload = jws.split('.', 3)[1];
  let from: unknown;
  try {
    from = (JSON.parse(fromUtf8(fromBase64Url(payload ?? ''))) as { from?: unknown } | null)?.from;
  } catch (cause) {
    throw new ProtocolError('malformed', 'payload is not JSON', { cause });
  }
  if (typeof from !== 'string') throw new ProtocolError('malformed', 'payload names no sender');
  return from;
}
