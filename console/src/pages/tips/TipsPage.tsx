import { Anchor, Badge, Button, Group, Paper, Select, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TipSummary } from '../../../../src/tips/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Imports } from './Imports.tsx';
import { Providers } from './Providers.tsx';
import { TipQueue } from './TipQueue.tsx';

const STATES = ['open', 'filling', 'routed', 'merged', 'refused'] as const;

/** Reports of providers: those that wait for a decision first. */
export function TipsPage() {
  const text = useText();
  const me = useMe();
  const reads = me.is('analyst', 'supervisor', 'watch-officer', 'vid-specialist', 'auditor');
  return (
    <>
      <PageHeader
        title={text.t('tips.title')}
        hint={text.t('tips.hint')}
        actions={
          reads && (
            <>
              <Button component={Link} to="/tip-groups" variant="default">
                {text.t('groups.link')}
              </Button>
              <Button component={Link} to="/tip-referrals" variant="default">
                {text.t('routing.referrals')}
              </Button>
              <Button component={Link} to="/tip-rules" variant="default">
                {text.t('rules.title')}
              </Button>
              <Button component={Link} to="/tip-weights" variant="default">
                {text.t('triage.weights')}
              </Button>
            </>
          )
        }
      />
      {reads && <TipQueue />}
      {reads && <TipList />}
      {reads && <Imports />}
      {me.is('administrator', 'supervisor', 'auditor') && <Providers />}
    </>
  );
}

function TipList() {
  const text = useText();
  const [state, setState] = useState<string>('all');
  const [number, setNumber] = useState('');
  const asked = /^\d{1,15}$/.test(number.trim()) ? number.trim() : undefined;
  const list = usePages<TipSummary>('/api/tips', {
    ...(asked ? { number: asked } : state === 'all' ? {} : { state }),
  });
  return (
    <Paper withBorder p="md" mb="md">
      <Group justify="space-between" mb="sm" gap="sm">
        <Select
          size="xs"
          aria-label={text.t('common.state')}
          allowDeselect={false}
          value={state}
          onChange={(value) => setState(value ?? 'open')}
          disabled={asked !== undefined}
          data={[
            ...STATES.map((value) => ({ value, label: text.word(value, 'tip.state') })),
            { value: 'all', label: text.t('tips.all') },
          ]}
        />
        <TextInput
          size="xs"
          aria-label={text.t('tips.number.find')}
          placeholder={text.t('tips.number')}
          leftSection={<IconSearch size={14} aria-hidden />}
          inputMode="numeric"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      </Group>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('tips.empty')} />
          ) : (
            <RowTable
              caption={text.t('tips.title')}
              rows={items}
              keyOf={(tip) => tip.id}
              columns={[
                {
                  label: text.t('tips.number'),
                  lead: true,
                  cell: (tip) => (
                    <Group gap={6}>
                      <Anchor component={Link} to={`/tips/${tip.id}`} fw={600} className="ltr">
                        {tip.reportNumber}
                      </Anchor>
                      {tip.escalated && (
                        <Badge color="orange" variant="light" tt="none">
                          {text.t('tips.escalated')}
                        </Badge>
                      )}
                    </Group>
                  ),
                },
                { label: text.t('tips.provider'), cell: (tip) => <bdi>{tip.provider}</bdi> },
                {
                  label: text.t('tips.incident'),
                  cell: (tip) => (
                    <Text size="sm" lineClamp={2}>
                      <bdi>{tip.incidentType}</bdi>
                    </Text>
                  ),
                },
                { label: text.t('common.state'), cell: (tip) => <StateBadge state={tip.state} scope="tip.state" /> },
                { label: text.t('tips.people'), cell: (tip) => text.number(tip.people) },
                { label: text.t('tips.files'), cell: (tip) => text.number(tip.files) },
                { label: text.t('tips.received'), cell: (tip) => <When at={tip.receivedAt} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </Paper>
  );
}
