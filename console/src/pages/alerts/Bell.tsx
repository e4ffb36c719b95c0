import { Badge, Button, Menu, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { UnreadView } from '../../../../src/desk/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { useText } from '../../i18n/use-text.ts';
import { itemPath } from '../desk/item-path.ts';
import { alertWords } from './alert-words.ts';

/** One's unread alerts in the bar of every page; the browser shows new ones outside it, where it may. */
export function Bell() {
  const me = useMe();
  return me.is('analyst', 'supervisor', 'watch-officer', 'reviewer', 'curator', 'vid-specialist') ? <Ringing /> : null;
}

function Ringing() {
  const text = useText();
  const navigate = useNavigate();
  const { data } = useGet<UnreadView>('/api/alerts/unread');
  const read = useSend();
  /** Shown before, or there already when the page came up. */
  const known = useRef<Set<string> | null>(null);

  useEffect(() => {
    if (!data) return;
    const before = known.current;
    known.current = new Set(data.newest.map((alert) => alert.id));
    if (!before || !data.browser || typeof Notification === 'undefined' || Notification.permission !== 'granted')
      return;
    for (const alert of data.newest.filter((one) => one.loud && !before.has(one.id))) {
      // Codes and a number alone: a screen that is locked shows it too.
      const shown = new Notification(text.word(alert.reason, 'alert.reason'), {
        body: `${alertWords(text, alert)} · ${text.t('deadline.due', { at: text.dateTime(alert.dueAt) })}`,
        tag: alert.id,
        requireInteraction: alert.urgency === 'life-at-risk',
      });
      shown.onclick = () => {
        window.focus();
        void navigate(itemPath(alert) ?? '/alerts');
      };
    }
  }, [data, navigate, text]);

  const unread = data?.unread ?? 0;
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button
          variant="subtle"
          c="inherit"
          px={8}
          className="bar-button"
          aria-label={text.t('alerts.bell', { n: unread })}
        >
          <IconBell size={18} aria-hidden />
          {unread > 0 && (
            <Badge size="sm" color="red" variant="filled" ms={4} aria-hidden>
              {unread > 99 ? '99+' : unread}
            </Badge>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(data?.newest.length ?? 0) === 0 && <Menu.Label>{text.t('alerts.none')}</Menu.Label>}
        {data?.newest.map((alert) => (
          <Menu.Item key={alert.id} component={Link} to={itemPath(alert) ?? '/alerts'}>
            <Text size="sm" fw={600}>
              {text.word(alert.reason, 'alert.reason')} · {text.word(alert.urgency)}
            </Text>
            <Text size="sm">{alertWords(text, alert)}</Text>
            <Text size="xs" c="dimmed">
              {text.t('deadline.due', { at: text.dateTime(alert.dueAt) })}
            </Text>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {unread > 0 && (
          <Menu.Item onClick={() => read.mutate({ path: '/api/alerts/read', body: { ids: null } })}>
            {text.t('alerts.read-all')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/alerts">
          {text.t('alerts.all')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
