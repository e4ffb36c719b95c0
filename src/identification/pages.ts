import { invalid } from '../platform/index.ts';

/** Where a page starts: after the time and id of the last row seen. */
function after(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split('.', 2);
  if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f-]{36}$/.test(id)) throw invalid('/query/cursor', 'input.cursor');
  return { at: Number(at), id };
}

/** What a list is read by: the query, the place of the cursor, and one row more than asked for. */
type Reading<Query> = Query & { readonly before: { at: number; id: string } | undefined; readonly limit: number };

/**
 * One page of a list, newest first, and the cursor of the next.
 * @param read the rows behind `before`, at most `limit`
 * @param at the time a row is ordered by
 * @param view as it is told; the row itself where none is given
 */
export async function paged<
  Query extends { readonly cursor?: string | undefined; readonly limit: number },
  Row extends {
    readonly id: string;
  },
  View = Row,
>(
  query: Query,
  read: (page: Reading<Query>) => Promise<readonly Row[]>,
  at: (row: Row) => number,
  view: (row: Row) => View = (row) => row as unknown as View,
): Promise<{ items: View[]; next: string | null }> {
  const rows = await read({ ...query, before: after(query.cursor), limit: query.limit + 1 });
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown.map(view), next: last ? `${at(last)}.${last.id}` : null };
}
