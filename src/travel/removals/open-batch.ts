import { createHash } from 'node:crypto';
import { AppError, invalid, refuse, type Sealed, type Tx } from '../../platform/index.ts';
import { REMOVAL_BYTES, type RemovalPreview } from '../contract.ts';
import { DAY, type TravelDeps } from '../deps.ts';
import { type RowFile, readRows } from '../rows/read-rows.ts';
import { heldBatch } from './batch-store.ts';

export const batchRef = (id: string) => ({ kind: 'removal-batch', id });

export interface PreparedFile {
  readonly file: RowFile;
  /** Null: the file lies on this machine and is read from there. */
  readonly sealed: Sealed | null;
  readonly size: number;
  readonly sha256: string;
}

/** @throws AppError `invalid` `rows.unreadable`, `rows.too-many`; `too-large` */
export function readFile(bytes: Uint8Array): RowFile {
  if (bytes.length > REMOVAL_BYTES) throw new AppError('too-large', 'removals');
  try {
    return readRows(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid('/body', 'rows.unreadable');
  }
}

/** Before the transaction: reads and seals the file. One that no row names is swept. */
export async function prepareFile(deps: Pick<TravelDeps, 'vault'>, bytes: Uint8Array): Promise<PreparedFile> {
  const file = readFile(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, sealed: await deps.vault.seal(bytes), size: bytes.length, sha256 };
}

/** A file is here: somebody owes a confirmation, or a word that it is not wanted. */
export async function openBatch(
  deps: TravelDeps,
  tx: Tx,
  input: PreparedFile & { fileName: string; preview: RemovalPreview },
): Promise<string> {
  const id = deps.runtime.newId();
  const [serial] = await tx.query<{ n: number }>("SELECT nextval('removal_reference_seq') AS n");
  const reference = `${deps.runtime.bureau}-${new Date(tx.now).getUTCFullYear()}-R${String(serial?.n ?? 0).padStart(4, '0')}`;
  await tx.query(
    `INSERT INTO removal_batch (id, reference, state, total, file_name, file_size, file_sha256, format, columns, vault_ref,
       vault_key, preview, created_by, created_at)
     VALUES ($1, $2, 'ready', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      reference,
      input.file.rows.length,
      input.fileName,
      input.size,
      input.sha256,
      input.file.format,
      input.file.columns,
      input.sealed?.ref ?? null,
      input.sealed?.key ?? null,
      JSON.stringify(input.preview).replaceAll('\\u0000', '\\ufffd'),
      tx.scope.actor.id,
      tx.now,
    ],
  );
  deps.audit.record(tx, {
    act: 'removal.opened',
    entity: batchRef(id),
    body: { records: input.file.rows.length, sha256: input.sha256 },
  });
  await deps.work.open(tx, {
    ref: batchRef(id),
    task: 'removal.to-confirm',
    owner: { role: 'analyst' },
    dueAt: tx.now + DAY,
    urgency: 'routine',
    params: { number: reference },
  });
  return id;
}

/** The file is not wanted; its sealed bytes go. */
export async function discardBatch(deps: TravelDeps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const row = await heldBatch(tx, input);
  if (row.state !== 'ready') throw refuse('removal.wrong-state', { state: row.state });
  await dropFile(deps, tx, row.id);
  await tx.query(
    "UPDATE removal_batch SET state = 'discarded', finished_at = $2, version = version + 1 WHERE id = $1",
    [row.id, tx.now],
  );
  deps.audit.record(tx, { act: 'removal.discarded', entity: batchRef(row.id), body: {} });
  await deps.work.close(tx, { ref: batchRef(row.id), outcome: 'discarded' });
}

export async function dropFile(deps: Pick<TravelDeps, 'vault'>, tx: Tx, id: string): Promise<void> {
  const rows = await tx.query<{ ref: string | null }>(
    `UPDATE removal_batch b SET vault_ref = NULL, vault_key = NULL FROM removal_batch was
     WHERE b.id = $1 AND was.id = b.id RETURNING was.vault_ref AS ref`,
    [id],
  );
  tx.onCommit(() => {
    for (const { ref } of rows) if (ref) void deps.vault.destroy(ref).catch(() => undefined);
  });
}
