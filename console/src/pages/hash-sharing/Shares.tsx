import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { shareList } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

type Share = z.infer<typeof shareList>['items'][number];

/** Which lists leave this bureau, on what basis, decided by whom. */
export function Shares() {
  const text = useText();
  const me = useMe();
  const query = useGet<z.infer<typeof shareList>>('/api/hash-shares');
  const [deciding, setDeciding] = useState<Share | null>(null);
  const [basis, setBasis] = useState<string | null>('own');
  const send = useSend(() => setDeciding(null));
  const decides = me.is(me.isSecretariat ? 'curator' : 'supervisor');
  return (
    <Section title={text.t('sharing.shares')}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('sharing.shares.none')} />
          ) : (
            <RowTable
              caption={text.t('sharing.shares')}
              rows={items}
              keyOf={(share) => share.listId}
              columns={[
                { label: text.t('lists.name'), lead: true, cell: (share) => <bdi>{share.listName}</bdi> },
                {
                  label: text.t('common.state'),
                  cell: ({ share }) => <StateBadge state={share ? 'yes' : 'no'} scope="sharing.share" size="sm" />,
                },
                {
                  label: text.t('sharing.share.basis'),
                  cell: ({ basis: on }) => on && text.t(`sharing.share.basis.${on}`),
                },
                { label: text.t('sharing.share.terms'), cell: ({ terms }) => terms },
                { label: text.t('import.by'), cell: ({ decidedBy }) => decidedBy && <Actor id={decidedBy} /> },
                { label: text.t('sharing.share.partners'), cell: ({ partners }) => text.number(partners) },
                {
                  label: text.t('sharing.share.do'),
                  cell: (share) =>
                    decides && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => {
                          setBasis(share.own ? 'own' : 'consent');
                          setDeciding(share);
                        }}
                      >
                        {text.t(share.share ? 'sharing.share.stop' : 'sharing.share.do')}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {deciding && (
        <ReasonDialog
          opened
          title={`${text.t(deciding.share ? 'sharing.share.stop' : 'sharing.share.do')}: ${deciding.listName}`}
          reasonLabel={text.t('sharing.share.terms')}
          confirm={text.t(deciding.share ? 'sharing.share.stop' : 'sharing.share.do')}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setDeciding(null);
          }}
          onConfirm={(terms) =>
            send.mutate({
              path: `/api/hash-shares/${deciding.listId}`,
              method: 'PUT',
              body: { version: deciding.version, share: !deciding.share, basis, terms },
            })
          }
        >
          {!deciding.share && (
            <Select
              label={text.t('sharing.share.basis')}
              value={basis}
              onChange={setBasis}
              data={(['own', 'consent'] as const).map((value) => ({
                value,
                label: text.t(`sharing.share.basis.${value}`),
                disabled: value === 'own' && !deciding.own,
              }))}
            />
          )}
        </ReasonDialog>
      )}
    </Section>
  );
}
