import { Group, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconFlame } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { useNow } from './use-now.ts';

const SOON_MS = 4 * 3_600_000;

/** Time left, or how long overdue: in words, with a sign, and a colour beside. */
export function Deadline({ at, done = false }: { readonly at: number; readonly done?: boolean }) {
  const text = useText();
  const left = at - useNow();
  const overdue = left <= 0;
  const soon = !overdue && left < SOON_MS;
  const Icon = overdue ? IconAlertTriangle : soon ? IconFlame : IconClock;
  const color = done ? 'dimmed' : overdue ? 'red' : soon ? 'orange' : 'dimmed';
  const words = overdue
    ? text.t('deadline.overdue', { time: text.duration(left) })
    : text.t('deadline.left', { time: text.duration(left) });
  return (
    <Tooltip label={text.t('deadline.due', { at: text.dateTime(at) })}>
      <Group gap={4} wrap="nowrap" className="whole" c={color} tabIndex={0} display="inline-flex">
        <Icon size={15} aria-hidden style={{ flex: 'none' }} />
        <Text span size="sm" fw={overdue || soon ? 650 : 400} inherit={false}>
          <time dateTime={new Date(at).toISOString()}>{words}</time>
        </Text>
      </Group>
    </Tooltip>
  );
}
