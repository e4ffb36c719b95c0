import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemClock } from '../platform/index.ts';
import { importEncryptionKey, type PrivateJwk, type VerifyKey } from '../protocol/index.ts';
import { KeyCache } from './context.ts';
import { openMessage, type Reader } from './open-message.ts';

interface TestKey {
  kid: string;
  private: PrivateJwk;
}
const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/${path}`, import.meta.url), 'utf8'));
const { p256 } = read('test-keys.json') as { p256: Record<'sender' | 'recipient', TestKey> };
const vectors = read('invalid/inbox.json') as {
  now: number;
  cases: { name: string; jwe: string; code: string; keyState: 'active' | 'expired' | 'revoked' }[];
};

test.each(vectors.cases)('$name: $code', async ({ jwe, code, keyState }) => {
  const held = importEncryptionKey(p256.recipient.private);
  const reader: Reader = {
    runtime: { bureau: 'NL', clock: { ...systemClock, now: () => vectors.now } },
    own: { decryption: { get: (kid) => (kid === held.kid ? held : undefined) } } as Reader['own'],
    directory: {
      signingKey: async (bureau, kid) =>
        bureau === 'US' && kid === p256.sender.kid ? { jwk: p256.sender.private, state: keyState } : null,
      encryptionKey: async () => null,
      logKey: async () => null,
      endpoint: async () => null,
    },
    verifyKeys: new KeyCache<VerifyKey>(),
  };
  const opened = await openMessage(reader, jwe);
  expect(opened.ok ? opened.keyRefused : opened.code).toBe(code);
});
