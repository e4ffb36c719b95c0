import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { NoticeDialogProps } from './notice-props.ts';

/** At the Secretariat: out of force for a while, or back. */
export function SuspendDialog({ notice, move, onClose }: NoticeDialogProps & { readonly move: 'suspend' | 'resume' }) {
  const text = useText();
  const [until, setUntil] = useState('');
  const [atEnd, setAtEnd] = useState<string | null>('ask');
  const send = useSend(onClose);
  const suspend = move === 'suspend';
  return (
    <ReasonDialog
      opened
      title={text.t(`notice.do.${move}`)}
      confirm={text.t(`notice.do.${move}`)}
      disabled={suspend && until === ''}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({
          path: `/api/notices/${notice.id}/${move}`,
          body: {
            version: notice.version,
            reason,
            ...(suspend ? { until: new Date(`${until}T12:00Z`).getTime(), atEnd } : {}),
          },
        })
      }
    >
      {suspend && (
        <TextInput
          type="date"
          label={text.t('notice.suspend.until')}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
          required
          data-autofocus
        />
      )}
      {suspend && (
        <Select
          label={text.t('notice.suspend.at-end')}
          value={atEnd}
          onChange={setAtEnd}
          allowDeselect={false}
          data={['ask', 'resume', 'cancel'].map((value) => ({
            value,
            label: text.word(value, 'notice.suspension-end'),
          }))}
        />
      )}
    </ReasonDialog>
  );
}
