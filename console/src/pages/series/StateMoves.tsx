import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { z } from 'zod';
import type { changeOffender, changeVictim } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

export type Move = z.input<typeof changeVictim>['to'] | z.input<typeof changeOffender>['to'];

interface Props {
  /** Where the change is posted. */
  readonly path: string;
  readonly version: number;
  readonly moves: readonly Move[];
  /** What it is of: read out with each button. */
  readonly of: string;
  /** This bureau leads already: `lead` then says that work goes on. */
  readonly leading: boolean;
}

/** What this bureau can say next of a victim or an offender. */
export function StateMoves({ path, version, moves, of, leading }: Props) {
  const text = useText();
  const [move, setMove] = useState<Move | null>(null);
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('series.sent') });
    setMove(null);
  });
  const words = (name: Move) => text.t(name === 'lead' && leading ? 'series.move.lead-again' : `series.move.${name}`);
  return (
    <>
      <Group gap={6} className="cell">
        {moves.map((name) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            aria-label={`${words(name)}: ${of}`}
            onClick={() => setMove(name)}
          >
            {words(name)}
          </Button>
        ))}
      </Group>
      {move && (
        <ReasonDialog
          opened
          title={`${words(move)}: ${of}`}
          warning={text.t('series.no-name')}
          confirm={words(move)}
          minLength={0}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            setMove(null);
            send.reset();
          }}
          onConfirm={() => send.mutate({ path, body: { version, to: move } })}
        />
      )}
    </>
  );
}
