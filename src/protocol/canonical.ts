import { hash } from 'node:crypto';
import { ProtocolError } from './errors.ts';

/** What canonical JSON can hold. Numbers are safe integers only; an `undefined` member is a type convenience and is refused at run time. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json | undefined };

/** Nesting beyond this is refused: nothing we exchange comes near it, and readers in other languages recurse. */
export const MAX_DEPTH = 64;

const encoder = new TextEncoder();
// ignoreBOM keeps a leading BOM in the text, so that JSON.parse refuses it instead of it vanishing unseen.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function encodeString(text: string): string {
  if (!text.isWellFormed()) throw new ProtocolError('not-canonical', 'lone surrogate in a string');
  return JSON.stringify(text);
}

function encodeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new ProtocolError('not-canonical', 'not a plain object');
  }
  const members = value as Record<string, unknown>;
  let out = '{';
  // RFC 8785 section 3.2.3 sorts by UTF-16 code units, which is what the default sort compares.
  for (const key of Object.keys(value).sort()) {
    if (out.length > 1) out += ',';
    out += `${encodeString(key)}:${encode(members[key], depth + 1)}`;
  }
  return `${out}}`;
}

function encodeArray(items: readonly unknown[], depth: number): string {
  let out = '[';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) out += ',';
    out += encode(items[i], depth + 1);
  }
  return `${out}]`;
}

function encode(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new ProtocolError('too-deep', `nested more than ${MAX_DEPTH} levels`);
  switch (typeof value) {
    case 'string':
      return encodeString(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new ProtocolError('not-canonical', 'a number that is not a safe integer');
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? encodeArray(value, depth) : encodeObject(value, depth);
    default:
      throw new ProtocolError('not-canonical', `a value of type ${typeof value}`);
  }
}

/** Canonical JSON text: RFC 8785 restricted to safe integers. Throws ProtocolError `not-canonical` or `too-deep`. */
export function canonicalText(value: Json): string {
  return encode(value, 0);
}

/** The bytes that are hashed and signed: UTF-8 of `canonicalText`. */
export function canonicalize(value: Json): Uint8Array {
  return encoder.encode(canonicalText(value));
}

/**
 * Reads canonical JSON and nothing else: the value is encoded again and must give back the same bytes, which catches
 * duplicate keys, white space, key order, other spellings of a number and needless escapes in one comparison.
 * Throws `malformed` when it is not JSON in UTF-8, `not-canonical` or `too-deep` otherwise.
 */
export function parseCanonical(bytes: Uint8Array): Json {
  let text: string;
  let value: Json;
  try {
    text = decoder.decode(bytes);
    value = JSON.parse(text) as Json;
  } catch (cause) {
    throw new ProtocolError('malformed', 'not JSON in UTF-8', { cause });
  }
  if (canonicalText(value) !== text)
    throw new ProtocolError('not-canonical', 'JSON in another spelling than the canonical one');
  return value;
}

/** SHA-256 over the concatenation of the parts. */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  const [only] = parts;
  return hash('sha256', parts.length === 1 && only ? only : Buffer.concat(parts), 'buffer');
}

/** Lower-case hex of SHA-256. */
export function sha256Hex(...parts: Uint8Array[]): string {
  return toHex(sha256(...parts));
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function toHex(bytes: Uint8Array): string {
  return view(bytes).toString('hex');
}

/** Strict lower-case hex. Throws `malformed`. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) throw new ProtocolError('malformed', 'not lower-case hex');
  return Buffer.from(text, 'hex');
}

export function toBase64Url(bytes: Uint8Array): string {
  return view(bytes).toString('base64url');
}

/** Strict base64url without padding; one spelling only (unused trailing bits must be zero). Throws `malformed`. */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new ProtocolError('malformed', 'not strict base64url');
  return bytes;
}

export function toBase64(bytes: Uint8Array): string {
  return view(bytes).toString('base64');
}

/** Strict padded base64; one spelling only. Throws `malformed`. */
export function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new ProtocolError('malformed', 'not strict base64');
  return bytes;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && view(a).equals(b);
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Strict UTF-8 decoding, BOM kept. Throws `malformed`. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new ProtocolError('malformed', 'not UTF-8', { cause });
  }
}
