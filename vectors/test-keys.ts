import type { PrivateJwk, PublicJwk } from '../src/protocol/index.ts';

type P256Name = 'sender' | 'other' | 'recipient' | 'stranger';
type SeedName = 'log' | 'otherLog' | 'witness';

/** `test-keys.json`: known to everybody, good for vectors alone. */
export interface TestKeys {
  about: string;
  p256: Record<P256Name, { kid: string; public: PublicJwk; private: PrivateJwk }>;
  ed25519Seeds: Record<SeedName, string>;
}
