import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { ImportSummary } from '../../../../src/identification/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What was brought in, by whom, and what became of it. */
export function ImportList() {
  const text = useText();
  const list = usePages<ImportSummary>('/api/imports');
  return (
    <>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('imports.empty')} />
          ) : (
            <RowTable
              caption={text.t('lists.imports')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('import.file'),
                  lead: true,
                  cell: (item) => (
                    <Anchor component={Link} to={`/imports/${item.id}`} fw={600}>
                      <bdi>{item.fileName}</bdi>
                    </Anchor>
                  ),
                },
                {
                  label: text.t('common.state'),
                  cell: (item) => <StateBadge state={item.state} scope="import.state" size="sm" />,
                },
                { label: text.t('import.into'), cell: (item) => item.list && <bdi>{item.list.name}</bdi> },
                { label: text.t('import.read'), cell: (item) => text.number(item.read) },
                { label: text.t('import.accepted'), cell: (item) => text.number(item.accepted) },
                { label: text.t('import.refused'), cell: (item) => text.number(item.refused) },
                { label: text.t('import.by'), cell: (item) => <Actor id={item.createdBy} /> },
                { label: text.t('common.at'), cell: (item) => <When at={item.createdAt} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </>
  );
}
