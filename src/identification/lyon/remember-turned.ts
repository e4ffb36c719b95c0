import { fromHex } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { Lookup } from '../wire.ts';
import { isSearchable } from './near-index.ts';

/** Remembers the turned and mirrored forms of what is asked about: an entry of a list that comes later has none of its own. */
export async function rememberTurned(tx: Tx, { id, items }: Lookup): Promise<void> {
  const turned = items.flatMap(({ dihedral, quality }, item) =>
    dihedral && isSearchable({ quality }) ? [{ item, forms: Buffer.concat(dihedral.slice(1).map(fromHex)) }] : [],
  );
  if (turned.length === 0) return;
  await tx.query(
    `INSERT INTO icse_lookup_turned (lookup_id, item, forms)
     SELECT $1, * FROM unnest($2::int[], $3::bytea[]) ON CONFLICT DO NOTHING`,
    [id, turned.map((one) => one.item), turned.map((one) => one.forms)],
    'icse.turned',
  );
}
