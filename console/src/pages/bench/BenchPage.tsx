import { Grid, Kbd, NavLink, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CurationView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Deadline } from '../../components/Deadline.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Exposure } from '../pictures/Exposure.tsx';
import { Curation } from './Curation.tsx';
import { whileNoDialog } from './keys.ts';

const FILTERS = ['unvoted', 'open', 'agreed', 'disagreed'] as const;
type Filter = (typeof FILTERS)[number];

/** Conflicts of classification: one after the other, worked by single keys. */
export function BenchPage() {
  const text = useText();
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState<Filter>('unvoted');
  const query = useGet<{ readonly items: readonly CurationView[] }>(
    '/api/curations',
    filter === 'unvoted' ? { state: 'open', unvoted: 'true' } : { state: filter },
  );
  const items = query.data?.items ?? [];
  const chosen = params.get('item');
  // What was just voted on leaves the queue of those owed, and stays in sight.
  const current = chosen ?? items[0]?.id ?? null;
  const at = items.findIndex((item) => item.id === current);
  useEffect(() => {
    if (chosen === null && current !== null) setParams({ item: current }, { replace: true });
  }, [chosen, current, setParams]);
  const go = (to: number) => {
    const item = items[Math.min(Math.max(to, 0), items.length - 1)];
    if (item) setParams({ item: item.id }, { replace: true });
  };
  useHotkeys([
    ['j', whileNoDialog(() => go(at + 1)), { usePhysicalKeys: true }],
    ['k', whileNoDialog(() => go(at - 1)), { usePhysicalKeys: true }],
  ]);

  return (
    <>
      <PageHeader title={text.t('bench.title')} hint={text.t('bench.hint')} badges={<Exposure />} />
      <Hints />
      <Grid>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Paper withBorder p="sm" component="section" aria-label={text.t('bench.queue')}>
            <SegmentedControl
              fullWidth
              size="xs"
              value={filter}
              onChange={(value) => setFilter(value as Filter)}
              data={FILTERS.map((value) => ({ value, label: text.t(`bench.filter.${value}`) }))}
              mb="sm"
              style={{ flexWrap: 'wrap' }}
            />
            <Loaded query={query}>
              {({ items: list }) =>
                list.length === 0 ? (
                  <EmptyState title={text.t(filter === 'unvoted' ? 'bench.empty.unvoted' : 'bench.empty')} />
                ) : (
                  <Stack gap={2}>
                    {list.map((item, n) => (
                      <NavLink
                        key={item.id}
                        component="button"
                        active={n === at}
                        aria-current={n === at ? 'true' : undefined}
                        onClick={() => go(n)}
                        label={<bdi>{item.series.label}</bdi>}
                        description={
                          <>
                            {text.t('bench.votes', { n: item.votesGiven, needed: item.votesNeeded })} ·{' '}
                            {text.t('bench.round', { n: item.round })}
                          </>
                        }
                        rightSection={
                          item.state === 'open' ? (
                            <Deadline at={item.dueAt} />
                          ) : (
                            <StateBadge state={item.state} scope={['bench.filter']} size="sm" />
                          )
                        }
                      />
                    ))}
                  </Stack>
                )
              }
            </Loaded>
          </Paper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>{current && <Curation key={current} id={current} />}</Grid.Col>
      </Grid>
    </>
  );
}

function Hints() {
  const text = useText();
  const keys = [
    ['J', 'next'],
    ['K', 'previous'],
    ['O', 'open'],
    ['1 2 3', 'vote'],
    ['C', 'claim'],
  ] as const;
  return (
    <Text size="sm" c="dimmed" mb="sm" visibleFrom="sm">
      {text.t('bench.keys')}:{' '}
      {keys.map(([key, name]) => (
        <span key={key} style={{ marginInlineEnd: 14 }}>
          <Kbd size="xs">{key}</Kbd> {text.t(`bench.key.${name}`)}
        </span>
      ))}
    </Text>
  );
}
