import { Anchor, Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseSummary } from '../../../../src/cases/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { OpenCaseDialog } from './OpenCaseDialog.tsx';

/** Cases, newest first. */
export function CasesPage() {
  const text = useText();
  const me = useMe();
  const [state, setState] = useState('open');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 300);
  const [opening, dialog] = useDisclosure(false);
  const list = usePages<CaseSummary>('/api/cases', { state: state === 'all' ? undefined : state, q: q || undefined });
  return (
    <>
      <PageHeader
        title={text.t('cases.title')}
        actions={
          me.is('analyst', 'supervisor', 'watch-officer') && (
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
              {text.t('cases.new')}
            </Button>
          )
        }
      />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Group gap="sm">
            <SegmentedControl
              aria-label={text.t('common.state')}
              value={state}
              onChange={setState}
              data={['open', 'closed', 'merged', 'all'].map((value) => ({
                value,
                label: value === 'all' ? text.t('common.all') : text.word(value, 'case.state'),
              }))}
            />
            <TextInput
              aria-label={text.t('cases.find')}
              placeholder={text.t('cases.find')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </Group>
          <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
            {(items) =>
              items.length === 0 ? <EmptyState title={text.t('cases.empty')} /> : <CaseTable items={items} />
            }
          </Loaded>
          <MoreButton more={list.more} />
        </Stack>
      </Paper>
      {opening && <OpenCaseDialog onClose={dialog.close} />}
    </>
  );
}

function CaseTable({ items }: { readonly items: readonly CaseSummary[] }) {
  const text = useText();
  return (
    <RowTable
      caption={text.t('cases.title')}
      rows={items}
      keyOf={(item) => item.id}
      columns={[
        {
          label: text.t('common.number'),
          lead: true,
          cell: (item) => (
            <Anchor component={Link} to={`/cases/${item.id}`} fw={600}>
              <span className="ltr">{item.number}</span>
            </Anchor>
          ),
        },
        { label: text.t('cases.title-field'), cell: (item) => <Text size="sm">{item.title}</Text> },
        { label: text.t('common.offence'), cell: (item) => text.word(item.offence, 'offence') },
        {
          label: text.t('requests.from'),
          cell: (item) => (item.from ? <BureauTag code={item.from} /> : <span className="ltr">{item.agency}</span>),
        },
        { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
        { label: text.t('common.state'), cell: (item) => <StateBadge state={item.state} scope="case.state" /> },
        { label: text.t('cases.opened'), cell: (item) => <When at={item.openedAt} day /> },
      ]}
    />
  );
}
