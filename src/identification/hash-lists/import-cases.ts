import type { Tx } from '../../platform/index.ts';
import type { RawObject } from '../formats/entry.ts';
import type { ReadItem } from '../formats/read-list.ts';
import { caseKey } from '../formats/vics-record.ts';

/** Position of a Case in the file -> id in ident_hash_case, while the Case is being read. */
export type CaseIds = Record<string, number>;

/**
 * The Cases that records of this batch are in. One that ends in the batch is known by all it says; one that goes on, by what it
 * has said so far; one that has said nothing yet has a name of its own until its end.
 */
export async function openCases(
  tx: Tx,
  into: { importId: string; listId: string; open: Readonly<CaseIds> },
  items: readonly ReadItem[],
): Promise<CaseIds> {
  const ids: CaseIds = { ...into.open };
  const said = new Map<number, RawObject>();
  const ended = new Set<number>();
  for (const item of items) {
    if (item.kind !== 'case') continue;
    said.set(item.index, item.fields);
    if (item.ended) ended.add(item.index);
  }
  const seen = new Set<number>();
  for (const item of items) {
    if (item.kind !== 'entry' || item.caseIndex === null || ids[item.caseIndex] !== undefined) continue;
    const index = item.caseIndex;
    if (seen.has(index)) continue;
    seen.add(index);
    const fields = said.get(index) ?? {};
    // A Case that says nothing of itself is none: an export puts there what was in no Case.
    if (ended.has(index) && Object.keys(fields).length === 0) continue;
    const key = caseKey(fields) ?? `import:${into.importId}:${index}`;
    ids[index] = await upsertCase(tx, into, key, fields);
  }
  return ids;
}

async function upsertCase(
  tx: Tx,
  into: { importId: string; listId: string },
  key: string,
  fields: RawObject,
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO ident_hash_case AS c (list_id, key, raw, added_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (list_id, key) DO UPDATE SET raw = c.raw RETURNING id`,
    [into.listId, key, JSON.stringify(fields), into.importId],
  );
  return row?.id ?? 0;
}

/**
 * A Case has been read to its end: all it says is kept, under its own name. Where the list has one of that name, or where it has
 * none after all, its records move. Only a Case that spans batches and says who it is behind its records comes to that.
 */
export async function closeCase(
  tx: Tx,
  list: { listId: string; from: number; importId: string },
  ids: CaseIds,
  item: ReadItem & { kind: 'case' },
): Promise<void> {
  const own = ids[item.index];
  if (own === undefined) return;
  delete ids[item.index];
  if (Object.keys(item.fields).length === 0) return moveRecords(tx, list, own, null);
  const raw = JSON.stringify(item.fields);
  const key = caseKey(item.fields);
  await keepCase(tx, list, own, key);
  const named = await tx.query(
    'UPDATE ident_hash_case SET raw = $3 WHERE id = $1 AND key = coalesce($2, key) RETURNING id',
    [own, key, raw],
  );
  if (named.length > 0) return;
  const [held] = await tx.query<{ id: number }>(
    'UPDATE ident_hash_case SET raw = $3 WHERE list_id = $1 AND key = $2 RETURNING id',
    [list.listId, key, raw],
  );
  if (held) return moveRecords(tx, list, own, held.id);
  await tx.query('UPDATE ident_hash_case SET key = $2, raw = $3 WHERE id = $1', [own, key, raw]);
}

/** What an earlier import said of a Case that this one is about to change; once a Case. */
async function keepCase(
  tx: Tx,
  list: { listId: string; importId: string },
  own: number,
  key: string | null | undefined,
): Promise<void> {
  await tx.query(
    `INSERT INTO ident_import_case (import_id, case_id, before) SELECT $1::uuid, id, raw FROM ident_hash_case
     WHERE list_id = $2 AND (id = $3 OR key = $4) AND added_by IS DISTINCT FROM $1::uuid ON CONFLICT DO NOTHING`,
    [list.importId, list.listId, own, key ?? null],
  );
}

async function moveRecords(
  tx: Tx,
  list: { listId: string; from: number },
  from: number,
  to: number | null,
): Promise<void> {
  await tx.query(
    `UPDATE ident_hash_entry SET cases = nullif(array_remove(CASE WHEN $3::bigint IS NULL OR $3 = ANY(cases) THEN cases
       ELSE array_append(cases, $3::bigint) END, $2::bigint), '{}')
     WHERE list_id = $1 AND id >= $4 AND cases @> ARRAY[$2::bigint]`,
    [list.listId, from, to, list.from],
  );
  await tx.query('DELETE FROM ident_hash_case WHERE id = $1', [from]);
}
