import { invalid, notFound, type Tx } from '../../platform/index.ts';
import type { RemovalRow, RemovalSummary, RemovalView } from '../contract.ts';
import type { TravelDeps } from '../deps.ts';
import { type BatchRow, batchView, findBatch, heldBy, type RowRow, summaryOf } from './batch-store.ts';
import { batchRef } from './open-batch.ts';

export async function listBatches(
  tx: Tx,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: RemovalSummary[]; next: string | null }> {
  const [at = '', id = ''] = query.cursor?.split('.', 2) ?? [];
  if (query.cursor && id === '') throw invalid('/query/cursor', 'input.cursor');
  const rows = await tx.query<BatchRow>(
    `SELECT * FROM removal_batch WHERE $1::bigint IS NULL OR (created_at, id) < ($1, $2::uuid)
     ORDER BY created_at DESC, id DESC LIMIT $3`,
    [query.cursor ? Number(at) : null, query.cursor ? id : null, query.limit + 1],
  );
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown.map((row) => summaryOf(row, tx.now)), next: last ? `${last.created_at}.${last.id}` : null };
}

export async function viewBatch(tx: Tx, id: string): Promise<RemovalView> {
  const row = await findBatch(tx, id);
  if (!row) throw notFound('removal-batch');
  return batchView(tx, row);
}

/** Rows with what their notices say now; that they were looked at is on the record. */
export async function listRows(
  deps: TravelDeps,
  tx: Tx,
  id: string,
  query: { state?: RemovalRow['state'] | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: RemovalRow[]; next: string | null }> {
  if (!(await findBatch(tx, id))) throw notFound('removal-batch');
  const rows = await tx.query<RowRow>(
    `SELECT record, line, state, notice_id, fields, problems FROM removal_row
     WHERE batch_id = $1 AND record > $2 AND ($3::text IS NULL OR state = $3) ORDER BY record LIMIT $4`,
    [id, Number(query.cursor?.split('.')[0] ?? 0), query.state ?? null, query.limit + 1],
  );
  const shown = rows.slice(0, query.limit);
  const drafts = await deps.notices.drafts.read(
    tx,
    shown.flatMap((row) => (row.notice_id ? [row.notice_id] : [])),
  );
  deps.audit.record(tx, { act: 'removal.viewed', entity: batchRef(id), body: { rows: shown.length } });
  const items = shown.map((row): RemovalRow => {
    const draft = drafts.get(row.notice_id ?? '');
    const assessment = draft?.form?.colour === 'green' ? draft.form.assessment : undefined;
    const isOpen = draft?.state === 'draft';
    return {
      record: row.record,
      line: row.line,
      state: row.state,
      notice: draft
        ? {
            id: draft.id,
            reference: draft.reference,
            state: draft.state,
            name: draft.name,
            assessor: assessment?.authority ?? null,
            assessedOn: assessment?.date ?? null,
          }
        : null,
      failing: isOpen ? [...draft.failing] : [],
      problems: row.state === 'held' && isOpen ? heldBy(draft.failing) : [...row.problems],
    };
  });
  return { items, next: rows.length > query.limit ? String(items.at(-1)?.record ?? 0) : null };
}

/** Refused rows in order, a page at a time, for the file of problems. */
export async function* refusedRows(
  page: (after: number) => Promise<RowRow[]>,
): AsyncGenerator<{ record: number; value: RowRow['fields']; problems: string[] }> {
  for (let after = 0; ; ) {
    const rows = await page(after);
    const last = rows.at(-1);
    if (!last) return;
    after = last.record;
    for (const { record, fields, problems } of rows) {
      yield {
        record,
        value: fields,
        problems: problems.map((one) => `${one.params?.field ?? one.pointer.slice(1)} ${one.code}`.trim()),
      };
    }
  }
}

export function refusedPage(tx: Tx, id: string, after: number): Promise<RowRow[]> {
  return tx.query<RowRow>(
    `SELECT record, line, state, notice_id, fields, problems FROM removal_row
     WHERE batch_id = $1 AND state = 'refused' AND record > $2 ORDER BY record LIMIT 1000`,
    [id, after],
  );
}
