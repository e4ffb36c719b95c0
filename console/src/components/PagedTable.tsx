import type { PagedList } from '../api/hooks.ts';
import { EmptyState } from './EmptyState.tsx';
import { Loaded } from './Loaded.tsx';
import { MoreButton } from './MoreButton.tsx';
import { type Column, RowTable } from './RowTable.tsx';

interface Props<T> {
  readonly list: PagedList<T>;
  readonly caption: string;
  /** What is said when there is none. */
  readonly empty: string;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
}

/** A list that is read page by page, as a table. */
export function PagedTable<T>({ list, caption, empty, columns, keyOf }: Props<T>) {
  return (
    <>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={empty} />
          ) : (
            <RowTable caption={caption} rows={items} keyOf={keyOf} columns={columns} />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </>
  );
}
