import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { JudgementView } from '../../../../src/identification/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { PagedTable } from '../../components/PagedTable.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

type Asking = { readonly what: 'confirm' | 'undo'; readonly of: JudgementView };

/** Matches that somebody here said are none: a second person confirms it, or undoes it. */
export function FalseMatches() {
  const text = useText();
  const me = useMe();
  const list = usePages<JudgementView>('/api/false-matches');
  const [asking, setAsking] = useState<Asking | null>(null);
  const send = useSend(() => setAsking(null));
  const seconds = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  return (
    <Section title={text.t('judge.list')}>
      <PagedTable
        caption={text.t('judge.list')}
        list={list}
        empty={text.t('judge.list.empty')}
        keyOf={(item) => item.id}
        columns={[
          {
            label: text.t('common.reason'),
            lead: true,
            cell: (item) => (
              <Anchor component={Link} to={`/lookups/${item.lookupId}`} size="sm">
                {item.reason}
              </Anchor>
            ),
          },
          { label: text.t('import.by'), cell: (item) => <Actor id={item.by} /> },
          { label: text.t('common.at'), cell: (item) => <When at={item.at} /> },
          {
            label: text.t('common.state'),
            cell: (item) => <StateBadge state={item.standing} scope="judgement.standing" size="sm" />,
          },
          {
            label: text.t('judge.second'),
            cell: (item) =>
              item.second ? (
                <Text size="sm">
                  <Actor id={item.second.by} /> · {item.second.reason}
                </Text>
              ) : (
                seconds && (
                  <Group gap={6} className="cell">
                    {item.by !== me.mark && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => setAsking({ what: 'confirm', of: item })}
                      >
                        {text.t('judge.confirm')}
                      </Button>
                    )}
                    <Button size="compact-sm" variant="default" onClick={() => setAsking({ what: 'undo', of: item })}>
                      {text.t('series.moves.undo')}
                    </Button>
                  </Group>
                )
              ),
          },
        ]}
      />
      {asking && (
        <ReasonDialog
          opened
          title={text.t(asking.what === 'confirm' ? 'judge.confirm' : 'series.moves.undo')}
          confirm={text.t(asking.what === 'confirm' ? 'judge.confirm' : 'series.moves.undo')}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setAsking(null);
          }}
          onConfirm={(reason) =>
            send.mutate({
              path: `/api/false-matches/${asking.of.id}/${asking.what}`,
              body: { version: asking.of.version, reason },
            })
          }
        />
      )}
    </Section>
  );
}
