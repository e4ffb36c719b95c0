import { Badge, Burger, Button, Group, Kbd, Text } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { LiveState } from '../api/live.ts';
import { useMe } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';
import { Bell } from '../pages/alerts/Bell.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { LiveSign } from './LiveSign.tsx';
import { SchemeMenu } from './SchemeMenu.tsx';
import { UserMenu } from './UserMenu.tsx';
import { useBureauName } from './use-bureau-name.ts';

interface Props {
  readonly menuOpen: boolean;
  readonly live: LiveState;
  onMenu(): void;
}

/** Whose console this is, always in sight. */
export function Bar({ menuOpen, onMenu, live }: Props) {
  const text = useText();
  const { bureau } = useMe();
  const name = useBureauName(bureau);
  return (
    <Group h="100%" px="sm" gap="sm" justify="space-between" wrap="nowrap">
      <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
        <Burger
          opened={menuOpen}
          onClick={onMenu}
          hiddenFrom="md"
          size="sm"
          color="white"
          aria-label={text.t('shell.menu')}
          aria-expanded={menuOpen}
        />
        <Group component={Link} gap="xs" wrap="nowrap" c="inherit" td="none" style={{ minWidth: 0 }} {...{ to: '/' }}>
          <Badge size="lg" color="gray.0" c="dark.9" radius="sm" className="ltr" style={{ flex: 'none' }}>
            {bureau}
          </Badge>
          <Text fw={650} c="white" truncate>
            {name}
          </Text>
          <Text c="#b3c9e6" visibleFrom="sm" size="sm">
            Homeward
          </Text>
        </Group>
      </Group>
      <Group gap={4} wrap="nowrap">
        <Button
          variant="subtle"
          color="gray.0"
          c="white"
          className="bar-button"
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={<Kbd size="xs">Ctrl K</Kbd>}
          visibleFrom="lg"
          onClick={spotlight.open}
        >
          {text.t('shell.find')}
        </Button>
        <Button
          variant="subtle"
          c="white"
          px={8}
          hiddenFrom="lg"
          className="bar-button"
          aria-label={text.t('shell.find')}
          onClick={spotlight.open}
        >
          <IconSearch size={18} />
        </Button>
        <Bell />
        <LiveSign state={live} />
        <Group gap={4} wrap="nowrap" visibleFrom="sm">
          <LanguageMenu />
          <SchemeMenu />
        </Group>
        <UserMenu />
      </Group>
    </Group>
  );
}
