import { createPrivateKey, createPublicKey, generateKeyPairSync, KeyObject, type webcrypto } from 'node:crypto';
import { canonicalize, fromBase64Url, sha256, toBase64Url } from './canonical.ts';
import { ProtocolError } from './errors.ts';

/** P-256 public key as RFC 7517 writes it. */
export interface PublicJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

export interface PrivateJwk extends PublicJwk {
  d: string;
}

/** A key that signs, imported once. `kid` is its RFC 7638 thumbprint. */
export interface SigningKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly privateKey: KeyObject;
}

/** A key that verifies, imported once. */
export interface VerifyKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly publicKey: KeyObject;
}

/** A key that is encrypted to; `privateKey` is held by its owner alone. */
export interface EncryptionKey extends VerifyKey {
  readonly privateKey: KeyObject | null;
}

/** Members as they come from a file or a peer; whatever is not a P-256 key is refused. */
export type JwkInput = PublicJwk | PrivateJwk | Readonly<Record<string, unknown>>;

function badKey(detail: string, cause?: unknown): never {
  throw new ProtocolError('bad-key', detail, { cause });
}

function coordinate(value: unknown): string {
  if (typeof value !== 'string' || value.length !== 43 || fromBase64Url(value).length !== 32) {
    badKey('a P-256 coordinate is 32 bytes in base64url');
  }
  return value;
}

function readPublic(jwk: JwkInput): PublicJwk {
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256') badKey('not a P-256 key');
  return { kty: 'EC', crv: 'P-256', x: coordinate(jwk.x), y: coordinate(jwk.y) };
}

/** RFC 7638: SHA-256 over the required members in lexical order, base64url. */
export function thumbprint(jwk: JwkInput): string {
  const { kty, crv, x, y } = readPublic(jwk);
  return toBase64Url(sha256(canonicalize({ kty, crv, x, y })));
}

/** Imports a public P-256 key; a point off the curve is refused. Throws `bad-key`. */
export function importVerifyKey(jwk: JwkInput): VerifyKey {
  const publicJwk = readPublic(jwk);
  try {
    const publicKey = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
    return { kid: thumbprint(publicJwk), publicJwk, publicKey };
  } catch (cause) {
    return badKey('not a point on P-256', cause);
  }
}

function importPrivate(jwk: JwkInput): { publicJwk: PublicJwk; privateKey: KeyObject } {
  const publicJwk = readPublic(jwk);
  const d = coordinate('d' in jwk ? jwk.d : undefined);
  try {
    const privateKey = createPrivateKey({ key: { ...publicJwk, d }, format: 'jwk' });
    // OpenSSL does not compare d with x and y: a mismatched pair would sign what nobody can verify.
    const derived = createPublicKey(createPrivateKey(sec1(d))).export({ format: 'jwk' });
    if (derived.x !== publicJwk.x || derived.y !== publicJwk.y) badKey('private and public parts do not match');
    return { publicJwk, privateKey };
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    return badKey('not a P-256 private key', cause);
  }
}

/** RFC 5915 private key without its public part, so that OpenSSL derives that. */
function sec1(d: string) {
  const head = Buffer.from('30310201010420', 'hex');
  const tail = Buffer.from('a00a06082a8648ce3d030107', 'hex');
  return { key: Buffer.concat([head, fromBase64Url(d), tail]), format: 'der', type: 'sec1' } as const;
}

/** Imports a private P-256 key for signing. Throws `bad-key`. */
export function importSigningKey(jwk: JwkInput): SigningKey {
  const { publicJwk, privateKey } = importPrivate(jwk);
  return { kid: thumbprint(publicJwk), publicJwk, privateKey };
}

/** Imports a P-256 key for encryption: a public one to encrypt to, a private one to decrypt with too. Throws `bad-key`. */
export function importEncryptionKey(jwk: JwkInput): EncryptionKey {
  const verify = importVerifyKey(jwk);
  const privateKey = 'd' in jwk && jwk.d !== undefined ? importPrivate(jwk).privateKey : null;
  return { ...verify, privateKey };
}

/** A new P-256 pair from OpenSSL's generator, as a private JWK. */
export function generateP256(): PrivateJwk {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { ...readPublic({ ...jwk }), d: coordinate(jwk.d) };
}

/** The public half, with nothing else in it. */
export function publicPart(jwk: JwkInput): PublicJwk {
  return readPublic(jwk);
}

const known = new WeakMap<KeyObject, string>();

/** Thumbprint of a public KeyObject, worked out once per object. Throws `bad-key` when it is not P-256. */
export function thumbprintOf(key: KeyObject): string {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (key.type !== 'public' || key.asymmetricKeyType !== 'ec') badKey('not a public P-256 key');
  const kid = thumbprint({ ...key.export({ format: 'jwk' }) });
  known.set(key, kid);
  return kid;
}

/** What a resolver may hand back. */
export type ResolvedKey = VerifyKey | KeyObject | webcrypto.CryptoKey;

/** The KeyObject behind any of the forms a resolver may hand back. */
export function toKeyObject(key: ResolvedKey): KeyObject {
  if (key instanceof KeyObject) return key;
  return 'publicKey' in key ? key.publicKey : KeyObject.from(key);
}
