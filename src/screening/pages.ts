import { invalid } from '../platform/index.ts';

/** Where a page starts: after the time and id of the last row seen. */
export function after(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split('.', 2);
  if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f-]{36}$/.test(id)) throw invalid('/query/cursor', 'input.cursor');
  return { at: Number(at), id };
}

/** Where a page of rows starts: behind the number of the last one seen. */
export function afterNumber(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,9}$/.test(cursor)) throw invalid('/query/cursor', 'input.cursor');
  return Number(cursor);
}

/** Cuts one row more than asked for into a page and the cursor of the next. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last === undefined ? null : cursorOf(last) };
}
