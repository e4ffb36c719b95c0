import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { canonicalize, fromBase64Url, sha256, toBase64Url, utf8 } from './canonical.ts';
import { MAX_JWS_BYTES, parseHeader } from './envelope.ts';
import { ProtocolError } from './errors.ts';
import { type EncryptionKey, importEncryptionKey, type JwkInput } from './keys.ts';

/** A JWS of the largest size, after base64url, with room for the header. */
export const MAX_JWE_BYTES = Math.ceil((MAX_JWS_BYTES * 4) / 3) + 4096;

export interface Decrypted {
  plaintext: Uint8Array;
  kid: string;
  /** What the plaintext is: `jose` for a compact JWS. */
  cty: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

function fail(code: ProtocolError['code'], detail: string): never {
  throw new ProtocolError(code, detail);
}

/** Concat KDF input after Z (NIST SP 800-56A, RFC 7518 section 4.6.2): AlgorithmID, empty PartyUInfo and PartyVInfo, 256 bits. */
const otherInfo = Buffer.concat([
  Buffer.from([0, 0, 0, 7]),
  Buffer.from('A256GCM'),
  Buffer.from([0, 0, 0, 0]),
  Buffer.from([0, 0, 0, 0]),
  Buffer.from([0, 0, 1, 0]),
]);
const roundOne = Buffer.from([0, 0, 0, 1]);

function contentKey(privateKey: KeyObject, publicKey: KeyObject): KeyObject {
  // One round of SHA-256 gives the 256 bits that are needed. As a key object, because bytes are first taken for one.
  return createSecretKey(sha256(roundOne, diffieHellman({ privateKey, publicKey }), otherInfo));
}

const imported = new WeakMap<object, EncryptionKey>();

function recipientKey(recipient: EncryptionKey | JwkInput): EncryptionKey {
  if ('publicKey' in recipient) return recipient as EncryptionKey;
  const found = imported.get(recipient);
  if (found) return found;
  const key = importEncryptionKey(recipient);
  imported.set(recipient, key);
  return key;
}

/**
 * Encrypts to one recipient: compact JWE, ECDH-ES (direct) on P-256, A256GCM, a fresh key each time.
 * @param content a compact JWS (`cty` is then `jose`) or bytes (`octet-stream`)
 * @param recipient a key imported once, or a public JWK (imported once per object)
 * Throws `bad-key`, `too-large`.
 */
export async function encryptTo(
  content: string | Uint8Array,
  recipient: EncryptionKey | JwkInput,
  cty: string = typeof content === 'string' ? 'jose' : 'octet-stream',
): Promise<string> {
  const { kid, publicKey } = recipientKey(recipient);
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = ephemeral.publicKey.export({ format: 'jwk' });
  const epk = { kty: 'EC', crv: 'P-256', x, y };
  const header = toBase64Url(canonicalize({ alg: 'ECDH-ES', enc: 'A256GCM', cty, kid, epk }));
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', contentKey(ephemeral.privateKey, publicKey), iv);
  cipher.setAAD(utf8(header));
  const bytes = typeof content === 'string' ? utf8(content) : content;
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const jwe = [header, '', toBase64Url(iv), toBase64Url(sealed), toBase64Url(cipher.getAuthTag())].join('.');
  if (jwe.length > MAX_JWE_BYTES) fail('too-large', 'over the limit');
  return jwe;
}

/** The key a JWE is meant for, before any attempt to open it. Throws `malformed`, `wrong-alg`. */
export function recipientKid(jwe: string): string {
  return readHeader(jwe.slice(0, jwe.indexOf('.'))).kid;
}

function readHeader(part: string) {
  const { alg, enc, kid, epk, cty = 'octet-stream', ...rest } = parseHeader(part);
  if (alg !== 'ECDH-ES' || enc !== 'A256GCM') fail('wrong-alg', 'encryption is ECDH-ES with A256GCM');
  if (typeof kid !== 'string' || typeof cty !== 'string') fail('malformed', 'header names no key');
  if (epk === null || typeof epk !== 'object') fail('malformed', 'header carries no ephemeral key');
  // Covers crit, zip, apu, apv: none of which we write.
  if (Object.keys(rest).length > 0) fail('malformed', 'header says more than it may');
  return { kid, cty, epk: { ...epk } as Record<string, unknown> };
}

function importEphemeral({ kty, crv, x, y, ...rest }: Record<string, unknown>): KeyObject {
  if (
    kty !== 'EC' ||
    crv !== 'P-256' ||
    typeof x !== 'string' ||
    typeof y !== 'string' ||
    Object.keys(rest).length > 0
  ) {
    fail('bad-key', 'the ephemeral key is not on P-256');
  }
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch (cause) {
    throw new ProtocolError('bad-key', 'the ephemeral key is not a point on P-256', { cause });
  }
}

/**
 * Opens a compact JWE with the key its header names.
 * Throws `too-large`, `malformed`, `wrong-alg`, `unknown-key` (this bureau does not hold that key), `bad-key`, `bad-ciphertext`.
 */
export async function decrypt(
  jwe: string,
  keysByKid: { get(kid: string): EncryptionKey | undefined },
  options: { maxBytes?: number } = {},
): Promise<Decrypted> {
  if (jwe.length > (options.maxBytes ?? MAX_JWE_BYTES)) fail('too-large', 'over the limit');
  const [headerPart, wrapped, ivPart, sealedPart, tagPart, ...more] = jwe.split('.', 6);
  if (headerPart === undefined || ivPart === undefined || sealedPart === undefined || tagPart === undefined) {
    fail('malformed', 'not a compact JWE');
  }
  if (wrapped !== '' || more.length > 0) fail('malformed', 'not a compact JWE with direct agreement');
  const { kid, cty, epk } = readHeader(headerPart);
  const privateKey = keysByKid.get(kid)?.privateKey;
  if (!privateKey) fail('unknown-key', 'encrypted to a key that is not held here');
  const iv = fromBase64Url(ivPart);
  const tag = fromBase64Url(tagPart);
  if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) fail('malformed', 'iv or tag of another length');
  const decipher = createDecipheriv('aes-256-gcm', contentKey(privateKey, importEphemeral(epk)), iv, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(utf8(headerPart));
  decipher.setAuthTag(tag);
  const sealed = fromBase64Url(sealedPart);
  try {
    return { plaintext: Buffer.concat([decipher.update(sealed), decipher.final()]), kid, cty };
  } catch (cause) {
    throw new ProtocolError('bad-ciphertext', 'altered, or encrypted to another key', { cause });
  }
}
