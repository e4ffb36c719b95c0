import { useInfiniteQuery } from '@tanstack/react-query';
import type { PersonView } from '../../../../src/access/contract.ts';
import { call } from '../../api/client.ts';
import type { ApiError } from '../../api/problem.ts';

interface Page {
  readonly people: readonly PersonView[];
  /** The user name to go on after. */
  readonly next: string | null;
}

/** The bureau's people by user name, page by page. */
export function usePeople() {
  const query = useInfiniteQuery<Page, ApiError, readonly PersonView[], unknown[], string>({
    queryKey: ['/api/people', null],
    queryFn: ({ pageParam, signal }) => call<Page>('GET', '/api/people', { query: { after: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.people),
  });
  return {
    query,
    people: query.data,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  };
}
