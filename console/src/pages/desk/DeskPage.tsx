import { Button, Group, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconChevronLeft, IconChevronRight, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { DeskItem, DeskView, NextView } from '../../../../src/desk/contract.ts';
import type { QueueFilter } from '../../../../src/work/contract.ts';
import { call } from '../../api/client.ts';
import { useGet } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { DeskBoard } from './DeskBoard.tsx';
import { itemPath } from './item-path.ts';
import { QueueFilters } from './QueueFilters.tsx';
import { QueueTable } from './QueueTable.tsx';
import { setQueueRun } from './queue-run.ts';
import { useDeskSummary } from './use-desk-summary.ts';
import { useItemActs } from './use-item-acts.tsx';

const PAGE = 50;
const IN_SIGHT: QueueFilter = { show: 'now' };

/** One queue over everything that is owed, soonest deadline first. A page at a time, so that a thousand are no slower than ten. */
export function DeskPage() {
  const text = useText();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState<QueueFilter>(() => {
    const task = params.get('task');
    return task ? { ...IN_SIGHT, task } : IN_SIGHT;
  });
  /** Cursors of the pages before this one; the last is this one's. */
  const [trail, setTrail] = useState<readonly string[]>(['']);
  const [chosen, setChosen] = useState(0);
  const summary = useDeskSummary();
  const cursor = trail.at(-1);
  const query = useGet<DeskView>('/api/desk', { ...filter, limit: PAGE, cursor: cursor || undefined });
  const items = query.data?.items ?? [];
  const at = Math.min(chosen, Math.max(0, items.length - 1));
  const acts = useItemActs();
  const choose = (next: QueueFilter): void => {
    setFilter(next);
    setTrail(['']);
    setChosen(0);
  };

  const begin = (item: DeskItem): void => setQueueRun({ item: item.id, filter });
  const open = (item: DeskItem): void => {
    begin(item);
    const to = itemPath(item);
    if (to) void navigate(to);
  };
  async function takeNext(): Promise<void> {
    const { next } = await call<NextView>('GET', '/api/desk/next', { query: { ...filter } });
    if (!next) {
      notifications.show({ message: text.t('desk.nothing-next') });
      return;
    }
    await call('POST', `/api/work/${next.id}/claim`, { body: { version: next.version } }).catch(() => null);
    open(next);
  }

  // A link in an e-mail names the item.
  const named = params.get('item');
  const linked = useGet<NextView>('/api/desk/next', { after: named ?? '' }, { enabled: named !== null });
  useEffect(() => {
    if (named === null || !linked.data) return;
    const item = linked.data.current?.item;
    const to = item && itemPath(item);
    if (item && to) {
      setQueueRun({ item: item.id, filter: IN_SIGHT });
      void navigate(to, { replace: true });
    } else setParams({}, { replace: true });
  }, [named, linked.data, navigate, setParams]);

  const on = (act: (item: DeskItem) => void) => () => {
    const item = items[at];
    if (item && !acts.isOpen) act(item);
  };
  const move = (by: number) => () => {
    const to = Math.max(0, Math.min(items.length - 1, at + by));
    setChosen(to);
    document.querySelector<HTMLElement>(`[data-row="${items[to]?.id}"]`)?.focus();
  };
  useHotkeys([
    ['j', move(1)],
    ['k', move(-1)],
    ['c', on((item) => acts.claim(item))],
    ['s', on((item) => acts.open('skip', item))],
    ['z', on((item) => acts.open('snooze', item))],
    ['e', on((item) => acts.open('escalate', item))],
    ['n', () => void takeNext()],
  ]);

  const next = query.data?.next ?? null;
  return (
    <>
      <PageHeader
        title={text.t('desk.title')}
        hint={text.t('desk.hint')}
        actions={
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => void takeNext()}>
            {text.t('desk.take-next')}
          </Button>
        }
      />
      <DeskBoard />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <QueueFilters filter={filter} byTask={summary.data?.byTask ?? []} onChange={choose} />
          <Loaded query={query}>
            {(page) =>
              page.items.length === 0 ? (
                <EmptyState title={text.t(isPlain(filter) ? 'desk.empty' : 'desk.empty.filtered')} />
              ) : (
                <QueueTable items={page.items} acts={acts} at={at} onOpen={begin} />
              )
            }
          </Loaded>
          {(trail.length > 1 || next) && (
            <Group justify="center" gap="sm">
              <Button
                variant="default"
                disabled={trail.length === 1}
                onClick={() => setTrail(trail.slice(0, -1))}
                leftSection={
                  <span className="flip">
                    <IconChevronLeft size={16} aria-hidden />
                  </span>
                }
              >
                {text.t('desk.page.previous')}
              </Button>
              <Text size="sm" aria-live="polite">
                {text.t('desk.page', { n: trail.length })}
              </Text>
              <Button
                variant="default"
                disabled={next === null}
                onClick={() => {
                  if (next) setTrail([...trail, next]);
                  setChosen(0);
                }}
                rightSection={
                  <span className="flip">
                    <IconChevronRight size={16} aria-hidden />
                  </span>
                }
              >
                {text.t('desk.page.next')}
              </Button>
            </Group>
          )}
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {text.t('desk.keys')}
          </Text>
          <VisuallyHidden hiddenFrom="sm">{text.t('desk.keys')}</VisuallyHidden>
        </Stack>
      </Paper>
      {acts.dialog}
    </>
  );
}

function isPlain(filter: QueueFilter): boolean {
  return Object.keys(filter).every((name) => name === 'show') && filter.show !== 'snoozed';
}
