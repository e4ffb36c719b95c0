import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRuntime, generateKeys, loadOrCreateKeys, openVault } from './index.ts';

let folder: string;
const runtime = createRuntime({ bureau: 'US', log: pino({ level: 'silent' }) });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-vault-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('gives back what was sealed, and only ciphertext lies on the disk', async () => {
  const vault = openVault(folder, generateKeys().vault, runtime);
  const text = new TextEncoder().encode('a stuffed rabbit, a stuffed rabbit, a stuffed rabbit');
  const sealed = await vault.seal(text);
  expect(await vault.open(sealed)).toEqual(text);
  const disk = await readFile(join(folder, sealed.ref.slice(0, 2), sealed.ref));
  expect(disk.includes('rabbit')).toBe(false);
  const twice = await vault.seal(text);
  expect(twice.ref).not.toBe(sealed.ref);
});

it('refuses another bureau’s key, another context and a changed byte', async () => {
  const vault = openVault(folder, generateKeys().vault, runtime);
  const sealed = await vault.seal(new Uint8Array([1, 2, 3]));
  await expect(openVault(folder, generateKeys().vault, runtime).open(sealed)).rejects.toThrow();
  const wrapped = vault.wrap(new Uint8Array([1]), 'here');
  expect(() => vault.unwrap(wrapped, 'there')).toThrow();
  const other = await vault.seal(new Uint8Array([4]));
  await expect(vault.open({ ref: sealed.ref, key: other.key })).rejects.toThrow();
});

it('sweeps old files that nothing refers to, and no others', async () => {
  const vault = openVault(folder, generateKeys().vault, runtime);
  const [kept, orphan, fresh] = await Promise.all([1, 2, 3].map((n) => vault.seal(new Uint8Array([n]))));
  const old = new Date(Date.now() - 7_200_000);
  for (const s of [kept, orphan]) if (s) await utimes(join(folder, s.ref.slice(0, 2), s.ref), old, old);
  expect(await vault.sweep(async () => new Set([kept?.ref ?? '']))).toBe(1);
  const left = (await readdir(folder, { recursive: true })).filter((n) => n.length > 60).map((n) => n.slice(3));
  expect(new Set(left)).toEqual(new Set([kept?.ref, fresh?.ref]));
});

it('makes a key file once, private, and never replaces an unreadable one', async () => {
  const keys = await loadOrCreateKeys(folder);
  expect(await loadOrCreateKeys(folder)).toEqual(keys);
  const { writeFile, stat } = await import('node:fs/promises');
  expect((await stat(join(folder, 'keys.json'))).mode & 0o777).toBe(0o600);
  await writeFile(join(folder, 'keys.json'), '{"v":1');
  await expect(loadOrCreateKeys(folder)).rejects.toThrow(/cannot be read/);
});
