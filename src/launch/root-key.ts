import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '../platform/index.ts';
import { generateP256, type JwkInput } from '../protocol/index.ts';

/** The Secretariat's root key, made at the first call: offline in life, a 0600 file apart from the node's keys here. */
export async function loadRoot(dataDir: string): Promise<JwkInput> {
  const path = join(dataDir, 'ipsg-root.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JwkInput;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const root = generateP256();
  await writePrivateFile(path, JSON.stringify(root));
  return root;
}
