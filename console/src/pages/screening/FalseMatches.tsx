import { Anchor, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FalseMatchView } from '../../../../src/screening/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Pairs that people told apart: shown with later candidates, hiding none. */
export function FalseMatches() {
  const text = useText();
  const me = useMe();
  const list = usePages<FalseMatchView>('/api/screening-false-matches');
  const [asking, setAsking] = useState<FalseMatchView | null>(null);
  const send = useSend(() => setAsking(null));
  const decides = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('screen.false.empty')} />
          ) : (
            <RowTable
              caption={text.t('screen.false')}
              rows={items}
              keyOf={(item) => item.id}
              columns={[
                {
                  label: text.t('screen.record'),
                  lead: true,
                  cell: (item) => (
                    <Anchor component={Link} to={`/screenings/${item.screeningId}`}>
                      {text.word(item.source, 'screening.source')} <span className="ltr">{item.number}</span>
                    </Anchor>
                  ),
                },
                { label: text.t('common.reason'), cell: (item) => <bdi>{item.reason}</bdi> },
                { label: text.t('common.by'), cell: (item) => <Actor id={item.by} /> },
                { label: text.t('common.at'), cell: (item) => <When at={item.at} /> },
                {
                  label: text.t('common.actions'),
                  cell: (item) =>
                    item.undone ? (
                      <Text size="sm" c="dimmed">
                        {text.t('screen.false.undone')}: <bdi>{item.undone.reason}</bdi>
                      </Text>
                    ) : (
                      decides && (
                        <Button size="compact-sm" variant="default" onClick={() => setAsking(item)}>
                          {text.t('screen.false.undo')}
                        </Button>
                      )
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
      {asking && (
        <ReasonDialog
          opened
          title={text.t('screen.false.undo')}
          warning={text.t('screen.false.undo.hint')}
          confirm={text.t('screen.false.undo')}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setAsking(null);
          }}
          onConfirm={(reason) =>
            send.mutate({
              path: `/api/screening-false-matches/${asking.id}/undo`,
              body: { version: asking.version, reason },
            })
          }
        />
      )}
    </>
  );
}
