import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAlarmSnooze,
  IconArrowForwardUp,
  IconBell,
  IconDots,
  IconHandGrab,
  IconHistory,
  IconMessageQuestion,
  IconMessageReply,
} from '@tabler/icons-react';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import { useMe } from '../../api/session.ts';
import { useNow } from '../../components/use-now.ts';
import { useText } from '../../i18n/use-text.ts';
import { taskWords } from './item-words.ts';
import type { useItemActs } from './use-item-acts.tsx';

interface Props {
  readonly item: DeskItem;
  readonly acts: ReturnType<typeof useItemActs>;
}

/** Everything else that can be done with an item. */
export function ItemMenu({ item, acts }: Props) {
  const text = useText();
  const me = useMe();
  const now = useNow();
  const answers = me.is('supervisor', 'watch-officer');
  const held = item.claimedBy !== null && item.claimedBy !== me.mark;
  const isQuestion = item.ref.kind === 'work-escalation';
  const asleep = item.snoozedUntil !== null && item.snoozedUntil > now;
  const size = { size: 16, 'aria-hidden': true } as const;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text.t('desk.more', { task: taskWords(text, item) })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {answers && (isQuestion || item.escalatedAt !== null) && (
          <Menu.Item leftSection={<IconMessageReply {...size} />} onClick={() => acts.open('settle', item)}>
            {text.t('desk.settle')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconArrowForwardUp {...size} />} onClick={() => acts.open('skip', item)}>
          {text.t('desk.skip')}
        </Menu.Item>
        {asleep ? (
          <Menu.Item leftSection={<IconBell {...size} />} onClick={() => acts.wake(item)}>
            {text.t('desk.wake')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconAlarmSnooze {...size} />} onClick={() => acts.open('snooze', item)}>
            {text.t('desk.snooze')}
          </Menu.Item>
        )}
        {!isQuestion && item.escalatedAt === null && (
          <Menu.Item leftSection={<IconMessageQuestion {...size} />} onClick={() => acts.open('escalate', item)}>
            {text.t('desk.escalate')}
          </Menu.Item>
        )}
        {held && answers && (
          <Menu.Item leftSection={<IconHandGrab {...size} />} onClick={() => acts.open('take-over', item)}>
            {text.t('desk.take-over')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconHistory {...size} />} onClick={() => acts.open('history', item)}>
          {text.t('desk.history')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
