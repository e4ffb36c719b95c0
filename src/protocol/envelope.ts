import { sign as ecdsaSign, verify as ecdsaVerify } from 'node:crypto';
import {
  canonicalize,
  fromBase64Url,
  fromUtf8,
  type Json,
  type JsonObject,
  parseCanonical,
  sha256Hex,
  toBase64Url,
  utf8,
} from './canonical.ts';
import { derSignature, rawSignature } from './ecdsa-signature.ts';
import { ProtocolError } from './errors.ts';
import { type BureauCode, isBureauCode, parseWireId } from './ids.ts';
import { type ResolvedKey, type SigningKey, thumbprintOf, toKeyObject } from './keys.ts';
import { isUtcMillis } from './time.ts';

/** What is signed. The JWS header's `typ` is `homeward-<type>+jws`, so one kind never passes for another. */
export type EnvelopeType = 'message' | 'request' | 'response' | 'receipt' | 'purge' | 'evidence' | 'key';

/** What every signed body begins with. Times are UTC milliseconds; the prefix of `id` is `from`. */
export type EnvelopeBody = JsonObject & {
  v: number;
  id: string;
  from: BureauCode;
  to: BureauCode | BureauCode[];
  iat: number;
};

export interface EnvelopeHeader {
  alg: 'ES256';
  kid: string;
  typ: string;
}

export interface Verified {
  body: EnvelopeBody;
  /** `messageHash` of the JWS. */
  hash: string;
  kid: string;
}

export interface VerifyOptions {
  /** Largest JWS accepted, in bytes. */
  maxBytes?: number;
  /** The reader's own bureau: refuse with `wrong-audience` unless `to` names it. */
  audience?: BureauCode;
}

/** Gives the sender's key, or null when this kid is not known. */
export type ResolveKey = (
  kid: string,
  header: EnvelopeHeader,
) => Promise<ResolvedKey | null | undefined> | ResolvedKey | null | undefined;

export const MAX_JWS_BYTES = 1024 * 1024;

function fail(code: ProtocolError['code'], detail: string): never {
  throw new ProtocolError(code, detail);
}

function typOf(type: EnvelopeType): string {
  return `homeward-${type}+jws`;
}

/** The recipients a body names, always as a list. */
export function recipientsOf(body: { to: BureauCode | BureauCode[] }): BureauCode[] {
  return typeof body.to === 'string' ? [body.to] : body.to;
}

function isRecipients(to: Json | undefined): to is BureauCode | BureauCode[] {
  if (typeof to === 'string') return isBureauCode(to);
  if (!Array.isArray(to) || to.length === 0 || new Set(to).size !== to.length) return false;
  return to.every((code) => typeof code === 'string' && isBureauCode(code));
}

function checkBody(body: Json): EnvelopeBody {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) fail('malformed', 'a body is an object');
  const { v, id, from, to, iat } = body;
  if (typeof v !== 'number' || v < 1) fail('malformed', 'body has no version');
  if (typeof from !== 'string' || !isBureauCode(from)) fail('malformed', 'body does not say who it is from');
  if (!isRecipients(to)) fail('malformed', 'body does not say who it is to');
  if (!isUtcMillis(iat)) fail('malformed', 'body does not say when it was signed');
  if (typeof id !== 'string') fail('malformed', 'body has no id');
  if (parseWireId(id).bureau !== from) fail('bad-id', 'id does not begin with its sender');
  return { ...body, v, id, from, to, iat };
}

/**
 * Signs a body: compact JWS, ES256, canonical payload.
 * Throws `malformed` or `bad-id` when the body lacks what every body has, `not-canonical`, `too-large`.
 */
export async function sign(type: EnvelopeType, body: EnvelopeBody | JsonObject, key: SigningKey): Promise<string> {
  return signSync(type, body, key);
}

/** `sign`, without a turn of the event loop. */
export function signSync(type: EnvelopeType, body: EnvelopeBody | JsonObject, key: SigningKey): string {
  checkBody(body);
  const header = canonicalize({ alg: 'ES256', kid: key.kid, typ: typOf(type) });
  const input = `${toBase64Url(header)}.${toBase64Url(canonicalize(body))}`;
  // A key given alone: an object around it is first taken for a key itself, and the error of that costs as much as signing.
  const signature = rawSignature(ecdsaSign('sha256', utf8(input), key.privateKey));
  const jws = `${input}.${toBase64Url(signature)}`;
  if (jws.length > MAX_JWS_BYTES) fail('too-large', 'signed body is over the limit');
  return jws;
}

/** JSON object in any key order, but with no white space, no duplicate key and no needless escape. */
export function parseHeader(part: string): Record<string, unknown> {
  const text = fromUtf8(fromBase64Url(part));
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (cause) {
    throw new ProtocolError('malformed', 'header is not JSON', { cause });
  }
  if (header === null || typeof header !== 'object' || Array.isArray(header)) fail('malformed', 'header is no object');
  if (JSON.stringify(header) !== text) fail('malformed', 'header in another spelling than its own');
  return { ...header };
}

function checkHeader(type: EnvelopeType, part: string): EnvelopeHeader {
  const { alg, kid, typ, ...rest } = parseHeader(part);
  if (alg !== 'ES256') fail('wrong-alg', 'signatures are ES256');
  if (typ !== typOf(type)) fail('wrong-type', `expected ${typOf(type)}`);
  if (typeof kid !== 'string') fail('malformed', 'header names no key');
  // Covers crit, b64, jwk, jku, x5c: nothing in a header may change how or with what it is verified.
  if (Object.keys(rest).length > 0) fail('malformed', 'header says more than alg, kid and typ');
  return { alg, kid, typ };
}

async function resolve(header: EnvelopeHeader, resolveKey: ResolveKey) {
  const found = await resolveKey(header.kid, header);
  if (!found) fail('unknown-key', 'no such key');
  const key = toKeyObject(found);
  if (thumbprintOf(key) !== header.kid) fail('unknown-key', 'the key found is not the one named');
  return key;
}

/**
 * Checks a signed body and gives it back. It does not judge whether `kid` belongs to `body.from`: the resolver or the
 * caller must, for only they know the directory.
 * Throws `too-large`, `malformed`, `wrong-alg`, `wrong-type`, `unknown-key`, `bad-signature`, `not-canonical`, `bad-id`, `wrong-audience`.
 */
export async function verify(
  type: EnvelopeType,
  jws: string,
  resolveKey: ResolveKey,
  options: VerifyOptions = {},
): Promise<Verified> {
  if (jws.length > (options.maxBytes ?? MAX_JWS_BYTES)) fail('too-large', 'over the limit');
  const [headerPart, payloadPart, signaturePart, ...more] = jws.split('.', 4);
  if (headerPart === undefined || payloadPart === undefined || signaturePart === undefined || more.length > 0) {
    fail('malformed', 'not a compact JWS');
  }
  const header = checkHeader(type, headerPart);
  const signature = fromBase64Url(signaturePart);
  if (signature.length !== 64) fail('bad-signature', 'an ES256 signature has 64 bytes');
  const payload = fromBase64Url(payloadPart);
  const key = await resolve(header, resolveKey);
  const input = utf8(`${headerPart}.${payloadPart}`);
  if (!ecdsaVerify('sha256', input, key, derSignature(signature))) {
    fail('bad-signature', 'the signature does not match');
  }
  const body = checkBody(parseCanonical(payload));
  if (options.audience !== undefined && !recipientsOf(body).includes(options.audience)) {
    fail('wrong-audience', 'not addressed to this bureau');
  }
  return { body, hash: messageHash(jws), kid: header.kid };
}

/** Lower-case hex of SHA-256 over the JWS bytes: how receipts and ledgers name a message. */
export function messageHash(jws: string): string {
  return sha256Hex(utf8(jws));
}
