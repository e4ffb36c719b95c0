import {
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { call, type Method, newKey, type Query } from './client.ts';
import { ApiError } from './problem.ts';
import { refreshAll } from './query-client.ts';

interface GetOptions {
  readonly enabled?: boolean;
  /** For reference knowledge that changes seldom. */
  readonly lasting?: boolean;
  /** Reads again after so many ms, while something moves that no act tells of. */
  readonly everyMs?: number;
}

/** Reads a resource. */
export function useGet<T>(path: string, query?: Query, options: GetOptions = {}): UseQueryResult<T, ApiError> {
  return useQuery<T, ApiError>({
    queryKey: [path, query ?? null],
    queryFn: ({ signal }) => call<T>('GET', path, { query, signal, background: options.everyMs !== undefined }),
    enabled: options.enabled ?? true,
    ...(options.everyMs ? { refetchInterval: options.everyMs } : {}),
    ...(options.lasting ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  });
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface PagedList<T> {
  readonly query: UseInfiniteQueryResult<unknown, ApiError>;
  /** Undefined until the first page is here. */
  readonly items: readonly T[] | undefined;
  readonly more: (() => void) | undefined;
}

/** Reads a list page by page, with the cursor of the answer before. */
export function usePages<T>(path: string, query: Query = {}, options: GetOptions = {}): PagedList<T> {
  const result = useInfiniteQuery({
    queryKey: [path, query, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call<Page<T>>('GET', path, { query: { ...query, cursor: pageParam || undefined }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page<T>) => last.next,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
  return {
    query: result as UseInfiniteQueryResult<unknown, ApiError>,
    items: result.data?.pages.flatMap((page) => page.items),
    more: result.hasNextPage && !result.isFetchingNextPage ? () => void result.fetchNextPage() : undefined,
  };
}

export interface SendCall {
  readonly path: string;
  readonly body?: unknown;
  readonly query?: Query;
  readonly method?: Method;
}

/**
 * Changes something. A call whose answer was lost is repeated with the same Idempotency-Key, so that pressing the button
 * again after a broken connection has no second effect.
 */
export function useSend<T = unknown>(
  onDone?: (result: T) => void,
  options: { /** It changes nothing that the page shows. */ readonly quiet?: boolean } = {},
): UseMutationResult<T, ApiError, SendCall> {
  const client = useQueryClient();
  const pending = useRef<{ of: string; key: string } | null>(null);
  return useMutation<T, ApiError, SendCall>({
    async mutationFn({ path, body, query, method = 'POST' }) {
      const of = JSON.stringify([method, path, query ?? null, body instanceof Blob ? body.size : (body ?? null)]);
      if (pending.current?.of !== of) pending.current = { of, key: newKey() };
      try {
        const result = await call<T>(method, path, { body, query, key: pending.current.key });
        pending.current = null;
        return result;
      } catch (error) {
        const lost = error instanceof ApiError && (error.code === 'offline' || error.status >= 500);
        if (!lost) pending.current = null;
        throw error;
      }
    },
    async onSuccess(result) {
      onDone?.(result);
      if (!options.quiet) await refreshAll(client);
    },
    onError(error) {
      if (error.code === 'conflict') void refreshAll(client);
    },
  });
}
