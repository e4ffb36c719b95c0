import { Anchor, Badge, Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TravelRow } from '../../../../src/travel/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Bureaus } from '../../components/Bureaus.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ImportTravel } from './ImportTravel.tsx';

/** Notifications of travel, filed here and received. */
export function TravelPage() {
  const text = useText();
  const me = useMe();
  const [relation, setRelation] = useState('all');
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  const list = usePages<TravelRow>('/api/travel', {
    relation: relation === 'all' ? undefined : relation,
    q: asked.length >= 2 ? asked : undefined,
  });
  const files = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <>
      <PageHeader
        title={text.t('trip.title')}
        hint={text.t('trip.hint')}
        actions={
          files && (
            <Button component={Link} to="/travel/new" leftSection={<IconPlus size={16} aria-hidden />}>
              {text.t('trip.new')}
            </Button>
          )
        }
      />
      {files && <ImportTravel />}
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Group gap="sm" align="end">
            <SegmentedControl
              aria-label={text.t('desk.filter')}
              value={relation}
              onChange={setRelation}
              data={[
                { value: 'all', label: text.t('common.all') },
                ...['sender', 'recipient'].map((value) => ({ value, label: text.word(value, 'travel.relation') })),
              ]}
            />
            <form
              onSubmit={(event) => {
                event.preventDefault();
                setAsked(words.trim());
              }}
            >
              <TextInput
                aria-label={text.t('trip.search')}
                placeholder={text.t('trip.search')}
                type="search"
                value={words}
                onChange={(event) => {
                  setWords(event.currentTarget.value);
                  if (event.currentTarget.value === '') setAsked('');
                }}
              />
            </form>
          </Group>
          <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
            {(items) =>
              items.length === 0 ? (
                <EmptyState title={text.t('trip.empty')} />
              ) : (
                <RowTable
                  caption={text.t('trip.title')}
                  rows={items}
                  keyOf={(item) => item.id}
                  columns={[
                    {
                      label: text.t('trip.person'),
                      lead: true,
                      cell: (item) => (
                        <Anchor component={Link} to={`/travel/${item.id}`}>
                          <bdi>{item.name ?? item.reference}</bdi>
                        </Anchor>
                      ),
                    },
                    { label: text.t('common.number'), cell: (item) => <span className="ltr">{item.reference}</span> },
                    { label: text.t('trip.kind'), cell: (item) => text.word(item.kind, 'travel.kind') },
                    {
                      label: text.t('trip.to'),
                      cell: (item) =>
                        item.relation === 'recipient' ? (
                          <>
                            <BureauTag code={item.owner} named={false} />{' '}
                            <Text span size="sm">
                              → {item.role && text.word(item.role, 'travel.role')}
                            </Text>
                          </>
                        ) : (
                          <Bureaus codes={[...item.destinations, ...item.transits]} named={false} />
                        ),
                    },
                    {
                      label: text.t('trip.departs'),
                      cell: (item) => item.departsAt !== null && <When at={item.departsAt} />,
                    },
                    {
                      label: text.t('common.state'),
                      cell: (item) => (
                        <Group gap={6}>
                          <StateBadge state={item.state} scope="travel.state" />
                          {item.late && (
                            <Badge color="orange" variant="light" tt="none">
                              {text.t('trip.late', { days: item.leadDays ?? 0 })}
                            </Badge>
                          )}
                          {item.untold > 0 && item.state !== 'draft' && (
                            <Badge color="orange" variant="outline" tt="none">
                              {text.t('trip.untold', { n: item.untold })}
                            </Badge>
                          )}
                        </Group>
                      ),
                    },
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
