/** Bytes in a 256-bit hash. */
export const HASH_BYTES = 32;

const HEX = /^[0-9a-f]{64}$/i;

/**
 * Writes a 32-byte hash as 64 lower-case hex digits. PDQ prints bit 255 first, and a hash's byte 0 holds bits 255 to
 * 248, so the bytes are written in order.
 * @throws RangeError when the hash is not 32 bytes.
 */
export function toHex(hash: Uint8Array): string {
  assertHash(hash);
  let text = '';
  for (const byte of hash) text += byte.toString(16).padStart(2, '0');
  return text;
}

/**
 * Reads 64 hex digits (either case) into a 32-byte hash.
 * @throws RangeError when the text is anything else.
 */
export function fromHex(hex: string): Uint8Array {
  if (!HEX.test(hex)) throw new RangeError('a PDQ hash is 64 hex digits');
  const hash = new Uint8Array(HASH_BYTES);
  for (let i = 0; i < HASH_BYTES; i++) hash[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return hash;
}

/** Refuses anything that is not 32 bytes. */
export function assertHash(hash: Uint8Array): void {
  if (hash.length !== HASH_BYTES) throw new RangeError(`a PDQ hash is ${HASH_BYTES} bytes, got ${hash.length}`);
}
