import { Anchor, Paper } from '@mantine/core';
import { Link } from 'react-router';
import type { AppealView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Public appeals asked here, or that this bureau must agree to. */
export function AppealsPage() {
  const text = useText();
  const query = useGet<{ readonly items: readonly AppealView[] }>('/api/appeals');
  return (
    <>
      <PageHeader title={text.t('appeals.title')} hint={text.t('appeal.hint')} />
      <Paper withBorder p="md">
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={text.t('appeals.empty')} />
            ) : (
              <RowTable
                caption={text.t('appeals.title')}
                rows={items}
                keyOf={(item) => item.id}
                columns={[
                  {
                    label: text.t('pictures.series'),
                    lead: true,
                    cell: (item) => (
                      <Anchor component={Link} to={`/appeals/${item.id}`} fw={600}>
                        {item.series.label}
                      </Anchor>
                    ),
                  },
                  { label: text.t('appeal.requester'), cell: (item) => <BureauTag code={item.requester} /> },
                  {
                    label: text.t('common.state'),
                    cell: (item) => <StateBadge state={item.state} scope="appeal.state" />,
                  },
                  {
                    label: text.t('appeal.owners'),
                    cell: (item) =>
                      item.consent === 'owed'
                        ? text.t('appeal.consent.owed')
                        : item.consent && text.word(item.consent, 'common'),
                  },
                  { label: text.t('common.at'), cell: (item) => <When at={item.at} /> },
                ]}
              />
            )
          }
        </Loaded>
      </Paper>
    </>
  );
}
