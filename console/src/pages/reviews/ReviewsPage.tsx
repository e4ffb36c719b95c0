import { Anchor, Paper, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ReviewRow } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

const STATES = ['open', 'issued', 'returned', 'refused', 'withdrawn'];

/** At the Secretariat: what bureaus submitted, soonest due first. */
export function ReviewsPage() {
  const text = useText();
  const [state, setState] = useState('open');
  const query = useGet<{ readonly items: readonly ReviewRow[] }>('/api/reviews', { state });
  return (
    <>
      <PageHeader title={text.t('reviews.title')} />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <SegmentedControl
            aria-label={text.t('common.state')}
            value={state}
            onChange={setState}
            data={STATES.map((value) => ({ value, label: text.word(value, 'review.state') }))}
            style={{ flexWrap: 'wrap', width: 'fit-content', maxWidth: '100%' }}
          />
          <Loaded query={query}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title={text.t('reviews.empty')} />
              ) : (
                <RowTable
                  caption={text.t('reviews.title')}
                  rows={items}
                  keyOf={(item) => item.id}
                  columns={[
                    {
                      label: text.t('notices.name'),
                      lead: true,
                      cell: (item) => (
                        <Anchor component={Link} to={`/reviews/${item.id}`} fw={600}>
                          {item.name ?? text.t('notices.unnamed')}
                        </Anchor>
                      ),
                    },
                    { label: text.t('notices.colour'), cell: (item) => <ColourMark colour={item.colour} /> },
                    { label: text.t('reviews.kind'), cell: (item) => text.t(`reviews.kind.${item.kind}`) },
                    { label: text.t('notices.owner'), cell: (item) => <BureauTag code={item.owner} /> },
                    { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
                    {
                      label: text.t('reviews.reviewers'),
                      cell: (item) => `${text.number(item.takenBy.length)} / ${text.number(item.needed)}`,
                    },
                    {
                      label: text.t('desk.due'),
                      cell: (item) =>
                        item.state === 'open' ? (
                          <Deadline at={item.dueAt} />
                        ) : (
                          <StateBadge state={item.state} scope="review.state" />
                        ),
                    },
                  ]}
                />
              )
            }
          </Loaded>
        </Stack>
      </Paper>
    </>
  );
}
