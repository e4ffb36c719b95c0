import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { LookupHash } from '../contract.ts';

const bytes = (value: string): Buffer => Buffer.from(value, 'base64');

/** Pictures at Lyon with the very same PhotoDNA value as each of these; by the item's number. Nothing asked, nothing read. */
export async function findByPhotoDna(tx: Tx, items: readonly LookupHash[]): Promise<ReadonlyMap<number, number[]>> {
  const asked = items.flatMap(({ photodna }, item) =>
    photodna === undefined ? [] : [{ item, value: bytes(photodna) }],
  );
  if (asked.length === 0) return new Map();
  const rows = await tx.query<{ item: number; seq: number }>(
    `SELECT DISTINCT a.item, m.seq FROM unnest($1::int[], $2::bytea[]) AS a(item, value)
     JOIN icse_photodna p ON p.value = a.value JOIN icse_media m ON m.id = p.media_id ORDER BY a.item, m.seq LIMIT 5000`,
    [asked.map((one) => one.item), asked.map((one) => one.value)],
  );
  const found = new Map<number, number[]>();
  for (const { item, seq } of rows) found.set(item, [...(found.get(item) ?? []), Number(seq)]);
  return found;
}

/** A contributed picture's value, as its bureau has it from a list or a tool. */
export async function holdPhotoDna(
  tx: Tx,
  mediaId: string,
  from: BureauCode,
  value: string | undefined,
): Promise<void> {
  if (value === undefined) return;
  await tx.query('INSERT INTO icse_photodna (media_id, value, bureau) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    mediaId,
    bytes(value),
    from,
  ]);
}

/** Remembers what was asked by such a value, for pictures that come later. */
export async function rememberPhotoDna(tx: Tx, lookupId: string, items: readonly LookupHash[]): Promise<void> {
  for (const [item, { photodna }] of items.entries()) {
    if (photodna === undefined) continue;
    await tx.query(
      'INSERT INTO icse_lookup_photodna (lookup_id, item, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [lookupId, item, bytes(photodna)],
    );
  }
}

/** Earlier questions that asked by this very value: their numbers. */
export async function questionsByPhotoDna(tx: Tx, value: string | undefined): Promise<number[]> {
  if (value === undefined) return [];
  const rows = await tx.query<{ seq: number }>(
    `SELECT i.seq FROM icse_lookup_photodna p JOIN icse_lookup_item i ON i.lookup_id = p.lookup_id AND i.item = p.item
     WHERE p.value = $1`,
    [bytes(value)],
  );
  return rows.map((row) => Number(row.seq));
}
