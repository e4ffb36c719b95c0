import { createHash } from 'node:crypto';
import { type BureauKeys, refuse } from '../platform/index.ts';
import {
  canonicalize,
  importSigningKey,
  importVerifyKey,
  type JwkInput,
  ProtocolError,
  type PublicJwk,
  publicPart,
  sign,
  thumbprint,
  verify,
  wireId,
} from '../protocol/index.ts';
import { type KeyStatementBody, keyStatementBody } from './contract.ts';
import type { LogJwk } from './types.ts';

/** RFC 7638 for the Ed25519 keys of logs. */
export function logKid(jwk: LogJwk): string {
  return createHash('sha256')
    .update(canonicalize({ crv: jwk.crv, kty: jwk.kty, x: jwk.x }))
    .digest('base64url');
}

export function publicLogKey(jwk: Readonly<Record<string, unknown>>): LogJwk {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || typeof jwk.x !== 'string') throw new Error('not an Ed25519 key');
  return { kty: 'OKP', crv: 'Ed25519', x: jwk.x };
}

/**
 * A bureau's signed word on its keys and address.
 * @param options.signWith the key in force before: the old signing key or the recovery key for a change, the new signing
 *   key itself for the first one, the root for the Secretariat's. The bureau's own signing key when absent.
 * @param options.serial higher than that of any statement before
 */
export async function keyStatement(
  keys: Pick<BureauKeys, 'signing' | 'encryption' | 'recovery' | 'log'>,
  options: {
    bureau: string;
    endpoint: string | null;
    serial: number;
    now: number;
    newId: () => string;
    signWith?: JwkInput;
  },
): Promise<string> {
  const body: KeyStatementBody = {
    v: 1,
    id: wireId(options.bureau, 'key', options.newId()),
    from: options.bureau,
    to: 'IPSG',
    iat: options.now,
    serial: options.serial,
    endpoint: options.endpoint,
    keys: {
      signing: publicPart(keys.signing),
      encryption: publicPart(keys.encryption),
      recovery: publicPart(keys.recovery),
      log: publicLogKey(keys.log),
    },
  };
  return sign('key', body, importSigningKey(options.signWith ?? keys.signing));
}

export interface ReadStatement {
  readonly body: KeyStatementBody;
  /** Thumbprint of the key that signed it. */
  readonly kid: string;
  readonly text: string;
}

/**
 * Verifies a statement against the keys that may vouch for it. Several: whichever signed it.
 * @returns null when none of them did.
 * @throws AppError `refused` with `key.statement-unfit` when it is no statement at all.
 */
export async function readStatement(text: string, vouchers: readonly PublicJwk[]): Promise<ReadStatement | null> {
  const byKid = new Map(vouchers.map((jwk) => [thumbprint(jwk), jwk]));
  try {
    const { body, kid } = await verify('key', text, (wanted) => {
      const jwk = byKid.get(wanted);
      return jwk ? importVerifyKey(jwk) : null;
    });
    return { body: keyStatementBody.parse(body), kid, text };
  } catch (error) {
    if (error instanceof ProtocolError && (error.code === 'unknown-key' || error.code === 'bad-signature')) return null;
    if (error instanceof ProtocolError) throw refuse('key.statement-unfit', { why: error.code });
    throw refuse('key.statement-unfit', { why: 'shape' });
  }
}

/** What a statement says, before anything vouches for it; only to learn which keys to ask. */
export function peekStatement(text: string): KeyStatementBody {
  const payload = text.split('.')[1] ?? '';
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    throw refuse('key.statement-unfit', { why: 'malformed' });
  }
  const parsed = keyStatementBody.safeParse(body);
  if (!parsed.success) throw refuse('key.statement-unfit', { why: 'shape' });
  return parsed.data;
}
