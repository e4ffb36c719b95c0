import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DECLINE_REASONS } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { DecisionProps } from './decision-props.ts';

/** Says no, on a ground and in words. */
export function DeclineDialog({ request, criteria, onClose }: DecisionProps) {
  const text = useText();
  const [ground, setGround] = useState<string | null>(null);
  const send = useSend(() => {
    notifications.show({ message: text.t('decide.declined') });
    onClose();
  });
  return (
    <ReasonDialog
      opened
      title={text.t('decide.decline')}
      reasonLabel={text.t('decide.explanation')}
      confirm={text.t('decide.decline')}
      danger
      disabled={ground === null}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(explanation) =>
        send.mutate({
          path: `/api/requests/${request.id}/decline`,
          body: { version: request.version, reason: ground, explanation, criteria },
        })
      }
    >
      <Select
        label={text.t('decide.decline.reason')}
        data={DECLINE_REASONS.map((value) => ({ value, label: text.word(value, 'decline') }))}
        value={ground}
        onChange={setGround}
        required
        data-autofocus
      />
    </ReasonDialog>
  );
}
