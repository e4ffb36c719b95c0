import { Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useMe } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { navItems } from './nav-items.ts';
import { SchemeMenu } from './SchemeMenu.tsx';

/** The pages of this person, in groups. */
export function Navigation({ onLeave }: { onLeave(): void }) {
  const text = useText();
  const me = useMe();
  const { pathname } = useLocation();
  const items = navItems(me);
  const groups = (['work', 'pictures', 'system'] as const)
    .map((group) => ({ group, items: items.filter((item) => item.group === group) }))
    .filter(({ items: mine }) => mine.length > 0);
  return (
    <ScrollArea
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave();
      }}
    >
      {groups.map(({ group, items: mine }) => (
        <div key={group}>
          <Text size="xs" c="dimmed" fw={600} px="xs" pt="sm" pb={4}>
            {text.t(`nav.group.${group}`)}
          </Text>
          {mine.map(({ to, label, icon: Icon }) => {
            const here = pathname === to || pathname.startsWith(`${to}/`);
            return (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={text.t(label)}
                leftSection={<Icon size={18} aria-hidden />}
                active={here}
                aria-current={here ? 'page' : undefined}
                onClick={onLeave}
                py={6}
                style={{ borderRadius: 'var(--mantine-radius-sm)' }}
              />
            );
          })}
        </div>
      ))}
      <Group gap="xs" p="xs" hiddenFrom="sm">
        <LanguageMenu />
        <SchemeMenu />
      </Group>
    </ScrollArea>
  );
}
