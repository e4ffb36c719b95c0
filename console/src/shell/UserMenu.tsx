import { Button, Menu, Text } from '@mantine/core';
import { IconDevices, IconLock, IconLogout, IconUser } from '@tabler/icons-react';
import { gate } from '../api/gate.ts';
import { useMe, useSessionChange } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';

/** Who acts here, and the ways to stop. */
export function UserMenu() {
  const text = useText();
  const { person } = useMe();
  const { signOut } = useSessionChange();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          c="inherit"
          px={8}
          className="bar-button"
          aria-label={text.t('shell.me', { name: person.name })}
          leftSection={<IconUser size={18} aria-hidden />}
          styles={{ section: { marginInlineEnd: 0 } }}
        >
          <Text span visibleFrom="sm" ms={6} maw={160} truncate size="sm">
            {person.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.name}
          <br />
          {text.list(person.roles.map((role) => text.word(role, 'role')))}
          {person.agency && <span className="ltr"> · {person.agency}</span>}
        </Menu.Label>
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => gate.lock()}>
          {text.t('shell.lock')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {text.t('shell.sign-out')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDevices size={16} aria-hidden />} onClick={() => void signOut(true)}>
          {text.t('shell.sign-out-everywhere')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
