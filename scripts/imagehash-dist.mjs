// Builds src/imagehash/dist: JavaScript with the WASM inside it and type declarations, for programs that do not run TypeScript.
// `--out FOLDER` builds elsewhere. Nothing else is needed to run what it makes.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeReady, pinnedNode, root } from './ready.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
await makeReady();
const out = resolve(values.out ?? join(root, 'src/imagehash/dist'));
// Only what this script made is cleared away; another folder is the caller's.
if (values.out === undefined) rmSync(out, { recursive: true, force: true });
const { status } = spawnSync(
  pinnedNode,
  [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    join(root, 'src/imagehash/tsconfig.dist.json'),
    '--outDir',
    out,
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
if (status === 0) process.stdout.write(`${out}\n`);
