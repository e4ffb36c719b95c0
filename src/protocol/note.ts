import { createPrivateKey, createPublicKey, sign as edSign, verify as edVerify, type KeyObject } from 'node:crypto';
import { equalBytes, fromBase64, fromHex, sha256, toBase64, toHex, utf8 } from './canonical.ts';
import { ProtocolError } from './errors.ts';

/** C2SP signed-note signature types. */
const ED25519 = 0x01;
const COSIGNATURE = 0x04;

export type NoteKeyType = 'signature' | 'cosignature';

export interface NoteVerifier {
  name: string;
  type: NoteKeyType;
  keyId: Uint8Array;
  publicKey: KeyObject;
  /** `<name>+<key id>+<base64>`: how the key is written in configuration and directory. */
  text: string;
}

export interface NoteSigner {
  name: string;
  type: NoteKeyType;
  keyId: Uint8Array;
  privateKey: KeyObject;
  verifierText: string;
  /** `PRIVATE+KEY+…`: secret. */
  secretText: string;
}

export interface NoteSignature {
  name: string;
  /** Four bytes that tell keys of one name apart. */
  keyId: Uint8Array;
  signature: Uint8Array;
}

const MAX_SIGNATURES = 300;
const MAX_NOTE_CHARS = 256 * 1024;

function bad(detail: string): never {
  throw new ProtocolError('malformed', detail);
}

function typeByte(type: NoteKeyType): number {
  return type === 'signature' ? ED25519 : COSIGNATURE;
}

function checkName(name: string): void {
  if (name === '' || !name.isWellFormed() || /[\s+]/u.test(name)) bad('not a key name');
}

function keyIdOf(name: string, key: Uint8Array): Uint8Array {
  return sha256(utf8(`${name}\n`), key).subarray(0, 4);
}

function writeKey(name: string, publicKey: Uint8Array, type: NoteKeyType) {
  checkName(name);
  const key = Uint8Array.of(typeByte(type), ...publicKey);
  const keyId = keyIdOf(name, key);
  return { keyId, text: `${name}+${toHex(keyId)}+${toBase64(key)}` };
}

function rawPublic(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32);
}

/** Makes a signer from a 32-byte Ed25519 seed. Throws `malformed`. */
export function noteSigner(name: string, seed: Uint8Array, type: NoteKeyType = 'signature'): NoteSigner {
  if (seed.length !== 32) bad('an Ed25519 seed has 32 bytes');
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { keyId, text } = writeKey(name, rawPublic(createPublicKey(privateKey)), type);
  const secret = toBase64(Uint8Array.of(typeByte(type), ...seed));
  return {
    name,
    type,
    keyId,
    privateKey,
    verifierText: text,
    secretText: `PRIVATE+KEY+${name}+${toHex(keyId)}+${secret}`,
  };
}

function readKey(body: string): { type: NoteKeyType; key: Uint8Array } {
  const bytes = fromBase64(body);
  const type = bytes[0] === ED25519 ? 'signature' : bytes[0] === COSIGNATURE ? 'cosignature' : null;
  if (type === null || bytes.length !== 33) bad('not an Ed25519 note key');
  return { type, key: bytes.subarray(1) };
}

/** Reads `PRIVATE+KEY+<name>+<key id>+<base64>`. Throws `malformed`. */
export function parseNoteSigner(text: string): NoteSigner {
  const found = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const [, name, id, body] = found ?? [];
  if (name === undefined || id === undefined || body === undefined) bad('not a signer key');
  const { type, key } = readKey(body);
  const signer = noteSigner(name, key, type);
  if (toHex(signer.keyId) !== id) bad('key id does not match the key');
  return signer;
}

/** Reads `<name>+<key id>+<base64>`. Throws `malformed`. */
export function parseNoteVerifier(text: string): NoteVerifier {
  const found = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const [, name, id, body] = found ?? [];
  if (name === undefined || id === undefined || body === undefined) bad('not a verifier key');
  const { type, key } = readKey(body);
  const { keyId } = writeKey(name, key, type);
  if (!equalBytes(keyId, fromHex(id))) bad('key id does not match the key');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  return { name, type, keyId, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }), text };
}

function cosignatureInput(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `\u2014 ${name} ${toBase64(Buffer.concat([keyId, signature]))}\n`;
}

function checkText(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them
  if (!text.endsWith('\n') || !text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(text)) bad('not a note text');
}

/**
 * Signs a text (which ends in a newline) into a note.
 * @param seconds UTC seconds; needed by cosigning keys, which put the time in the signature (C2SP tlog-cosignature)
 * Throws `malformed`.
 */
export function signNote(text: string, signers: readonly NoteSigner[], seconds?: number): string {
  checkText(text);
  return `${text}\n${signers.map((signer) => signatureLine(signText(text, signer, seconds))).join('')}`;
}

function signText(text: string, signer: NoteSigner, seconds: number | undefined): NoteSignature {
  const { name, keyId, privateKey } = signer;
  if (signer.type === 'signature') return { name, keyId, signature: edSign(null, utf8(text), privateKey) };
  if (seconds === undefined || !Number.isSafeInteger(seconds) || seconds < 0) bad('a cosignature needs the time');
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(seconds));
  const signature = Buffer.concat([stamp, edSign(null, cosignatureInput(text, seconds), privateKey)]);
  return { name, keyId, signature };
}

/** Adds signatures to a note, such as a witness's; those already there stay. Throws `malformed`. */
export function addSignatures(note: string, signers: readonly NoteSigner[], seconds?: number): string {
  const { text } = parseNote(note);
  return note + signers.map((signer) => signatureLine(signText(text, signer, seconds))).join('');
}

/** Takes a note apart without checking any signature. Throws `malformed`. */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  if (note.length > MAX_NOTE_CHARS) throw new ProtocolError('too-large', 'note over the limit');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) bad('not a signed note');
  const text = note.slice(0, split + 1);
  checkText(text);
  const lines = note
    .slice(split + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length > MAX_SIGNATURES) throw new ProtocolError('too-large', 'too many signatures');
  return { text, signatures: lines.map(readSignatureLine) };
}

function readSignatureLine(line: string): NoteSignature {
  const [, name, body] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  if (name === undefined || body === undefined) bad('not a signature line');
  checkName(name);
  const bytes = fromBase64(body);
  if (bytes.length < 5) bad('signature too short');
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

function holds(text: string, { signature }: NoteSignature, verifier: NoteVerifier): boolean {
  if (verifier.type === 'signature') return edVerify(null, utf8(text), verifier.publicKey, signature);
  if (signature.length !== 72) return false;
  const seconds = Number(Buffer.from(signature).readBigUInt64BE());
  return edVerify(null, cosignatureInput(text, seconds), verifier.publicKey, signature.subarray(8));
}

/**
 * Checks a note against the keys its reader trusts. A signature by a trusted key that does not hold spoils the note; those
 * by other keys are passed over.
 * Throws `malformed`, `bad-signature` (also when no trusted key signed it).
 */
export function openNote(
  note: string,
  verifiers: readonly NoteVerifier[],
): { text: string; signatures: { verifier: NoteVerifier; signature: NoteSignature }[] } {
  const { text, signatures } = parseNote(note);
  const held: { verifier: NoteVerifier; signature: NoteSignature }[] = [];
  for (const signature of signatures) {
    const verifier = verifiers.find((one) => one.name === signature.name && equalBytes(one.keyId, signature.keyId));
    if (!verifier || held.some((one) => one.verifier === verifier)) continue;
    if (!holds(text, signature, verifier)) throw new ProtocolError('bad-signature', 'a signature on the note fails');
    held.push({ verifier, signature });
  }
  if (held.length === 0) throw new ProtocolError('bad-signature', 'no trusted key signed the note');
  return { text, signatures: held };
}
