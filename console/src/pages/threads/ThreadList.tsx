import { Anchor, Badge, Group } from '@mantine/core';
import { Link } from 'react-router';
import type { ThreadSummary } from '../../../../src/correspondence/contract.ts';
import type { Query } from '../../api/client.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Conversations, latest first. */
export function ThreadList({ filter }: { readonly filter: Query }) {
  const text = useText();
  const me = useMe();
  const list = usePages<ThreadSummary>('/api/threads', filter);
  return (
    <>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('threads.empty')} />
          ) : (
            <RowTable
              caption={text.t('threads.title')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('threads.subject'),
                  lead: true,
                  cell: (item) => (
                    <Anchor component={Link} to={`/threads/${item.id}`} fw={item.unread > 0 ? 700 : 500}>
                      {item.subject}
                    </Anchor>
                  ),
                },
                {
                  label: text.t('threads.with'),
                  cell: (item) => (
                    <Group gap={4} display="inline-flex">
                      {item.participants
                        .filter((code) => code !== me.bureau)
                        .map((code) => (
                          <BureauTag key={code} code={code} named={item.participants.length < 4} />
                        ))}
                    </Group>
                  ),
                },
                { label: text.t('threads.type'), cell: (item) => text.word(item.type, 'message.type') },
                { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
                { label: text.t('threads.open'), cell: (item) => <Counts item={item} /> },
                { label: text.t('threads.last'), cell: (item) => <When at={item.lastAt} /> },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </>
  );
}

function Counts({ item }: { readonly item: ThreadSummary }) {
  const text = useText();
  const counts = [
    ['threads.unread', item.unread, 'harbour'],
    ['threads.owed', item.owed, 'orange'],
    ['threads.awaited', item.awaited, 'gray'],
    ['threads.undelivered', item.undelivered, 'red'],
  ] as const;
  const shown = counts.filter(([, n]) => n > 0);
  if (shown.length === 0) return null;
  return (
    <Group gap={4} display="inline-flex">
      {shown.map(([key, n, color]) => (
        <Badge key={key} color={color} variant="light" tt="none">
          {text.t(key, { n })}
        </Badge>
      ))}
    </Group>
  );
}
