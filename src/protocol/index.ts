/**
 * Floor 0: bytes, names, signatures and proofs. No I/O; time comes from the caller, key and nonce material from OpenSSL.
 * Browsers import `schema/index.ts` alone.
 */
export * from './canonical.ts';
export * from './checkpoint.ts';
export * from './encryption.ts';
export * from './envelope.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './keys.ts';
export * from './merkle.ts';
export * from './note.ts';
export * from './requests.ts';
export * from './salted.ts';
export * from './schema/index.ts';
export * from './tile-paths.ts';
export * from './tiles.ts';
export * from './time.ts';
