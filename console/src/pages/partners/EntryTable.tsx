import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { entryRow } from '../../../../src/notices/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ColourMark } from '../../components/ColourMark.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { EntryDialog } from './EntryDialog.tsx';

export type Entry = z.infer<typeof entryRow>;

/** Entries of received notices in national systems, each with what is owed on it. */
export function EntryTable({ query }: { readonly query: Record<string, string> }) {
  const text = useText();
  const me = useMe();
  const { items, more } = usePages<Entry>('/api/entries', query);
  const [open, setOpen] = useState<{ entry: Entry; act: 'validate' | 'removed' } | null>(null);
  const works = me.is('analyst', 'supervisor', 'watch-officer');
  if (!items) return null;
  if (items.length === 0) return <Text size="sm">{text.t('entries.none')}</Text>;
  return (
    <>
      <RowTable
        caption={text.t('entries.title')}
        rows={items}
        keyOf={(entry) => entry.id}
        columns={[
          {
            label: text.t('review.notice'),
            lead: true,
            cell: (entry) => (
              <Group gap={6} wrap="nowrap">
                <ColourMark colour={entry.colour} />
                <Anchor component={Link} to={`/notices/${entry.notice}`} className="ltr" size="sm">
                  {entry.noticeNumber ?? text.t('common.open')}
                </Anchor>
              </Group>
            ),
          },
          { label: text.t('entries.system'), cell: (entry) => <span className="ltr">{entry.system}</span> },
          {
            label: text.t('common.state'),
            cell: (entry) => <StateBadge state={entry.state} scope="entry.state" size="sm" />,
          },
          { label: text.t('entries.number'), cell: (entry) => <span className="ltr">{entry.number ?? '—'}</span> },
          {
            label: text.t('entries.validate-at'),
            cell: (entry) =>
              entry.validateAt !== null && (entry.state === 'entered' || entry.state === 'change-owed') ? (
                <Deadline at={entry.validateAt} done={false} />
              ) : (
                '—'
              ),
          },
          {
            label: text.t('common.actions'),
            cell: (entry) => (
              <Stack gap={4} align="flex-start">
                {works && (entry.state === 'entered' || entry.state === 'change-owed') && (
                  <Button size="compact-xs" variant="default" onClick={() => setOpen({ entry, act: 'validate' })}>
                    {text.t('entries.validate')}
                  </Button>
                )}
                {works && entry.state === 'removal-owed' && (
                  <Button size="compact-xs" variant="default" onClick={() => setOpen({ entry, act: 'removed' })}>
                    {text.t('entries.removed')}
                  </Button>
                )}
                {entry.declineReason && <Text size="xs">{entry.declineReason}</Text>}
                {entry.removalBy && (
                  <Text size="xs" c="dimmed">
                    {entry.removalBy}
                  </Text>
                )}
              </Stack>
            ),
          },
        ]}
      />
      <MoreButton more={more} />
      {open && <EntryDialog entry={open.entry} act={open.act} onClose={() => setOpen(null)} />}
    </>
  );
}
