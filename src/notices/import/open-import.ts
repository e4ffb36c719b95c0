import type * as z from 'zod';
import { conflict, invalid, refuse, type Tx } from '../../platform/index.ts';
import { MAX_NOTICE_IMPORT_BYTES, NOTICE_IMPORT_PART_BYTES, type newNoticeImport } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { type ImportRow, importRef, importView, mustFindImport } from './import-store.ts';

export const IMPORT_JOB = 'notices.import';
export const UNDO_JOB = 'notices.import-undo';

type NewImport = z.output<typeof newNoticeImport>;

/** Announces a file. `running`: its bytes are at hand, and nobody is asked to confirm. */
export async function openImport(
  deps: NoticesDeps,
  tx: Tx,
  file: NewImport & { state: 'uploading' | 'running'; sha256?: string },
): Promise<string> {
  const id = deps.runtime.newId();
  const isRunning = file.state === 'running';
  await tx.query(
    `INSERT INTO notice_import (id, state, file_name, size, sha256, source, colour, complete, created_by, created_at, started_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      file.state,
      file.fileName,
      file.size,
      file.sha256 ?? null,
      file.source,
      file.colour,
      file.complete,
      tx.scope.actor.id,
      tx.now,
      isRunning ? tx.now : null,
    ],
  );
  deps.audit.record(tx, {
    act: isRunning ? 'notice-import.started' : 'notice-import.opened',
    entity: importRef(id),
    body: { file: file.fileName, size: file.size, source: file.source, complete: file.complete },
  });
  return id;
}

/** One part of an announced file; the same part again replaces it. */
export async function keepPart(tx: Tx, id: string, n: number, bytes: Uint8Array): Promise<void> {
  const row = await mustFindImport(tx, id, true);
  if (row.state !== 'uploading') throw refuse('notice-import.wrong-state', { state: row.state });
  if (bytes.length > NOTICE_IMPORT_PART_BYTES || n * NOTICE_IMPORT_PART_BYTES >= MAX_NOTICE_IMPORT_BYTES) {
    throw invalid('/body', 'notice-import.too-large');
  }
  await tx.query(
    'INSERT INTO notice_import_part (import_id, n, bytes) VALUES ($1, $2, $3) ON CONFLICT (import_id, n) DO UPDATE SET bytes = excluded.bytes',
    [id, n, Buffer.from(bytes)],
  );
}

/** @throws AppError `refused` `notice-import.parts-missing` */
export async function requireWhole(tx: Tx, row: ImportRow): Promise<void> {
  const [held] = await tx.query<{ bytes: number; parts: number; last: number | null }>(
    'SELECT coalesce(sum(length(bytes)), 0)::bigint AS bytes, count(*)::int AS parts, max(n) AS last FROM notice_import_part WHERE import_id = $1',
    [row.id],
  );
  if (held?.bytes !== row.size || held.parts !== (held.last ?? -1) + 1) {
    throw refuse('notice-import.parts-missing', { held: held?.bytes ?? 0, size: row.size });
  }
}

/** The bytes of an announced file, a part at a time. */
export async function* openParts(deps: NoticesDeps, id: string): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    const [part] = await deps.db.tx({ ...SYSTEM, bureau: deps.runtime.bureau }, (tx) =>
      tx.query<{ bytes: Buffer }>('SELECT bytes FROM notice_import_part WHERE import_id = $1 AND n = $2', [id, n]),
    );
    if (!part) return;
    yield part.bytes;
  }
}
const SYSTEM = {
  actor: { kind: 'system', id: 'system' },
  agency: null,
  roles: ['system'],
  compartments: ['*'],
} as const;

async function lockAt(tx: Tx, id: string, version: number, states: readonly ImportRow['state'][]): Promise<ImportRow> {
  const row = await mustFindImport(tx, id, true);
  if (row.version !== version) throw conflict('notice-import', { version }, importView(row));
  if (!states.includes(row.state)) throw refuse('notice-import.wrong-state', { state: row.state });
  return row;
}

async function move(tx: Tx, id: string, state: ImportRow['state']): Promise<void> {
  await tx.query(
    'UPDATE notice_import SET state = $2, started_at = coalesce(started_at, $3), version = version + 1 WHERE id = $1',
    [id, state, tx.now],
  );
}

/** What was previewed is taken in, by a job. */
export async function confirmImport(deps: NoticesDeps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const row = await lockAt(tx, input.id, input.version, ['ready']);
  await move(tx, row.id, 'running');
  await deps.jobs.enqueue(tx, { kind: IMPORT_JOB, payload: { id: row.id }, key: row.id });
  deps.audit.record(tx, {
    act: 'notice-import.started',
    entity: importRef(row.id),
    body: { file: row.file_name, source: row.source, complete: row.complete },
  });
}

export async function discardImport(deps: NoticesDeps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const row = await lockAt(tx, input.id, input.version, ['uploading', 'ready']);
  await move(tx, row.id, 'discarded');
  await tx.query('DELETE FROM notice_import_part WHERE import_id = $1', [row.id]);
  deps.audit.record(tx, { act: 'notice-import.discarded', entity: importRef(row.id) });
}

/** Takes back what an import added, also one that still runs or whose command died. What it removed does not come back. */
export async function askUndo(deps: NoticesDeps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const row = await lockAt(tx, input.id, input.version, ['running', 'done']);
  await move(tx, row.id, 'undoing');
  await deps.jobs.enqueue(tx, { kind: UNDO_JOB, payload: { id: row.id }, key: row.id });
  deps.audit.record(tx, { act: 'notice-import.undoing', entity: importRef(row.id) });
}
