import { createHash } from 'node:crypto';
import { invalid, notFound, refuse, type Sealed, type Tx } from '../../platform/index.ts';
import { IMPORT_PART_BYTES } from '../contract.ts';
import { type Deps, roles } from '../deps.ts';
import { findImport, type ImportRow, insertImport, listParts, type NewImport } from './import-store.ts';

const DAY = 86_400_000;

/** A file is announced, or here: someone owes a confirmation or a word that it is not wanted. */
export async function openImport(
  deps: Pick<Deps, 'runtime' | 'audit' | 'work'>,
  tx: Tx,
  input: Omit<NewImport, 'id'>,
): Promise<string> {
  const id = deps.runtime.newId();
  await insertImport(tx, { id, ...input });
  const ref = { kind: 'hash-import', id };
  deps.audit.record(tx, { act: 'import.opened', entity: ref, body: { size: input.size } });
  await deps.work.open(tx, {
    ref,
    task: 'import.to-finish',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + DAY,
    urgency: 'routine',
  });
  return id;
}

export interface PreparedPart {
  readonly sealed: Sealed;
  readonly sha256: string;
}

/** Before the transaction: seals a part of the file. One that no row names is swept. */
export async function preparePart(deps: Pick<Deps, 'vault'>, bytes: Uint8Array): Promise<PreparedPart> {
  if (bytes.length > IMPORT_PART_BYTES) throw invalid('/body', 'import.part-too-large', { limit: IMPORT_PART_BYTES });
  return { sealed: await deps.vault.seal(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Keeps a part; one that comes again takes the place of the first. Nothing can be added once the import runs. */
export async function keepPart(
  deps: Pick<Deps, 'vault'>,
  tx: Tx,
  input: { id: string; number: number; part: PreparedPart },
): Promise<{ parts: number[]; bytes: number; size: number }> {
  const { id, number, part } = input;
  const row = await findImport(tx, id, true);
  if (!row) throw notFound('import');
  if (row.held !== 'parts' || (row.state !== 'uploading' && row.state !== 'ready'))
    throw refuse('import.not-open', { state: row.state });
  const held = await listParts(tx, id);
  const others = held.filter((one) => one.number !== number);
  const bytes = others.reduce((sum, one) => sum + one.size, part.sealed.size);
  if (bytes > row.file_size) throw invalid('/body', 'import.more-than-said', { size: row.file_size });
  await tx.query(
    `INSERT INTO ident_import_part (import_id, number, vault_ref, vault_key, size, sha256) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (import_id, number) DO UPDATE SET vault_ref = $3, vault_key = $4, size = $5, sha256 = $6`,
    [id, number, part.sealed.ref, part.sealed.key, part.sealed.size, part.sha256],
  );
  if (row.state === 'ready')
    await tx.query("UPDATE ident_import SET state = 'uploading', preview = NULL, version = version + 1 WHERE id = $1", [
      id,
    ]);
  const replaced = held.find((one) => one.number === number);
  if (replaced) tx.onCommit(() => void deps.vault.destroy(replaced.vault_ref).catch(() => undefined));
  return { parts: [...others.map((one) => one.number), number].sort((a, b) => a - b), bytes, size: row.file_size };
}

/** The sealed file from its first byte, a part in memory at a time. Outside any transaction. */
export async function* openParts(
  deps: Pick<Deps, 'vault'>,
  parts: readonly { vault_ref: string; vault_key: string }[],
): AsyncGenerator<Uint8Array> {
  for (const { vault_ref: ref, vault_key: key } of parts) yield await deps.vault.open({ ref, key });
}

/** @throws AppError `refused` `import.incomplete` when a part is missing */
export function requireWhole(row: ImportRow, parts: readonly { number: number; size: number }[]): void {
  const bytes = parts.reduce((sum, part) => sum + part.size, 0);
  if (bytes !== row.file_size || parts.some((part, n) => part.number !== n))
    throw refuse('import.incomplete', { bytes, size: row.file_size });
}
