import type { Tx } from '../platform/index.ts';
import type { CaseSummary, RequestSummary } from './contract.ts';
import type { CaseRow } from './store-cases.ts';
import type { RequestRow } from './store-requests.ts';
import { caseSummary, requestSummary } from './views.ts';

interface Page<T> {
  items: T[];
  next: string | null;
}

/** `<time>.<uuid>` of the last row shown; anything else starts at the newest. */
function readCursor(cursor: string | undefined): { at: number; id: string } {
  const found = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor ?? '');
  return found
    ? { at: Number(found[1]), id: found[2] ?? '' }
    : { at: Number.MAX_SAFE_INTEGER, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
}

function pageOf<Row, T>(rows: Row[], limit: number, key: (row: Row) => string, view: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), next: rows.length > limit && last ? key(last) : null };
}

/** Requests, newest first, that this scope may see; for an officer those of the agency. */
export async function listRequests(
  tx: Tx,
  query: { state?: string; cursor?: string; limit: number },
): Promise<Page<RequestSummary>> {
  const from = readCursor(query.cursor);
  const rows = await tx.query<RequestRow & { case_number: string | null }>(
    `SELECT r.*, c.number AS case_number FROM case_request r LEFT JOIN case_file c ON c.id = r.case_id
     WHERE ($1::text IS NULL OR r.state = $1) AND (r.received_at, r.id) < ($2::bigint, $3::uuid)
     ORDER BY r.received_at DESC, r.id DESC LIMIT $4`,
    [query.state ?? null, from.at, from.id, query.limit + 1],
  );
  return pageOf(rows, query.limit, (row) => `${row.received_at}.${row.id}`, requestSummary);
}

/** Cases, newest first; `q` looks in number and title. */
export async function listCases(
  tx: Tx,
  query: { state?: string; q?: string; cursor?: string; limit: number },
): Promise<Page<CaseSummary>> {
  const from = readCursor(query.cursor);
  const rows = await tx.query<CaseRow>(
    `SELECT * FROM case_file
     WHERE ($1::text IS NULL OR state = $1) AND (opened_at, id) < ($2::bigint, $3::uuid)
       AND ($4::text IS NULL OR position(lower($4) IN lower(number || ' ' || title)) > 0)
     ORDER BY opened_at DESC, id DESC LIMIT $5`,
    [query.state ?? null, from.at, from.id, query.q ?? null, query.limit + 1],
  );
  return pageOf(
    rows,
    query.limit,
    (row) => `${row.opened_at}.${row.id}`,
    (row) => caseSummary(tx, row),
  );
}
