import { invalid } from '../platform/index.ts';

/** Where a page starts: after the time and id of the last row seen. */
export function after(cursor: string | undefined): { at: number; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split('.', 2);
  if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f-]{36}$/.test(id)) throw invalid('/query/cursor', 'input.cursor');
  return { at: Number(at), id };
}

/** Cuts one row more than asked for into a page and the cursor of the next. */
export function pageOf<Row extends { readonly id: string }, View>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => number,
  view: (row: Row) => View,
): { items: View[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(view), next: last ? `${at(last)}.${last.id}` : null };
}
