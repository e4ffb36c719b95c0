import { Group, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheck, IconDiamondFilled } from '@tabler/icons-react';
import { useNow } from '../../components/use-now.ts';
import { useText } from '../../i18n/use-text.ts';

const HOUR = 3_600_000;
const LOOK = {
  overdue: { icon: IconAlertTriangleFilled, color: 'red' },
  soon: { icon: IconDiamondFilled, color: 'orange' },
  'on-time': { icon: IconCircleCheck, color: 'teal' },
} as const;

interface Props {
  readonly openedAt: number;
  readonly dueAt: number;
}

/** How an item stands with its deadline: a triangle, a diamond or a ring, the word, the time, and a colour beside. */
export function SlaMark({ openedAt, dueAt }: Props) {
  const text = useText();
  const left = dueAt - useNow();
  const quarter = Math.max(HOUR, (dueAt - openedAt) / 4);
  const state = left <= 0 ? 'overdue' : left <= quarter ? 'soon' : 'on-time';
  const { icon: Icon, color } = LOOK[state];
  const time = text.t(left <= 0 ? 'deadline.overdue' : 'deadline.left', { time: text.duration(left) });
  return (
    <Tooltip label={text.t('deadline.due', { at: text.dateTime(dueAt) })}>
      <Group gap={6} wrap="nowrap" c={color} tabIndex={0} display="inline-flex" className="whole" align="center">
        <Icon size={15} aria-hidden style={{ flex: 'none' }} />
        <span>
          <Text size="sm" fw={state === 'on-time' ? 400 : 650} lh={1.25}>
            {text.t(`sla.${state}`)}
          </Text>
          <Text size="xs" lh={1.25}>
            <time dateTime={new Date(dueAt).toISOString()}>{time}</time>
          </Text>
        </span>
      </Group>
    </Tooltip>
  );
}
