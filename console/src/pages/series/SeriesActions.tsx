import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { SeriesView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

type Move = 'lead' | 'released' | 'identified' | 'protected';

/** From unidentified to protected: what this bureau can say next. */
export function SeriesActions({ series }: { readonly series: SeriesView }) {
  const text = useText();
  const me = useMe();
  const [move, setMove] = useState<Move | null>(null);
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('series.sent') });
    setMove(null);
  });
  if (!me.is('analyst', 'supervisor', 'vid-specialist', 'curator')) return null;
  const ours = series.by === me.bureau;
  const moves: Move[] =
    series.state === 'unidentified'
      ? ['lead', 'identified']
      : series.state === 'lead'
        ? ours
          ? ['identified', 'released']
          : ['identified']
        : series.state === 'identified' && ours
          ? ['protected']
          : [];
  return (
    <>
      {moves.map((name, n) => (
        <Button key={name} variant={n === 0 ? 'filled' : 'default'} onClick={() => setMove(name)}>
          {text.t(`series.do.${name}`)}
        </Button>
      ))}
      {move && (
        <ReasonDialog
          opened
          title={text.t(`series.do.${move}`)}
          warning={text.t('series.no-name')}
          confirm={text.t(`series.do.${move}`)}
          minLength={0}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            setMove(null);
            send.reset();
          }}
          onConfirm={() =>
            send.mutate({ path: `/api/series/${series.id}/state`, body: { version: series.version, to: move } })
          }
        />
      )}
    </>
  );
}
