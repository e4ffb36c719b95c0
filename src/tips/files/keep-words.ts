import type { Tx } from '../../platform/index.ts';
import type { ModelFile, TipModel } from '../contract-model.ts';
import { toJsonb } from '../model/json.ts';

/** What was said of a file: the file itself, and what of it belongs to the report's lists, marked `file:0`. */
export interface FileModel {
  readonly file: ModelFile;
  readonly more: Pick<TipModel, 'ips' | 'urls' | 'devices' | 'unknown'>;
}

/** One more word on a file; those before it stay. Its row goes by the last. */
export async function keepWords(
  tx: Tx,
  input: FileModel & { fileId: string; raw: Uint8Array; compartment: string },
): Promise<void> {
  const { fileId, raw, file, more, compartment } = input;
  await tx.query(
    `INSERT INTO tips_file_detail (file_id, n, raw, model, at, by_actor, compartment)
     SELECT $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6 FROM tips_file_detail WHERE file_id = $1`,
    [fileId, raw, toJsonb({ file, more }), tx.now, tx.scope.actor.id, compartment],
  );
  await tx.query(
    `UPDATE tips_file SET stated = $2, viewed = $3, name = coalesce($4, name), version = version + 1 WHERE id = $1`,
    [fileId, toJsonb(file.hashes), file.viewed, file.originalName ?? file.name],
  );
}

/** The last word on each file of these reports, in the order in which the files came; null: nothing was said of it. */
export async function readWords(
  tx: Tx,
  tipIds: readonly string[],
): Promise<Map<string, { key: string; name: string | null; words: FileModel | null }[]>> {
  const rows = await tx.query<{ tip_id: string; key: string; name: string | null; words: FileModel | null }>(
    `SELECT f.tip_id, f.key, f.name,
       (SELECT d.model FROM tips_file_detail d WHERE d.file_id = f.id ORDER BY d.n DESC LIMIT 1) AS words
     FROM tips_file f WHERE f.tip_id = ANY($1::uuid[]) AND f.role = 'file' ORDER BY f.added_at, f.id`,
    [tipIds],
  );
  return Map.groupBy(rows, (row) => row.tip_id);
}
