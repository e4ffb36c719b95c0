import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconAlarmSnooze, IconMessageQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import { Phrase } from '../../components/Phrase.tsx';
import { type Column, RowTable } from '../../components/RowTable.tsx';
import { stateScope } from '../../components/ref-path.ts';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useNow } from '../../components/use-now.ts';
import { useText } from '../../i18n/use-text.ts';
import { ClaimButton } from './ClaimButton.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import { itemPath } from './item-path.ts';
import { taskPhrase } from './item-words.ts';
import { SlaMark } from './SlaMark.tsx';
import type { useItemActs } from './use-item-acts.tsx';

interface Props {
  readonly items: readonly DeskItem[];
  readonly acts: ReturnType<typeof useItemActs>;
  /** The row that keys act on. */
  readonly at: number;
  onOpen(item: DeskItem): void;
}

/** What is owed, about what, until when, by whom. */
export function QueueTable({ items, acts, at, onOpen }: Props) {
  const text = useText();
  const now = useNow();
  const columns: readonly Column<DeskItem>[] = [
    {
      label: text.t('desk.task'),
      lead: true,
      cell: (item) => {
        const to = itemPath(item);
        const chosen = items[at]?.id === item.id;
        return (
          <Group gap={6} wrap="nowrap" align="flex-start">
            <span aria-hidden style={{ inlineSize: 8, flex: 'none' }}>
              {chosen ? '▸' : ''}
            </span>
            <Stack gap={4} align="flex-start">
              {to ? (
                <Anchor
                  component={Link}
                  to={to}
                  fw={600}
                  data-row={item.id}
                  aria-current={chosen ? 'true' : undefined}
                  onClick={() => onOpen(item)}
                >
                  <Phrase {...taskPhrase(text, item)} />
                </Anchor>
              ) : (
                <Text fw={600} data-row={item.id}>
                  <Phrase {...taskPhrase(text, item)} />
                </Text>
              )}
              {item.escalatedAt !== null && (
                <Badge
                  color="grape"
                  variant="light"
                  tt="none"
                  leftSection={<IconMessageQuestion size={13} aria-hidden />}
                >
                  {text.t('desk.escalated')}
                </Badge>
              )}
              {item.snoozedUntil !== null && item.snoozedUntil > now && (
                <Badge color="gray" variant="light" tt="none" leftSection={<IconAlarmSnooze size={13} aria-hidden />}>
                  {text.t('desk.until', { at: text.dateTime(item.snoozedUntil) })}
                </Badge>
              )}
            </Stack>
          </Group>
        );
      },
    },
    { label: text.t('desk.about'), cell: (item) => <About item={item} /> },
    { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
    { label: text.t('desk.due'), cell: (item) => <SlaMark openedAt={item.openedAt} dueAt={item.dueAt} /> },
    {
      label: text.t('desk.owner'),
      cell: (item) =>
        'role' in item.owner ? (
          text.word(item.owner.role, 'role')
        ) : (
          <bdi>{item.ownerName ?? text.t('desk.one-person')}</bdi>
        ),
    },
    {
      label: text.t('desk.holder'),
      cell: (item) => (
        <Group gap={4} wrap="nowrap">
          <ClaimButton item={item} />
          <ItemMenu item={item} acts={acts} />
        </Group>
      ),
    },
  ];
  return <RowTable caption={text.t('desk.title')} columns={columns} rows={items} keyOf={(item) => item.id} />;
}

function About({ item }: { readonly item: DeskItem }) {
  const text = useText();
  if (!item.reference) {
    const known = ['conservation-alarm', 'watch-handover', 'alert-channel'].includes(item.ref.kind);
    return <Text c="dimmed">{known ? '–' : text.t('desk.sealed')}</Text>;
  }
  const { number, title, state, ref } = item.reference;
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm">
        {number && (
          <>
            <span className="mono">{number}</span>{' '}
          </>
        )}
        {title !== number && <bdi>{text.word(title)}</bdi>}
      </Text>
      <StateBadge state={state} scope={stateScope(ref.kind)} size="sm" />
    </Stack>
  );
}
