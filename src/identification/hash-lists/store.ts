import { notFound, type Tx } from '../../platform/index.ts';
import type { Classification } from '../contract.ts';
import type { HashEntry } from '../formats/entry.ts';
import { COLUMN_NAMES, columnRows, columnTexts, ENTRY_COLUMNS, type EntryRow, storedEntry } from './entry-columns.ts';
import { mergeEntry } from './merge-entry.ts';

/** An entry on its way into a list. */
export interface NewEntry extends HashEntry {
  /** What makes it the same entry when it comes again, unique within its list: `entryKey`, or what its source calls it. */
  readonly key: string;
  /** Ids in ident_hash_case. */
  readonly cases?: readonly number[];
}

export interface StoredEntry extends NewEntry {
  readonly id: number;
  readonly listId: string;
  readonly state: 'active' | 'removed';
  readonly addedBy: string | null;
  readonly changedBy: string | null;
  /** UTC ms. */
  readonly updatedAt: number;
}

export interface Upserted {
  /** New to the list, or back in it. */
  readonly added: number;
  /** In the list already, whether or not that changed anything. */
  readonly merged: number;
  /** Of the merged, those that changed. */
  readonly changed: number;
  /** Keys that the list had under another category. */
  readonly differing: readonly { readonly key: string; readonly was: Classification; readonly is: Classification }[];
  /** Least and greatest id touched. */
  readonly ids: readonly [number, number] | null;
}

export interface UpsertOptions {
  /** Its before-images are kept, so that it can be taken back. */
  readonly importId?: string;
  /** `replace`: what the newer word does not say is gone. Default `merge`. */
  readonly mode?: 'merge' | 'replace';
}

/** Any fixed number: whoever reads on from the last id waits for writers under way, so that no smaller id comes after it. */
const WRITERS = 7_236_011;

/** Waits until every entry that has an id is committed or gone. */
export async function awaitWriters(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [WRITERS]);
}

/** Holds the list against other writers until the transaction ends. @throws AppError `not-found` */
async function hold(tx: Tx, listId: string): Promise<{ compartment: string }> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [WRITERS]);
  const [list] = await tx.query<{ compartment: string }>(
    'SELECT compartment FROM ident_hash_list WHERE id = $1 FOR UPDATE',
    [listId],
  );
  if (!list) throw notFound('hash-list');
  return list;
}

/**
 * Puts entries into a list; one with a key that the list has is merged. Some thousands at a time. The caller enqueues
 * `owedMarking` (mark-listed.ts), by which pictures sealed earlier learn of them, and writes to the ledger.
 * @throws AppError `not-found` when there is no such list for this scope
 */
export async function upsertEntries(
  tx: Tx,
  listId: string,
  entries: readonly NewEntry[],
  options: UpsertOptions = {},
): Promise<Upserted> {
  if (entries.length === 0) return { added: 0, merged: 0, changed: 0, differing: [], ids: null };
  const { compartment } = await hold(tx, listId);
  const join = options.mode === 'replace' ? replaceEntry : mergeEntry;
  const held = await findByKeys(tx, listId, [...new Set(entries.map((entry) => entry.key))]);
  const fresh = new Map<string, NewEntry>();
  const changes = new Map<string, NewEntry>();
  const differing: { key: string; was: Classification; is: Classification }[] = [];
  let added = 0;
  for (const entry of entries) {
    const { key } = entry;
    const old = held.get(key);
    const isHere = old?.state === 'active';
    const before = fresh.get(key) ?? changes.get(key) ?? (isHere ? old : undefined);
    const { entry: after, differs } = before ? join(before, entry) : { entry, differs: false };
    if (!before) added++;
    if (differs && before?.classification && entry.classification)
      differing.push({ key, was: before.classification, is: entry.classification });
    if (!old) fresh.set(key, after);
    else if (!isHere || !isSame(old, after)) changes.set(key, after);
    else changes.delete(key);
  }
  const { importId = null } = options;
  const images = [...changes.keys()].flatMap((key) => held.get(key) ?? []);
  if (importId !== null) await keepBefore(tx, importId, images, compartment);
  const context = [listId, importId, tx.now, compartment];
  const inserted = await insertEntries(tx, context, [...fresh.values()]);
  await updateEntries(tx, context, [...changes.values()]);
  const ids = [...inserted.map((row) => row.id), ...images.map((row) => row.id)];
  await tx.query('UPDATE ident_hash_list SET entries = entries + $2, updated_at = $3 WHERE id = $1', [
    listId,
    added,
    tx.now,
  ]);
  const merged = entries.length - added;
  return {
    added,
    merged,
    changed: images.filter((row) => row.state === 'active').length,
    differing,
    ids: ids.length > 0 ? [ids.reduce((a, b) => Math.min(a, b)), ids.reduce((a, b) => Math.max(a, b))] : null,
  };
}

function replaceEntry(old: NewEntry, fresh: NewEntry): { entry: NewEntry; differs: boolean } {
  return { entry: fresh, differs: mergeEntry(old, fresh).differs };
}

function isSame(a: NewEntry, b: NewEntry): boolean {
  const [x, y] = [columnTexts([a]), columnTexts([b])];
  return x.every((text, n) => text === y[n]);
}

async function insertEntries(tx: Tx, context: readonly unknown[], entries: readonly NewEntry[]) {
  if (entries.length === 0) return [];
  return tx.query<{ id: number }>(
    `INSERT INTO ident_hash_entry (list_id, added_by, changed_by, created_at, updated_at, compartment, ${COLUMN_NAMES})
     SELECT $1::uuid, $2::uuid, $2::uuid, $3::bigint, $3::bigint, $4::text, r.* FROM ${columnRows(5)} RETURNING id`,
    [...context, ...columnTexts(entries)],
    'hash-entry-insert',
  );
}

async function updateEntries(tx: Tx, context: readonly unknown[], entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const sets = COLUMN_NAMES.split(', ').map((name) => `${name} = r.${name}`);
  await tx.query(
    `UPDATE ident_hash_entry e SET ${sets.join(', ')}, state = 'active', changed_by = $2::uuid, updated_at = $3
     FROM ${columnRows(5)} WHERE e.list_id = $1::uuid AND e.key = r.key AND e.compartment = $4`,
    [...context, ...columnTexts(entries)],
  );
}

/** Before an import changes an entry it did not make itself; once an entry. */
async function keepBefore(tx: Tx, importId: string, rows: readonly StoredEntry[], compartment: string): Promise<void> {
  const images = rows.filter((row) => row.addedBy !== importId || row.state === 'removed');
  if (images.length === 0) return;
  await tx.query(
    `INSERT INTO ident_import_change (import_id, entry_id, before, compartment)
     SELECT $1, * , $4 FROM unnest($2::bigint[], $3::jsonb[]) ON CONFLICT DO NOTHING`,
    [importId, images.map((row) => row.id), images.map(image), compartment],
  );
}

/** `raw` stays a text in it: a database's own numbers would not keep every digit. */
function image(row: StoredEntry): string {
  return JSON.stringify({ ...row, raw: row.raw && JSON.stringify(row.raw) });
}

/** Takes entries out of force; they stay as tombstones. Returns how many were in force. */
export async function removeEntries(tx: Tx, listId: string, keys: readonly string[]): Promise<number> {
  await hold(tx, listId);
  const removed = await tx.query(
    `UPDATE ident_hash_entry SET state = 'removed', changed_by = NULL, updated_at = $3
     WHERE list_id = $1 AND key = ANY($2::text[]) AND state = 'active' RETURNING id`,
    [listId, keys, tx.now],
  );
  await tx.query('UPDATE ident_hash_list SET entries = entries - $2, updated_at = $3 WHERE id = $1', [
    listId,
    removed.length,
    tx.now,
  ]);
  return removed.length;
}

async function findByKeys(tx: Tx, listId: string, keys: readonly string[]): Promise<Map<string, StoredEntry>> {
  const rows = await tx.query<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM ident_hash_entry WHERE list_id = $1 AND key = ANY($2::text[])`,
    [listId, keys],
    'hash-entry-keys',
  );
  return new Map(rows.map((row) => [row.key, storedEntry(row)]));
}

/** A list's entries in force, by id, after `afterId`. */
export async function readEntries(
  tx: Tx,
  query: { listId: string; afterId?: number; limit: number; caseId?: number },
): Promise<StoredEntry[]> {
  const rows = await tx.query<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM ident_hash_entry
     WHERE list_id = $1 AND state = 'active' AND id > $2 AND ($4::bigint IS NULL OR $4 = ANY(cases)) ORDER BY id LIMIT $3`,
    [query.listId, query.afterId ?? 0, query.limit, query.caseId ?? null],
  );
  return rows.map(storedEntry);
}

/**
 * A list's changes in the order they were made, removed entries included: those after the cursor `{at, id}` (the `updatedAt`
 * and `id` of the last one read), with `updatedAt` up to `until` (UTC ms, inclusive).
 */
export async function readChanges(
  tx: Tx,
  query: { listId: string; after?: { at: number; id: number }; until?: number; limit: number },
): Promise<StoredEntry[]> {
  const rows = await tx.query<EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM ident_hash_entry
     WHERE list_id = $1 AND (updated_at, id) > ($2, $3) AND updated_at <= $4 ORDER BY updated_at, id LIMIT $5`,
    [query.listId, query.after?.at ?? 0, query.after?.id ?? 0, query.until ?? Number.MAX_SAFE_INTEGER, query.limit],
  );
  return rows.map(storedEntry);
}

/** For taking an import back: `added` go, `changed` are again as they were. Counts of the list follow. */
export async function restoreEntries(
  tx: Tx,
  listId: string,
  entries: { added: readonly number[]; changed: readonly StoredEntry[] },
): Promise<void> {
  const { compartment } = await hold(tx, listId);
  const isActive = "SELECT count(*) FROM ident_hash_entry WHERE id = ANY($2::bigint[]) AND state = 'active'";
  const ids = [...entries.added, ...entries.changed.map((entry) => entry.id)];
  await tx.query(`UPDATE ident_hash_list SET entries = entries - (${isActive}) WHERE id = $1`, [listId, ids]);
  await updateEntries(tx, [listId, null, tx.now, compartment], entries.changed);
  await tx.query(
    `UPDATE ident_hash_entry e SET changed_by = r.changed_by
     FROM unnest($1::bigint[], $2::uuid[]) AS r (id, changed_by) WHERE e.id = r.id`,
    [entries.changed.map((entry) => entry.id), entries.changed.map((entry) => entry.changedBy)],
  );
  await tx.query(
    `UPDATE ident_hash_entry SET state = 'removed', changed_by = NULL, updated_at = $2 WHERE id = ANY($1::bigint[])`,
    [
      [...entries.added, ...entries.changed.filter((entry) => entry.state === 'removed').map((entry) => entry.id)],
      tx.now,
    ],
  );
  await tx.query(`UPDATE ident_hash_list SET entries = entries + (${isActive}), updated_at = $3 WHERE id = $1`, [
    listId,
    ids,
    tx.now,
  ]);
}
