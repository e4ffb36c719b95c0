import { fromHex } from '../../imagehash/index.ts';
import type { LookupHash } from '../contract.ts';
import { isSearchable } from './near-index.ts';

/**
 * The seven turned and mirrored forms of what is asked about, 32 bytes each, as a question remembers them: an entry of a list
 * that comes later has none of its own. Null for a picture without them, or with too little to see.
 */
export function turnedForms({ dihedral, quality }: LookupHash): Buffer | null {
  return dihedral && isSearchable({ quality }) ? Buffer.concat(dihedral.slice(1).map(fromHex)) : null;
}
