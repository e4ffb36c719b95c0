import { Group, Text, Tooltip } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import type { LiveState } from '../api/live.ts';
import { useText } from '../i18n/use-text.ts';

const SIGN = { live: IconPlugConnected, connecting: IconRefresh, off: IconPlugConnectedX } as const;

/** Whether the page follows what happens. */
export function LiveSign({ state }: { readonly state: LiveState }) {
  const text = useText();
  const Icon = SIGN[state];
  const words = text.t(`shell.live.${state}`);
  return (
    <Tooltip label={text.t('shell.live.hint')}>
      <Group
        gap={4}
        wrap="nowrap"
        c={state === 'live' ? '#8ce0b4' : '#ffd08a'}
        role="status"
        aria-label={words}
        px={6}
        style={{ flex: 'none' }}
      >
        <Icon size={17} aria-hidden />
        <Text span size="xs" visibleFrom="md" aria-hidden>
          {words}
        </Text>
      </Group>
    </Tooltip>
  );
}
