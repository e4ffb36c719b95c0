import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { AuthorityView, TipView } from '../../../../src/tips/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { circuitWord } from './AuthorityDialog.tsx';

/** The legal authority recorded for files of a report, and what became of it. */
export function Authorities({ tip }: { readonly tip: TipView }) {
  const text = useText();
  const me = useMe();
  const [ending, setEnding] = useState<AuthorityView | null>(null);
  const send = useSend(() => setEnding(null));
  if (tip.authorities.length === 0) return null;
  const fileName = (id: string | null): string => {
    const file = tip.fileList.find((one) => one.id === id);
    return file ? (file.name ?? file.key) : text.t('tip.authority.all');
  };
  return (
    <Section title={text.t('tip.authority')}>
      <RowTable
        caption={text.t('tip.authority')}
        rows={tip.authorities}
        keyOf={(one) => one.id}
        columns={[
          {
            label: text.t('tip.authority.kind'),
            lead: true,
            cell: (one) => (
              <>
                <Text size="sm" fw={600}>
                  {text.phrase(`tip.authority.${one.kind}`)} · {circuitWord(one.circuit, text)}
                </Text>
                {one.note && (
                  <Text size="xs" c="dimmed">
                    <bdi>{one.note}</bdi>
                  </Text>
                )}
              </>
            ),
          },
          { label: text.t('tip.authority.reference'), cell: (one) => <bdi className="mono">{one.reference}</bdi> },
          { label: text.t('tip.authority.for'), cell: (one) => <bdi>{fileName(one.fileId)}</bdi> },
          {
            label: text.t('lookups.by'),
            cell: (one) => (
              <>
                <Actor id={one.recordedBy} /> · <When at={one.at} />
              </>
            ),
          },
          {
            label: text.t('common.state'),
            cell: (one) =>
              one.withdrawnAt === null ? (
                me.is('analyst', 'supervisor') ? (
                  <Button size="compact-sm" variant="default" onClick={() => setEnding(one)}>
                    {text.t('tip.authority.withdraw')}
                  </Button>
                ) : (
                  text.t('tip.authority.stands')
                )
              ) : (
                <>
                  {text.t('tip.authority.withdrawn')} · <When at={one.withdrawnAt} />
                  <Text size="xs" c="dimmed">
                    <bdi>{one.withdrawnReason}</bdi>
                  </Text>
                </>
              ),
          },
        ]}
      />
      {ending && (
        <ReasonDialog
          opened
          title={`${text.t('tip.authority.withdraw')}: ${ending.reference}`}
          confirm={text.t('tip.authority.withdraw')}
          danger
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setEnding(null);
          }}
          onConfirm={(reason) =>
            send.mutate({ path: `/api/tips/${tip.id}/authorities/${ending.id}/withdraw`, body: { reason } })
          }
        />
      )}
    </Section>
  );
}
