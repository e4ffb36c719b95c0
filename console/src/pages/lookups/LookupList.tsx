import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { lookupSummary } from '../../../../src/identification/contract.ts';
import type { Query } from '../../api/client.ts';
import { usePages } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What Lyon was asked, and how much it found. */
export function LookupList({ filter }: { readonly filter: Query }) {
  const text = useText();
  const list = usePages<z.infer<typeof lookupSummary>>('/api/lookups', filter);
  return (
    <>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('lookups.empty')} />
          ) : (
            <RowTable
              caption={text.t('lookups.title')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('common.purpose'),
                  lead: true,
                  cell: (item) => (
                    <Anchor component={Link} to={`/lookups/${item.id}`} fw={600}>
                      {item.purpose}
                    </Anchor>
                  ),
                },
                { label: text.t('common.state'), cell: (item) => <StateBadge state={item.state} scope="ask.state" /> },
                { label: text.t('lookups.items'), cell: (item) => text.number(item.items) },
                { label: text.t('lookups.matches'), cell: (item) => text.number(item.matches) },
                { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
                { label: text.t('lookups.by'), cell: (item) => <Actor id={item.askedBy} /> },
                { label: text.t('lookups.asked'), cell: (item) => <When at={item.askedAt} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </>
  );
}
