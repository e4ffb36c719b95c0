import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { ReferralRow } from '../../../../src/hosting/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Sent and received, newest first. */
export function Referrals() {
  const text = useText();
  const query = useGet<{ items: readonly ReferralRow[] }>('/api/hosting/referrals');
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={text.t('hosting.referrals.empty')} />
        ) : (
          <RowTable
            caption={text.t('hosting.referrals')}
            rows={items}
            keyOf={(item) => item.id}
            columns={[
              {
                label: text.t('hosting.to'),
                lead: true,
                cell: (item) => (
                  <Anchor component={Link} to={`/hosting/referrals/${item.id}`} fw={600} size="sm">
                    {partyOf(item, text)}
                  </Anchor>
                ),
              },
              {
                label: text.t('hosting.direction'),
                cell: (item) => text.t(`hosting.direction.${item.direction}`),
              },
              {
                label: text.t('common.state'),
                cell: (item) => (
                  <StateBadge
                    state={item.state}
                    scope={item.direction === 'out' ? 'hosting-referral.state' : 'hosting-incoming.state'}
                    size="sm"
                  />
                ),
              },
              { label: text.t('hosting.count'), cell: (item) => text.number(item.urls) },
              { label: text.t('common.date'), cell: (item) => <When at={item.createdAt} /> },
            ]}
          />
        )
      }
    </Loaded>
  );
}

/** A bureau by its country's name, an authority by its own. */
export function partyOf(
  item: Pick<ReferralRow, 'kind' | 'party' | 'partyName'>,
  text: { bureau(code: string): string },
) {
  return item.kind === 'bureau' ? text.bureau(item.party) : item.partyName;
}
