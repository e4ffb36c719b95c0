// Compiles the AssemblyScript kernels of src/imagehash/wasm into modules of base64 text, which run in browsers and in Node
// without reading a file. `--check` compares instead of writing: exit 1 when a kernel changed and its module did not.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/imagehash/wasm');
const COMMON = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];
const KERNELS = {
  // Threads share one memory.
  ring16: ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
  pdq: [],
};

/** The text of a kernel's module. @throws Error with what the compiler said. */
export async function compileKernel(name) {
  const source = `${name}.as.ts`;
  const sources = new Set(readdirSync(folder).filter((file) => file.endsWith('.as.ts')));
  let binary;
  const { error, stderr } = await asc.main([source, '--outFile', 'out.wasm', ...COMMON, ...KERNELS[name]], {
    readFile: (file) => (sources.has(file) ? readFileSync(join(folder, file), 'utf8') : null),
    writeFile: (_, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error || binary === undefined) throw new Error(`${source}: ${stderr.toString()}`);
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,110}/g)
    .map((line) => `  '${line}'`);
  return `// Made by scripts/wasm.mjs from ${source} (${binary.length} bytes): change that one.\nexport const ${name}Wasm: string = [\n${lines.join(',\n')},\n].join('');\n`;
}

export const kernelNames = Object.keys(KERNELS);
export const modulePath = (name) => join(folder, `${name}-wasm.ts`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of kernelNames) {
    const text = await compileKernel(name);
    if (!process.argv.includes('--check')) writeFileSync(modulePath(name), text);
    else if (readFileSync(modulePath(name), 'utf8') !== text) {
      process.stderr.write(`${modulePath(name)} is not what its source compiles to: npm run wasm\n`);
      process.exitCode = 1;
    }
  }
}
