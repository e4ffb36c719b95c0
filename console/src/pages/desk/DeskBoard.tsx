import { Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { IconAlertTriangle, IconClockHour4, IconHeartbeat, IconInbox, type IconProps } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useDeskSummary } from './use-desk-summary.ts';

/** What a watch officer asks first: how much, how late, whose life. */
export function DeskBoard() {
  const text = useText();
  const { data } = useDeskSummary();
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" mb="md">
      <Tile label={text.t('desk.overdue')} value={data?.overdue} icon={IconAlertTriangle} alarm="red" />
      <Tile label={text.t('desk.life-at-risk')} value={data?.lifeAtRisk} icon={IconHeartbeat} alarm="red" />
      <Tile label={text.t('desk.hour')} value={data?.dueWithinHour} icon={IconClockHour4} alarm="orange" />
      <Tile label={text.t('desk.open')} value={data?.open} icon={IconInbox} />
    </SimpleGrid>
  );
}

interface TileProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly icon: ComponentType<IconProps>;
  readonly alarm?: 'red' | 'orange';
}

function Tile({ label, value, icon: Icon, alarm }: TileProps) {
  const text = useText();
  const color = alarm && value ? alarm : undefined;
  return (
    <Paper withBorder p="sm" style={color ? { borderColor: `var(--mantine-color-${color}-6)` } : undefined}>
      <Group gap="xs" wrap="nowrap" c={color ?? 'dimmed'}>
        <Icon size={18} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" c={color ?? 'dimmed'}>
          {label}
        </Text>
      </Group>
      <Text fz={26} fw={700} lh={1.2} c={color}>
        {value === undefined ? '–' : text.number(value)}
      </Text>
    </Paper>
  );
}
