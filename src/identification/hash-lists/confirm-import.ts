import { conflict, invalid, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { ConfirmImport, NewHashList } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { vicsScheme } from '../formats/categories.ts';
import { findImport, type ImportRow, importSummary, listParts } from './import-store.ts';
import { findList, type HashListRow, insertList } from './list-store.ts';
import { requireWhole } from './open-import.ts';

export const IMPORT_JOB = 'identification.import';

/** The row, held, at the version the caller saw. */
export async function heldImport(tx: Tx, input: { id: string; version: number }): Promise<ImportRow> {
  const row = await findImport(tx, input.id, true);
  if (!row) throw notFound('import');
  if (row.version !== input.version) throw conflict('import', input, importSummary(row, tx.now));
  return row;
}

/** Opens a list that is on the record. */
export async function openList(
  deps: Pick<Deps, 'runtime' | 'audit'>,
  tx: Tx,
  list: NewHashList & { scheme: string | null },
): Promise<HashListRow> {
  const id = deps.runtime.newId();
  const row = await insertList(tx, { id, ...list });
  deps.audit.record(tx, { act: 'hash-list.opened', entity: { kind: 'hash-list', id }, body: { kind: list.kind } });
  return row;
}

/** Someone has seen the preview: the file goes into a list that is there, or a new one, by a job. */
export async function confirmImport(deps: Deps, tx: Tx, input: ConfirmImport & { id: string }): Promise<ImportRow> {
  const row = await heldImport(tx, input);
  if (row.state !== 'ready' || !row.preview) throw refuse('import.not-open', { state: row.state });
  if (row.held === 'parts') requireWhole(row, await listParts(tx, row.id));
  const { scheme: found } = row.preview;
  const scheme = input.as !== undefined && found?.startsWith('VICS-') ? vicsScheme(input.as) : found;
  const list =
    input.listId !== undefined
      ? await findList(tx, { id: input.listId })
      : input.list && (await openList(deps, tx, { ...input.list, scheme }));
  if (!list) throw invalid('/body/listId', 'hash-list.unknown');
  await startImport(deps, tx, row.id, list, input.as ?? row.scheme ?? undefined);
  await deps.jobs.enqueue(tx, { kind: IMPORT_JOB, key: row.id, payload: { id: row.id } });
  return heldImport(tx, { id: row.id, version: row.version + 1 });
}

/**
 * From here on the file is being read into its list. A list takes one import at a time, so that each can be taken back.
 * @throws AppError `refused` `import.list-busy`
 */
export async function startImport(
  deps: Pick<Deps, 'audit'>,
  tx: Tx,
  id: string,
  list: HashListRow,
  as: string | undefined,
): Promise<void> {
  await tx.query('SELECT FROM ident_hash_list WHERE id = $1 FOR UPDATE', [list.id]);
  const busy = await tx.query("SELECT id FROM ident_import WHERE list_id = $1 AND state IN ('running', 'undoing')", [
    list.id,
  ]);
  if (busy.length > 0) throw refuse('import.list-busy', { list: list.name });
  await tx.query(
    `UPDATE ident_import SET state = 'running', list_id = $2, scheme = $3, started_at = $4, version = version + 1
     WHERE id = $1`,
    [id, list.id, as ?? null, tx.now],
  );
  deps.audit.record(tx, {
    act: 'import.confirmed',
    entity: { kind: 'hash-import', id },
    about: [{ kind: 'hash-list', id: list.id }],
    body: as === undefined ? {} : { as },
  });
}

/** The file is not wanted; its sealed parts go. */
export async function discardImport(deps: Deps, tx: Tx, input: { id: string; version: number }): Promise<ImportRow> {
  const row = await heldImport(tx, input);
  if (row.state !== 'uploading' && row.state !== 'ready') throw refuse('import.not-open', { state: row.state });
  await tx.query("UPDATE ident_import SET state = 'discarded', finished_at = $2, version = version + 1 WHERE id = $1", [
    row.id,
    tx.now,
  ]);
  await dropParts(deps, tx, row.id);
  const ref = { kind: 'hash-import', id: row.id };
  deps.audit.record(tx, { act: 'import.discarded', entity: ref });
  await deps.work.close(tx, { ref, outcome: 'discarded' });
  return heldImport(tx, { id: row.id, version: row.version + 1 });
}

/** Once the import is over the file itself is of no more use. */
export async function dropParts(deps: Pick<Deps, 'vault'>, tx: Tx, importId: string): Promise<void> {
  const parts = await tx.query<{ vault_ref: string }>(
    'DELETE FROM ident_import_part WHERE import_id = $1 RETURNING vault_ref',
    [importId],
  );
  tx.onCommit(() => {
    for (const part of parts) void deps.vault.destroy(part.vault_ref).catch(() => undefined);
  });
}
