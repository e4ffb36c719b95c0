import { Anchor, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { SCREENING_STATES, type ScreeningSummary } from '../../../../src/screening/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What was asked, newest first. */
export function ScreeningList() {
  const text = useText();
  const [state, setState] = useState<string | null>(null);
  const list = usePages<ScreeningSummary>('/api/screenings', { state: state ?? undefined });
  return (
    <>
      <Group mb="sm">
        <Select
          aria-label={text.t('common.state')}
          placeholder={text.t('common.state')}
          data={SCREENING_STATES.map((value) => ({ value, label: text.word(value, 'screening.state') }))}
          value={state}
          onChange={setState}
          clearable
        />
      </Group>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('screen.list.empty')} />
          ) : (
            <RowTable
              caption={text.t('screen.list')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('common.number'),
                  lead: true,
                  cell: (item) => (
                    <Anchor component={Link} to={`/screenings/${item.id}`} fw={600}>
                      <span className="ltr">{item.number}</span>
                    </Anchor>
                  ),
                },
                {
                  label: text.t('common.state'),
                  cell: (item) => <StateBadge state={item.state} scope="screening.state" size="sm" />,
                },
                {
                  label: text.t('screen.trip'),
                  cell: (item) => (
                    <bdi>
                      {[
                        item.fileName ?? text.word(item.kind, 'screening.kind'),
                        item.direction && text.word(item.direction, 'screening.direction'),
                        item.flight,
                        item.place,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </bdi>
                  ),
                },
                { label: text.t('screen.rows'), cell: (item) => text.number(item.rows) },
                { label: text.t('screen.candidates'), cell: (item) => text.number(item.candidates) },
                { label: text.t('screen.undecided'), cell: (item) => text.number(item.undecided) },
                { label: text.t('screen.asked-by'), cell: (item) => <Actor id={item.askedBy} /> },
                { label: text.t('screen.asked-at'), cell: (item) => <When at={item.askedAt} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </>
  );
}
