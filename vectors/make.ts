/**
 * Writes the vectors that are missing; those already there stay as they are, since ECDSA gives another signature each time
 * and other implementations hold copies. `node vectors/make.ts --renew` writes all of them anew from the same test keys.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateP256, publicPart, thumbprint, toHex } from '../src/protocol/index.ts';
import { canonicalInvalid, canonicalValid } from './make-canonical.ts';
import { encryptionInvalid, encryptionValid } from './make-encryption.ts';
import { envelopesInvalid, envelopesValid } from './make-envelopes.ts';
import { inboxInvalid } from './make-inbox.ts';
import { checkpointsInvalid, checkpointsValid, merkleInvalid, merkleValid } from './make-log.ts';
import type { TestKeys } from './test-keys.ts';

const here = new URL('.', import.meta.url);
const renew = process.argv.includes('--renew');

function write(path: string, content: unknown): void {
  writeFileSync(new URL(path, here), `${JSON.stringify(content, null, 2)}\n`);
}

function testKeys(): TestKeys {
  const path = new URL('test-keys.json', here);
  if (!existsSync(path)) {
    const p256 = ['sender', 'other', 'recipient', 'stranger'].map((name) => {
      const jwk = generateP256();
      return [name, { kid: thumbprint(jwk), public: publicPart(jwk), private: jwk }];
    });
    const seeds = ['log', 'otherLog', 'witness'].map((name, i) => [name, toHex(new Uint8Array(32).fill(i + 1))]);
    const about = 'Test keys, known to everybody. A node must never trust one of these.';
    write('test-keys.json', { about, p256: Object.fromEntries(p256), ed25519Seeds: Object.fromEntries(seeds) });
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

const keys = testKeys();

const files: Record<string, () => unknown> = {
  'valid/canonical.json': canonicalValid,
  'invalid/canonical.json': canonicalInvalid,
  'valid/envelopes.json': () => envelopesValid(keys),
  'invalid/envelopes.json': () => envelopesInvalid(keys),
  'valid/encryption.json': () => encryptionValid(keys),
  'invalid/encryption.json': () => encryptionInvalid(keys),
  'invalid/inbox.json': () => inboxInvalid(keys),
  'valid/merkle.json': merkleValid,
  'invalid/merkle.json': merkleInvalid,
  'valid/checkpoints.json': () => checkpointsValid(keys),
  'invalid/checkpoints.json': () => checkpointsInvalid(keys),
};

for (const [path, make] of Object.entries(files)) {
  if (renew || !existsSync(new URL(path, here))) write(path, await make());
}
