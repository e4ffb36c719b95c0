import type { Tx } from '../../platform/index.ts';
import type { NoticeForm } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { headOf, noticeRef } from '../refs.ts';

/** Destroys imported copies: rows, versions, pictures, and what rooms above made of them. */
export async function removeImported(deps: NoticesDeps, tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const gone = await tx.query<{ id: string }>(
    "DELETE FROM notice WHERE id = ANY($1::uuid[]) AND relation = 'imported' RETURNING id",
    [ids],
  );
  const removed = gone.map((row) => row.id);
  await tx.query('DELETE FROM notice_version WHERE notice_id = ANY($1::uuid[])', [removed]);
  await tx.query('UPDATE notice_public SET shown = false WHERE notice_id = ANY($1::uuid[]) AND shown', [removed]);
  for (const id of removed) {
    for (const tell of deps.purgers ?? []) await tell(tx, id);
    deps.audit.record(tx, { act: 'notice.import-removed', entity: noticeRef(id) });
  }
  return removed.length;
}

/** What an import added to a notice goes: the version before it stands again, or nothing is left. */
export async function takeBackVersions(deps: NoticesDeps, tx: Tx, importId: string, limit: number): Promise<number> {
  const taken = await tx.query<{ notice_id: string }>(
    `DELETE FROM notice_version WHERE (notice_id, n) IN
       (SELECT notice_id, n FROM notice_version WHERE import_id = $1 ORDER BY notice_id LIMIT $2)
     RETURNING notice_id`,
    [importId, limit],
  );
  if (taken.length === 0) return 0;
  const ids = [...new Set(taken.map((row) => row.notice_id))];
  const left = await tx.query<{ notice_id: string; n: number; form: NoticeForm; import_id: string | null }>(
    `SELECT DISTINCT ON (notice_id) notice_id, n, form, import_id FROM notice_version
     WHERE notice_id = ANY($1::uuid[]) ORDER BY notice_id, n DESC`,
    [ids],
  );
  for (const { notice_id: id, n, form, import_id: before } of left) {
    const head = headOf(form);
    await tx.query("UPDATE notice_version SET state = 'issued' WHERE notice_id = $1 AND n = $2", [id, n]);
    await tx.query(
      `UPDATE notice SET name = $2, search = $3, nationalities = $4, content_version = $5, acked_version = $5, import_id = $6,
         updated_at = $7, version = version + 1 WHERE id = $1 AND relation = 'imported'`,
      [id, head.name, head.search, head.nationalities, n, before, tx.now],
    );
    deps.audit.record(tx, { act: 'notice.import-taken-back', entity: noticeRef(id) });
  }
  const kept = new Set(left.map((row) => row.notice_id));
  await removeImported(
    deps,
    tx,
    ids.filter((id) => !kept.has(id)),
  );
  return taken.length;
}
