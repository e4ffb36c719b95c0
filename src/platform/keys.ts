import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const jwk = z.record(z.string(), z.unknown());
const keyFileSchema = z.strictObject({
  v: z.literal(1),
  /** ES256 (P-256): envelopes and signed requests. */
  signing: jwk,
  /** ECDH P-256: what others encrypt to. Older ones are kept 90 days to read old mail. */
  encryption: jwk,
  previousEncryption: z.array(z.strictObject({ jwk, until: z.number() })),
  /** ES256, kept offline in life: signs a key change when the signing key is lost. */
  recovery: jwk,
  /** Ed25519: checkpoints of this bureau's own logs, and nothing else. */
  log: jwk,
  /** 32 bytes, base64url: wraps the keys of sealed files and of ledger bodies. */
  vault: z.string(),
});

/** A bureau's secrets. They live in one 0600 file apart from the configuration, and no logger ever sees the object. */
export type BureauKeys = z.output<typeof keyFileSchema>;

/** Fresh keys, all from the operating system's random source. */
export function generateKeys(): BureauKeys {
  const ec = (): Record<string, unknown> =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as Record<string, unknown>;
  return {
    v: 1,
    signing: ec(),
    encryption: ec(),
    previousEncryption: [],
    recovery: ec(),
    log: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Record<string, unknown>,
    vault: randomBytes(32).toString('base64url'),
  };
}

/** Reads `folder/keys.json`, or makes it (written whole, fsynced, 0600) when there is none. */
export async function loadOrCreateKeys(folder: string): Promise<BureauKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'keys.json');
  try {
    return keyFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(`the key file ${path} cannot be read; it is never replaced by itself`, { cause: error });
    }
  }
  const keys = generateKeys();
  await saveKeys(folder, keys);
  return keys;
}

async function saveKeys(folder: string, keys: BureauKeys): Promise<void> {
  await writePrivateFile(join(folder, 'keys.json'), JSON.stringify(keys));
}

/** Written whole or not at all, on the disk before it has its name, for the owner's eyes alone (0600). */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(`${path}.new`, 0o600);
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

/** Puts a folder's own entries on the disk: a file's name is lost with the power otherwise, however safe its bytes are. */
export async function syncFolder(folder: string): Promise<void> {
  const dir = await open(folder, 'r');
  try {
    await dir.sync();
  } finally {
    await dir.close();
  }
}
