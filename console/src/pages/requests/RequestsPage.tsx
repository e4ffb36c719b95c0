import { Button, Paper, SegmentedControl, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { REQUEST_STATES, type RequestSummary } from '../../../../src/cases/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { RequestTable } from './RequestTable.tsx';

/** Requests for assistance, from agencies and from other bureaus, newest first. */
export function RequestsPage() {
  const text = useText();
  const me = useMe();
  const [state, setState] = useState('all');
  const list = usePages<RequestSummary>('/api/requests', { state: state === 'all' ? undefined : state });
  const states = ['all', ...REQUEST_STATES].map((value) => ({
    value,
    label: value === 'all' ? text.t('common.all') : text.word(value, 'request.state'),
  }));
  const takesDown = me.is('analyst', 'supervisor', 'watch-officer') && !me.isSecretariat;
  return (
    <>
      <PageHeader
        title={text.t('requests.title')}
        actions={
          takesDown && (
            <>
              <Button component={Link} to="/request-imports" variant="subtle">
                {text.t('bulk.title')}
              </Button>
              <Button component={Link} to="/intake" variant="default" leftSection={<IconPlus size={16} aria-hidden />}>
                {text.t('requests.new')}
              </Button>
            </>
          )
        }
      />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <SegmentedControl
            aria-label={text.t('common.state')}
            value={state}
            onChange={setState}
            data={states}
            style={{ flexWrap: 'wrap', width: 'fit-content', maxWidth: '100%' }}
          />
          <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
            {(items) =>
              items.length === 0 ? (
                <EmptyState title={text.t('requests.empty')} />
              ) : (
                <RequestTable items={items} pathOf={(item) => `/requests/${item.id}`} />
              )
            }
          </Loaded>
          <MoreButton more={list.more} />
        </Stack>
      </Paper>
    </>
  );
}
