/**
 * Writes `matrix.snapshot.json` anew. The test compares the policy with that file, so a change of who may do what is seen
 * twice: in the rows, and in the squares that it opens or closes. Read the difference before committing it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { snapshot } from './matrix.ts';

await writeFile(join(import.meta.dirname, 'matrix.snapshot.json'), `${JSON.stringify(snapshot(), null, 2)}\n`);
