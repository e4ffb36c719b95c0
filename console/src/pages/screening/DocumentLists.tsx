import { Anchor, Button, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { DocumentImportView } from '../../../../src/screening/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Lists that were brought in, with their progress and the way back. */
export function DocumentLists({ onProblems }: { onProblems(item: DocumentImportView): void }) {
  const text = useText();
  const me = useMe();
  const [moving, setMoving] = useState(false);
  const query = useGet<{ items: DocumentImportView[] }>(
    '/api/lost-documents/imports',
    { limit: 100 },
    { everyMs: moving ? 1_000 : undefined },
  );
  const moves = query.data?.items.some((item) => item.state === 'running' || item.state === 'undoing') ?? false;
  if (moves !== moving) setMoving(moves);
  const [undoing, setUndoing] = useState<DocumentImportView | null>(null);
  const send = useSend(() => setUndoing(null));
  const works = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('docs.lists.empty')} />
          ) : (
            <RowTable
              caption={text.t('docs.lists')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('docs.source'),
                  lead: true,
                  cell: (item) => (
                    <Stack gap={0}>
                      <Text fw={600} size="sm">
                        <bdi>{item.source}</bdi>
                      </Text>
                      <Text size="xs" c="dimmed">
                        <bdi>{item.fileName}</bdi>
                      </Text>
                    </Stack>
                  ),
                },
                {
                  label: text.t('common.state'),
                  cell: (item) =>
                    item.state === 'running' ? (
                      <Progress
                        value={(item.read / Math.max(1, item.total)) * 100}
                        animated
                        w={120}
                        aria-label={text.t('docs.progress', { read: item.read, total: item.total })}
                      />
                    ) : (
                      <StateBadge state={item.state} scope="lost-document.state" size="sm" />
                    ),
                },
                { label: text.t('docs.accepted'), cell: (item) => text.number(item.accepted) },
                {
                  label: text.t('docs.refused'),
                  cell: (item) =>
                    item.refused === 0 ? (
                      text.number(0)
                    ) : (
                      <Anchor component="button" type="button" size="sm" onClick={() => onProblems(item)}>
                        {text.number(item.refused)}
                      </Anchor>
                    ),
                },
                { label: text.t('common.by'), cell: (item) => <Actor id={item.createdBy} /> },
                { label: text.t('common.at'), cell: (item) => <When at={item.createdAt} /> },
                {
                  label: text.t('common.actions'),
                  cell: (item) =>
                    works &&
                    (item.undoUntil !== null || item.state === 'running') && (
                      <Button size="compact-sm" variant="default" onClick={() => setUndoing(item)}>
                        {text.t('docs.undo')}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {undoing && (
        <ReasonDialog
          opened
          title={text.t('docs.undo')}
          warning={text.t('docs.undo.hint')}
          confirm={text.t('docs.undo')}
          minLength={0}
          danger
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setUndoing(null);
          }}
          onConfirm={() =>
            send.mutate({ path: `/api/lost-documents/imports/${undoing.id}/undo`, body: { version: undoing.version } })
          }
        />
      )}
    </>
  );
}
