import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../../api/hooks.ts';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { useText } from '../../../i18n/use-text.ts';
import type { NoticeDialogProps } from '../notice-props.ts';

/** At the Secretariat: a diffusion stands, or everyone who was sent it must give it up. */
export function CheckDiffusionDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const [decision, setDecision] = useState('stands');
  const withdraws = decision === 'withdraw';
  return (
    <ReasonDialog
      opened
      title={text.t('notice.do.check-diffusion')}
      confirm={text.t(withdraws ? 'notice.check.withdraw' : 'notice.check.stands')}
      minLength={withdraws ? 3 : 0}
      danger={withdraws}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({
          path: `/api/notices/${notice.id}/check-diffusion`,
          body: { version: notice.version, decision, ...(withdraws ? { reason } : {}) },
        })
      }
    >
      <Radio.Group value={decision} onChange={setDecision} aria-label={text.t('notice.do.check-diffusion')}>
        <Stack gap={6}>
          <Radio value="stands" label={text.t('notice.check.stands')} />
          <Radio value="withdraw" label={text.t('notice.check.withdraw')} />
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  );
}
