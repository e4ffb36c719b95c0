import { Button, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/problem.ts';
import { useText } from '../i18n/use-text.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props<T> {
  readonly query: { readonly data?: T; readonly error: ApiError | null; refetch(): unknown };
  readonly children: (data: T) => ReactNode;
}

/** What was read, or that it is being read, or why it could not be. Old data stay in sight while new ones fail to come. */
export function Loaded<T>({ query, children }: Props<T>) {
  const text = useText();
  const failed = query.error && (
    <Stack gap={0} align="flex-start" mb="sm">
      <ProblemAlert error={query.error} />
      <Button variant="default" size="xs" onClick={() => void query.refetch()}>
        {text.t('common.try-again')}
      </Button>
    </Stack>
  );
  if (query.data !== undefined) {
    return (
      <>
        {failed}
        {children(query.data)}
      </>
    );
  }
  if (failed) return failed;
  return (
    <Stack gap="sm" role="status" aria-label={text.t('common.loading')}>
      <Skeleton height={18} width="40%" />
      <Skeleton height={14} />
      <Skeleton height={14} width="80%" />
    </Stack>
  );
}
