import { timingSafeEqual } from 'node:crypto';
import { sha256 } from './canonical.ts';
import { ProtocolError } from './errors.ts';

/** Salts are this long, so that salt and bytes cannot be split in two ways and a short body cannot be guessed. */
export const SALT_BYTES = 32;

/** SHA-256(salt || bytes): stands in a public log for a body that only some may fetch. Throws `malformed` on a salt of another length. */
export function saltedHash(salt: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new ProtocolError('malformed', `a salt has ${SALT_BYTES} bytes`);
  return sha256(salt, bytes);
}

/** Whether body and salt are the ones the log committed to; in constant time for equal lengths. */
export function checkSaltedHash(expected: Uint8Array, salt: Uint8Array, bytes: Uint8Array): boolean {
  const actual = saltedHash(salt, bytes);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
