import { notFound, refuse, type Tx } from '../../platform/index.ts';
import { type Deps, roles } from '../deps.ts';
import type { EntryRaw } from '../formats/entry.ts';
import { parseExact } from '../formats/json.ts';
import { dropParts, heldImport } from './confirm-import.ts';
import { findImport, type ImportRow } from './import-store.ts';
import { owedMarking } from './mark-listed.ts';
import { restoreEntries, type StoredEntry } from './store.ts';

export const UNDO_JOB = 'identification.undo-import';

/** Entries put back in one transaction. */
const BATCH = 2_000;
const DAY = 86_400_000;

/**
 * Takes an import back: what it added is removed, what it changed is as it was before. In the time that is set, and from the
 * newest import of its list backwards. What something else has changed since stays as it is now.
 * @throws AppError `refused` `import.undo.too-late`, `import.undo.later-import`, `import.not-done`
 */
export async function askUndo(deps: Deps, tx: Tx, input: { id: string; version: number }): Promise<ImportRow> {
  const row = await heldImport(tx, input);
  // One that runs is stopped by it.
  if (row.state !== 'done' && row.state !== 'running') throw refuse('import.not-done', { state: row.state });
  if (row.state === 'done' && (row.undo_until ?? 0) <= tx.now) throw refuse('import.undo.too-late');
  const later = await tx.query(
    `SELECT id FROM ident_import WHERE list_id = $1 AND id <> $2 AND state IN ('running', 'done', 'undoing')
       AND (started_at, id) > ($3, $2) LIMIT 1`,
    [row.list_id, row.id, row.started_at],
  );
  if (later.length > 0) throw refuse('import.undo.later-import');
  await tx.query("UPDATE ident_import SET state = 'undoing', version = version + 1 WHERE id = $1", [row.id]);
  const ref = { kind: 'hash-import', id: row.id };
  const about = row.list_id === null ? [] : [{ kind: 'hash-list', id: row.list_id }];
  deps.audit.record(tx, { act: 'import.undo-asked', entity: ref, about });
  await deps.work.close(tx, { ref, outcome: 'undone' });
  await deps.work.open(tx, {
    ref,
    task: 'import.to-undo',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + DAY,
    urgency: 'routine',
  });
  await deps.jobs.enqueue(tx, { kind: UNDO_JOB, key: row.id, payload: { id: row.id } });
  return heldImport(tx, { id: row.id, version: row.version + 1 });
}

/** One batch further; true when nothing is left. Batches commit by themselves, so a job that is killed goes on. */
export async function undoBatch(
  deps: Pick<Deps, 'audit' | 'work' | 'jobs' | 'vault'>,
  tx: Tx,
  id: string,
): Promise<boolean> {
  const row = await findImport(tx, id, true);
  if (!row || row.list_id === null) throw notFound('import');
  if (row.state !== 'undoing') return true;
  const last = row.last_entry ?? 0;
  const from = Math.max(row.undo_cursor, (row.first_entry ?? 1) - 1);
  if (from < last) {
    const entries = await tx.query<{ id: number; added: boolean; before: (StoredEntry & { raw?: string }) | null }>(
      `SELECT e.id, e.added_by = $2 AND c.before IS NULL AS added, c.before FROM ident_hash_entry e
       LEFT JOIN ident_import_change c ON c.import_id = $2 AND c.entry_id = e.id
       WHERE e.list_id = $1 AND e.id > $3 AND e.id <= $4 AND e.changed_by = $2 ORDER BY e.id LIMIT $5`,
      [row.list_id, id, from, last, BATCH],
    );
    const added = entries.filter((entry) => entry.added).map((entry) => entry.id);
    const changed = entries.flatMap(({ before }) => (before ? [{ ...before, raw: rawOf(before.raw) }] : []));
    await restoreEntries(tx, row.list_id, { added, changed });
    const cursor = entries.length < BATCH ? last : (entries.at(-1)?.id ?? last);
    await tx.query('UPDATE ident_import SET undo_cursor = $2 WHERE id = $1', [id, cursor]);
    if (cursor < last) return false;
  }
  await tx.query(
    `UPDATE ident_import SET state = 'undone', undone_at = $2, undo_until = NULL, version = version + 1 WHERE id = $1`,
    [id, tx.now],
  );
  await tx.query('DELETE FROM ident_import_change WHERE import_id = $1', [id]);
  // A Case says again what the import before said of it.
  await tx.query(
    'UPDATE ident_hash_case c SET raw = b.before FROM ident_import_case b WHERE b.import_id = $1 AND b.case_id = c.id',
    [id],
  );
  await tx.query('DELETE FROM ident_import_case WHERE import_id = $1', [id]);
  await dropParts(deps, tx, id);
  await tx.query(
    `DELETE FROM ident_hash_case c WHERE c.added_by = $1
       AND NOT EXISTS (SELECT FROM ident_hash_entry e WHERE e.list_id = c.list_id AND e.state = 'active' AND c.id = ANY(e.cases))`,
    [id],
  );
  const ref = { kind: 'hash-import', id };
  deps.audit.record(tx, { act: 'import.undone', entity: ref, about: [{ kind: 'hash-list', id: row.list_id }] });
  await deps.work.close(tx, { ref, outcome: 'undone' });
  await owedMarking(deps, tx, row.list_id);
  return true;
}

function rawOf(text: string | undefined): EntryRaw | undefined {
  return text === undefined || text === null ? undefined : (parseExact(text) as EntryRaw);
}

/** Before-images past their time are of no more use. */
export async function forgetBefore(tx: Tx): Promise<void> {
  for (const table of ['ident_import_change', 'ident_import_case']) {
    await tx.query(
      `DELETE FROM ${table} WHERE import_id IN (SELECT id FROM ident_import WHERE undo_until <= $1 AND state = 'done')`,
      [tx.now],
    );
  }
}
