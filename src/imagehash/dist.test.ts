import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A program that knows nothing of this project but the built package. */
const PROGRAM = `
import { HashIndex, pdq, toHex } from '@homeward/imagehash';
import { HashIndexPool, loadIndex, saveIndex } from '@homeward/imagehash/node';
const data = Uint8Array.from({ length: 90 * 70 * 3 }, (_, n) => (n * n) >> 7);
const { hash, hex, quality } = pdq({ width: 90, height: 70, channels: 3, data });
const index = HashIndex.build(Float64Array.of(4, 7), Uint8Array.from([...hash, ...new Uint8Array(32)]));
await saveIndex(index, 'saved.index');
const pool = await HashIndexPool.create(await loadIndex('saved.index'), { threads: 1 });
const many = Uint8Array.from({ length: 100 * 32 }, (_, n) => hash[n % 32]);
const answers = await pool.queryMany(many, 31);
await pool[Symbol.asyncDispose]();
console.log(JSON.stringify([toHex(hash) === hex, quality > 0, answers.length, answers[99]]));
`;

it('builds into a package that a plain JavaScript program uses', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'imagehash-dist-'));
  try {
    const packageFolder = join(folder, 'package');
    const built = spawnSync(
      process.execPath,
      [join(root, 'scripts/imagehash-dist.mjs'), '--out', join(packageFolder, 'dist')],
      {
        encoding: 'utf8',
      },
    );
    expect({ status: built.status, stderr: built.stderr }).toEqual({ status: 0, stderr: '' });
    await symlink(join(import.meta.dirname, 'package.json'), join(packageFolder, 'package.json'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    const modules = join(folder, 'node_modules', '@homeward');
    await mkdir(modules, { recursive: true });
    await symlink(packageFolder, join(modules, 'imagehash'));
    await writeFile(join(folder, 'program.js'), PROGRAM);
    const ran = spawnSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    expect(JSON.parse(ran.stdout)).toEqual([true, true, 100, [{ id: 4, distance: 0 }]]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
