import { Button, Group, Paper, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { DeskItem, NextView } from '../../../../src/desk/contract.ts';
import { call } from '../../api/client.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { useText } from '../../i18n/use-text.ts';
import { ItemMenu } from './ItemMenu.tsx';
import { itemPath } from './item-path.ts';
import { taskWords } from './item-words.ts';
import { type QueueRun, setQueueRun, useQueueRun } from './queue-run.ts';
import { SlaMark } from './SlaMark.tsx';
import { useItemActs } from './use-item-acts.tsx';

const KEEP_MS = 5 * 60_000;

/** Over every page while somebody works through the queue: what they have in hand, and the way to the next. */
export function QueueStrip() {
  const run = useQueueRun();
  const me = useMe();
  const isStaff = !me.is('requesting-officer', 'auditor', 'administrator', 'partner');
  // While this console is here, what is held in it stays held.
  useEffect(() => {
    if (!isStaff) return;
    const timer = window.setInterval(() => {
      void call('POST', '/api/work/kept-claims', { background: true }).catch(() => null);
    }, KEEP_MS);
    return () => window.clearInterval(timer);
  }, [isStaff]);
  return run ? <Strip run={run} /> : null;
}

function Strip({ run }: { readonly run: QueueRun }) {
  const text = useText();
  const navigate = useNavigate();
  const { data } = useGet<NextView>('/api/desk/next', { ...run.filter, after: run.item });
  const acts = useItemActs(() => goOn());
  const current = data?.current;
  const finished = useRef<string | null>(null);

  async function open(next: DeskItem): Promise<void> {
    await call('POST', `/api/work/${next.id}/claim`, { body: { version: next.version } }).catch(() => null);
    setQueueRun({ item: next.id, filter: run.filter });
    const to = itemPath(next);
    if (to) await navigate(to);
  }
  /** To the next, or back to the queue when there is none. */
  function goOn(): void {
    if (data?.next) void open(data.next);
    else {
      setQueueRun(null);
      void navigate('/desk');
    }
  }

  // Once the item has its outcome, the next one opens by itself.
  useEffect(() => {
    if (!current || current.closedAt === null || finished.current === current.item.id) return;
    finished.current = current.item.id;
    notifications.show({
      color: 'teal',
      message: text.t(data.next ? 'desk.strip.done' : 'desk.strip.all-done'),
    });
    goOn();
  });
  useHotkeys([
    ['n', () => goOn()],
    ['s', () => current && !acts.isOpen && acts.open('skip', current.item)],
    ['z', () => current && !acts.isOpen && acts.open('snooze', current.item)],
    ['e', () => current && !acts.isOpen && acts.open('escalate', current.item)],
  ]);

  if (!current || current.closedAt !== null) return null;
  const { item } = current;
  return (
    <Paper withBorder p="xs" mb="md" component="section" aria-label={text.t('desk.strip')}>
      <Group justify="space-between" gap="xs">
        <Group gap="md" style={{ minWidth: 0, flex: '1 1 260px' }}>
          <div>
            <Text size="xs" c="dimmed">
              {text.t('desk.strip')}
            </Text>
            <Text fw={600} size="sm">
              {taskWords(text, item)} {item.reference?.number && <span className="mono">{item.reference.number}</span>}
            </Text>
          </div>
          <SlaMark openedAt={item.openedAt} dueAt={item.dueAt} />
        </Group>
        <Group gap={6}>
          <Button size="compact-md" onClick={goOn} disabled={!data?.next}>
            {text.t('desk.strip.next')}
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setQueueRun(null)}>
            {text.t('desk.strip.stop')}
          </Button>
          <ItemMenu item={item} acts={acts} />
        </Group>
      </Group>
      {acts.dialog}
    </Paper>
  );
}
