import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { NoticeRow } from '../../../../src/notices/contract.ts';
import type { Query } from '../../api/client.ts';
import { usePages } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Notices, newest change first. */
export function NoticeList({ filter }: { readonly filter: Query }) {
  const text = useText();
  const list = usePages<NoticeRow>('/api/notices', filter);
  return (
    <>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('notices.empty')} />
          ) : (
            <RowTable
              caption={text.t('notices.title')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('notices.name'),
                  lead: true,
                  cell: (item) => (
                    <Anchor component={Link} to={`/notices/${item.id}`} fw={600}>
                      {item.name ?? text.t('notices.unnamed')}
                    </Anchor>
                  ),
                },
                { label: text.t('notices.colour'), cell: (item) => <ColourMark colour={item.colour} /> },
                {
                  label: text.t('common.number'),
                  cell: (item) => <span className="ltr">{item.number ?? item.reference}</span>,
                },
                {
                  label: text.t('common.state'),
                  cell: (item) => <StateBadge state={item.state} scope="notice.state" />,
                },
                { label: text.t('notices.owner'), cell: (item) => <BureauTag code={item.owner} /> },
                { label: text.t('notices.relation'), cell: (item) => text.word(item.relation, 'notice.relation') },
                { label: text.t('notices.changed'), cell: (item) => <When at={item.updatedAt} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </>
  );
}
