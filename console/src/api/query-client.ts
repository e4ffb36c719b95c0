import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './problem.ts';

/** Keys are `[path, query]`, so that an event about a room finds what was read from it. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        gcTime: 300_000,
        refetchOnWindowFocus: false,
        // What the bureau refused it will refuse again; only a lost connection is tried again.
        retry: (count, error) => error instanceof ApiError && error.code === 'offline' && count < 3,
        retryDelay: (count) => Math.min(1000 * 2 ** count, 15_000),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

const REFERENCE = /^\/api\/(?:directory|openapi|session|intake-criteria|people\/names)/;

/** After a change of one's own: everything on the page is read again, but for what no act changes. */
export function refreshAll(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: ({ queryKey }) => !REFERENCE.test(String(queryKey[0])) });
}
