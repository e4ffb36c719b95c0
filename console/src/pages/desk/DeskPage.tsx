import { Paper, SegmentedControl, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { DeskBoard } from './DeskBoard.tsx';
import { QueueTable } from './QueueTable.tsx';
import { useDeskSummary } from './use-desk-summary.ts';

type Show = 'all' | 'mine' | 'life-at-risk' | 'urgent';

/** One queue over everything that is owed, soonest deadline first. */
export function DeskPage() {
  const text = useText();
  const [params, setParams] = useSearchParams();
  const [show, setShow] = useState<Show>('all');
  const task = params.get('task') ?? '';
  const summary = useDeskSummary();
  const list = usePages<DeskItem>('/api/desk', {
    task: task || undefined,
    mine: show === 'mine' ? 'true' : undefined,
    urgency: show === 'life-at-risk' || show === 'urgent' ? show : undefined,
  });
  const tasks = (summary.data?.byTask ?? []).map((entry) => ({
    value: entry.task,
    label: `${text.word(entry.task, 'task')} (${text.number(entry.open)})`,
  }));

  return (
    <>
      <PageHeader title={text.t('desk.title')} hint={text.t('desk.hint')} />
      <DeskBoard />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'end' }}>
            <SegmentedControl
              aria-label={text.t('desk.filter')}
              value={show}
              onChange={(value) => setShow(value as Show)}
              data={[
                { value: 'all', label: text.t('common.all') },
                { value: 'mine', label: text.t('desk.mine') },
                { value: 'urgent', label: text.word('urgent') },
                { value: 'life-at-risk', label: text.word('life-at-risk') },
              ]}
              style={{ flexWrap: 'wrap' }}
            />
            <Select
              aria-label={text.t('desk.by-task')}
              placeholder={text.t('desk.by-task')}
              data={tasks}
              value={task || null}
              onChange={(value) => setParams(value ? { task: value } : {})}
              clearable
              allowDeselect
              w={{ base: '100%', sm: 320 }}
            />
          </div>
          <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
            {(items) =>
              items.length === 0 ? (
                <EmptyState title={text.t(show === 'all' && !task ? 'desk.empty' : 'desk.empty.filtered')} />
              ) : (
                <QueueTable items={items} />
              )
            }
          </Loaded>
          <MoreButton more={list.more} />
        </Stack>
      </Paper>
    </>
  );
}
