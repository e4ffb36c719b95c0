import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './keys.ts';
import type { Runtime } from './runtime.ts';

/** Names one sealed file: where its ciphertext is, and its own key wrapped by the bureau's. Stored in the owner's row. */
export interface Sealed {
  /** SHA-256 of the ciphertext, hex: the file's name. */
  readonly ref: string;
  /** The file's key, wrapped (base64url). Dropping it makes the ciphertext unreadable wherever copies lie. */
  readonly key: string;
  /** Plaintext length in bytes. */
  readonly size: number;
}

export interface Vault {
  /** Encrypts under a new key and fsyncs file and folder, so that a commit may refer to it. */
  seal(bytes: Uint8Array): Promise<Sealed>;
  open(sealed: Pick<Sealed, 'ref' | 'key'>): Promise<Uint8Array>;
  destroy(ref: string): Promise<void>;
  /** Deletes files older than an hour that `isKnown` does not claim: left by transactions that rolled back. */
  sweep(isKnown: (refs: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>;
  /** Small secrets (ledger bodies, keys): AES-256-GCM under the bureau's key, bound to `context`. */
  wrap(bytes: Uint8Array, context: string): string;
  unwrap(text: string, context: string): Uint8Array;
}

const ORPHAN_AGE_MS = 3_600_000;

/** AES-256-GCM (NIST SP 800-38D), a fresh 96-bit nonce a file; nonce || ciphertext || tag on disk. */
export function openVault(folder: string, masterKey: string, runtime: Runtime): Vault {
  const master = Buffer.from(masterKey, 'base64url');
  if (master.length !== 32) throw new Error('vault key: expected 32 bytes');
  const pathOf = (ref: string): string => {
    if (!/^[0-9a-f]{64}$/.test(ref)) throw new Error('vault ref: expected 64 hex digits');
    return join(folder, ref.slice(0, 2), ref);
  };
  const encrypt = (key: Uint8Array, bytes: Uint8Array, aad: string): Buffer => {
    const nonce = runtime.random(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(aad));
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };
  const decrypt = (key: Uint8Array, sealed: Uint8Array, aad: string): Uint8Array => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(sealed.subarray(sealed.length - 16));
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]));
  };
  const wrap = (bytes: Uint8Array, context: string): string => encrypt(master, bytes, context).toString('base64url');
  const unwrap = (text: string, context: string): Uint8Array =>
    decrypt(master, Buffer.from(text, 'base64url'), context);

  return {
    wrap,
    unwrap,
    async seal(bytes) {
      const key = runtime.random(32);
      const ciphertext = encrypt(key, bytes, 'vault-file');
      const ref = createHash('sha256').update(ciphertext).digest('hex');
      const path = pathOf(ref);
      // A shelf that is new has an entry of its own to be kept.
      if (await mkdir(dirname(path), { recursive: true, mode: 0o700 })) await syncFolder(folder);
      const file = await open(`${path}.new`, 'w', 0o600);
      try {
        await file.writeFile(ciphertext);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
      await syncFolder(dirname(path));
      return { ref, key: wrap(key, `vault-key:${ref}`), size: bytes.length };
    },
    async open(sealed) {
      return decrypt(unwrap(sealed.key, `vault-key:${sealed.ref}`), await readFile(pathOf(sealed.ref)), 'vault-file');
    },
    destroy: (ref) => rm(pathOf(ref), { force: true }),
    async sweep(isKnown) {
      let removed = 0;
      for (const shelf of await readdir(folder).catch(() => [] as string[])) {
        const names = await readdir(join(folder, shelf)).catch(() => [] as string[]);
        const known = await isKnown(names.filter((n) => /^[0-9a-f]{64}$/.test(n)));
        for (const name of names) {
          if (known.has(name)) continue;
          const path = join(folder, shelf, name);
          const info = await stat(path).catch(() => null);
          if (!info || Date.now() - info.mtimeMs < ORPHAN_AGE_MS) continue;
          await rm(path, { force: true });
          removed++;
        }
      }
      return removed;
    },
  };
}
