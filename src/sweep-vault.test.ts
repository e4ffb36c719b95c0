import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNode, type Node } from './node.ts';
import { createLogger, openVault, systemScope } from './platform/index.ts';
import { SWEEP_JOB, sweepVault } from './sweep-vault.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';

let database: TestDatabase;
let dataDir: string;
let node: Node;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'homeward-sweep-'));
  const ipsg = { url: 'http://192.0.2.1:1', rootFingerprint: 'x'.repeat(43) };
  const config = { code: 'NL', host: '127.0.0.1', port: 0, databaseUrl: database.url, dataDir, ipsg, sole: true };
  node = await createNode(config, { log: createLogger('silent') });
});
afterAll(async () => {
  await node?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('a sealed file that a row names stays; one that no row names goes when it is old', async () => {
  const folder = join(dataDir, 'vault');
  const vault = openVault(folder, node.keys.vault, node.runtime);
  const [named, orphan, fresh] = await Promise.all([1, 2, 3].map((n) => vault.seal(new Uint8Array([n]))));
  if (!named || !orphan || !fresh) throw new Error('unreachable');
  const yesterday = (Date.now() - 86_400_000) / 1_000;
  for (const { ref } of [named, orphan]) await utimes(join(folder, ref.slice(0, 2), ref), yesterday, yesterday);
  const scope = systemScope('NL');
  await node.db.tx(scope, (tx) =>
    tx.query(
      `INSERT INTO ident_media (id, label, type, width, height, exif_orientation, size, md5, sha1, sha256, pdq, quality, dihedral,
         vault_ref, vault_key, sealed_by, sealed_at)
       VALUES ($1, 'm', 'image/jpeg', 1, 1, 1, 1, 'm', 's', 's', 'p', 0, '{}', $2, $3, 'person:x', 1)`,
      [node.runtime.newId(), named.ref, named.key],
    ),
  );
  const sweep = sweepVault({ ...node, vault, rooms: [node.identification.knownFiles] });
  const job = { id: 'x', kind: SWEEP_JOB, payload: {}, attempt: 1, signal: new AbortController().signal };
  expect(await sweep({ ...job, done: async () => {} })).toEqual({ againAfterMs: 86_400_000 });
  const left = (await readdir(folder, { recursive: true })).filter((path) => path.includes('/'));
  expect(left.map((path) => path.slice(3)).sort()).toEqual([named.ref, fresh.ref].sort());
});

test('a bureau that starts owes itself the sweep', async () => {
  await node.start();
  const rows = await node.db.tx(systemScope('NL'), (tx) =>
    tx.query('SELECT key FROM job WHERE kind = $1', [SWEEP_JOB]),
  );
  expect(rows).toEqual([{ key: 'daily' }]);
});
