import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { DeskItem } from '../../../../src/desk/contract.ts';
import { Deadline } from '../../components/Deadline.tsx';
import { Phrase } from '../../components/Phrase.tsx';
import { type Column, RowTable } from '../../components/RowTable.tsx';
import { refPath, stateScope } from '../../components/ref-path.ts';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ClaimButton } from './ClaimButton.tsx';

/** What is owed, about what, until when, by whom. */
export function QueueTable({ items }: { readonly items: readonly DeskItem[] }) {
  const text = useText();
  const columns: readonly Column<DeskItem>[] = [
    {
      label: text.t('desk.task'),
      lead: true,
      cell: (item) => {
        const to = refPath(item.ref, item.about);
        return to ? (
          <Anchor component={Link} to={to} fw={600}>
            <Phrase {...taskPhrase(text, item)} />
          </Anchor>
        ) : (
          <Text fw={600}>
            <Phrase {...taskPhrase(text, item)} />
          </Text>
        );
      },
    },
    { label: text.t('desk.about'), cell: (item) => <About item={item} /> },
    { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
    { label: text.t('desk.due'), cell: (item) => <Deadline at={item.dueAt} /> },
    {
      label: text.t('desk.owner'),
      cell: (item) => ('role' in item.owner ? text.word(item.owner.role, 'role') : text.t('desk.one-person')),
    },
    { label: text.t('desk.holder'), cell: (item) => <ClaimButton item={item} /> },
  ];
  return <RowTable caption={text.t('desk.title')} columns={columns} rows={items} keyOf={(item) => item.id} />;
}

function taskPhrase(text: ReturnType<typeof useText>, { task, params }: DeskItem) {
  return { code: text.knows(task) ? task : `task.${task}`, params };
}

function About({ item }: { readonly item: DeskItem }) {
  const text = useText();
  if (!item.reference) return <Text c="dimmed">{text.t('desk.sealed')}</Text>;
  const { number, title, state } = item.reference;
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
      <StateBadge state={state} scope={stateScope(item.ref.kind)} size="sm" />
    </Stack>
  );
}
