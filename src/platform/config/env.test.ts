import { expect, it } from 'vitest';
import { readConfig } from '../index.ts';

const ROOT = 'q'.repeat(43);

it('takes the Secretariat’s address and its root’s fingerprint together or not at all', () => {
  expect(readConfig({}).ipsg).toBeUndefined();
  const both = { HOMEWARD_IPSG_URL: 'https://gs.example.org', HOMEWARD_IPSG_ROOT: ROOT };
  expect(readConfig(both).ipsg).toEqual({ url: 'https://gs.example.org', rootFingerprint: ROOT });
  expect(() => readConfig({ HOMEWARD_IPSG_URL: 'https://gs.example.org' })).toThrow(/belong together/);
  expect(() => readConfig({ ...both, HOMEWARD_IPSG_ROOT: 'short' })).toThrow(/HOMEWARD_IPSG_ROOT/);
});
