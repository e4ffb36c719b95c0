import { Anchor, Group, Paper, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { SERIES_STATES, type SeriesSummary } from '../../../../src/identification/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Alerts } from './Alerts.tsx';

/** Series this bureau has part in, and what Lyon told it of them. */
export function SeriesListPage() {
  const text = useText();
  const [state, setState] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 300);
  const list = usePages<SeriesSummary>('/api/series', { state: state ?? undefined, q: q || undefined });
  return (
    <>
      <PageHeader title={text.t('series.title')} hint={text.t('series.no-name')} />
      <Alerts />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Group gap="sm">
            <TextInput
              aria-label={text.t('series.find')}
              placeholder={text.t('series.find')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Select
              aria-label={text.t('common.state')}
              placeholder={text.t('common.state')}
              data={SERIES_STATES.map((value) => ({ value, label: text.word(value, 'series.state') }))}
              value={state}
              onChange={setState}
              clearable
              allowDeselect
            />
          </Group>
          <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
            {(items) =>
              items.length === 0 ? (
                <EmptyState title={text.t('series.empty')} />
              ) : (
                <RowTable
                  caption={text.t('series.title')}
                  rows={items}
                  keyOf={(item) => item.id}
                  columns={[
                    {
                      label: text.t('series.label'),
                      lead: true,
                      cell: (item) => (
                        <Anchor component={Link} to={`/series/${item.id}`} fw={600}>
                          {item.label}
                        </Anchor>
                      ),
                    },
                    {
                      label: text.t('common.state'),
                      cell: (item) => <StateBadge state={item.state} scope="series.state" />,
                    },
                    { label: text.t('series.by'), cell: (item) => item.by && <BureauTag code={item.by} /> },
                    {
                      label: text.t('series.contributors'),
                      cell: (item) => (
                        <Group gap={4} display="inline-flex">
                          {item.contributors.map((code) => (
                            <BureauTag key={code} code={code} named={false} />
                          ))}
                        </Group>
                      ),
                    },
                    { label: text.t('series.media'), cell: (item) => text.number(item.media) },
                    { label: text.t('notices.changed'), cell: (item) => <When at={item.updatedAt} /> },
                  ]}
                />
              )
            }
          </Loaded>
          <MoreButton more={list.more} />
        </Stack>
      </Paper>
    </>
  );
}
