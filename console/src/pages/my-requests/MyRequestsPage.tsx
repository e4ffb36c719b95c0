import { Button, Paper } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { RequestSummary } from '../../../../src/cases/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { RequestTable } from '../requests/RequestTable.tsx';

/** What this officer's agency has asked for. */
export function MyRequestsPage() {
  const text = useText();
  const list = usePages<RequestSummary>('/api/my/requests');
  const ask = (
    <>
      <Button component={Link} to="/request-imports" variant="subtle">
        {text.t('bulk.title')}
      </Button>
      <Button component={Link} to="/intake" leftSection={<IconLifebuoy size={16} aria-hidden />}>
        {text.t('my.new')}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader title={text.t('my.title')} actions={ask} />
      <Paper withBorder p="md">
        <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState title={text.t('my.none')} />
            ) : (
              <RequestTable items={items} pathOf={(item) => `/my/requests/${item.id}`} />
            )
          }
        </Loaded>
        <MoreButton more={list.more} />
      </Paper>
    </>
  );
}
