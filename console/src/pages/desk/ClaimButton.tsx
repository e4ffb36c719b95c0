import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { useNow } from '../../components/use-now.ts';
import { useText } from '../../i18n/use-text.ts';

/** Takes an item in hand, or gives it back. Two people do not work on one thing unknowingly; a lost console holds nothing. */
export function ClaimButton({ item }: { readonly item: DeskItem }) {
  const text = useText();
  const me = useMe();
  const now = useNow();
  const send = useSend();
  const mine = item.claimedBy === me.mark;
  const lapsed = item.claimUntil !== null && item.claimUntil <= now;

  function act(what: 'claim' | 'release'): void {
    send.mutate(
      { path: `/api/work/${item.id}/${what}`, body: { version: item.version } },
      {
        onError: (error) => {
          const first = error.errors[0];
          notifications.show({
            color: 'red',
            title: text.word(error.code, 'problem'),
            message: first ? text.phrase(first.code, first.params) : '',
          });
        },
      },
    );
  }

  const take = (
    <Button size="compact-sm" variant="light" loading={send.isPending} onClick={() => act('claim')}>
      {text.t('desk.claim')}
    </Button>
  );
  if (item.claimedBy === null) return take;
  if (lapsed)
    return (
      <Group gap={6} display="inline-flex">
        <Text size="sm" c="dimmed">
          <bdi>{text.t('desk.lapsed', { name: item.claimedByName ?? '–' })}</bdi>
        </Text>
        {take}
      </Group>
    );
  return (
    <Group gap={6} wrap="nowrap" display="inline-flex">
      <Text size="sm">{mine ? text.t('common.you') : <bdi>{item.claimedByName}</bdi>}</Text>
      {mine && (
        <Button size="compact-sm" variant="default" loading={send.isPending} onClick={() => act('release')}>
          {text.t('desk.release')}
        </Button>
      )}
    </Group>
  );
}
