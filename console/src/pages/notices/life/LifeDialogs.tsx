import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../../api/hooks.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { BureausSelect } from '../../../form/BureauSelect.tsx';
import { useText } from '../../../i18n/use-text.ts';
import type { NoticeDialogProps } from '../notice-props.ts';

const today = (): string => new Date().toISOString().slice(0, 10);

/** More bureaus shall have it: a new leaf of the log, nothing of the notice changes. */
export function DistributeDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const [add, setAdd] = useState<string[]>([]);
  return (
    <FormDialog
      title={text.t('notice.do.distribute')}
      submit={text.t('notice.do.distribute')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({ path: `/api/notices/${notice.id}/distribute`, body: { version: notice.version, add } })
      }
    >
      <BureausSelect label={text.t('notice.distribute.add')} value={add} onChange={setAdd} required />
    </FormDialog>
  );
}

/** This bureau acts on a received notice, and whoever sent it out sees that. */
export function TakeUpDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={text.t('notice.do.take-up')}
      submit={text.t('notice.do.take-up')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({ path: `/api/notices/${notice.id}/take-up`, body: { version: notice.version, note } })
      }
    >
      <Textarea
        label={text.t('notice.take-up.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        required
        autosize
        minRows={2}
        data-autofocus
      />
    </FormDialog>
  );
}

/** It must go on, and why. */
export function ExtendDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const [until, setUntil] = useState('');
  return (
    <ReasonDialog
      opened
      title={text.t('notice.do.extend')}
      confirm={text.t('notice.do.extend')}
      disabled={until === ''}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({
          path: `/api/notices/${notice.id}/extend`,
          body: { version: notice.version, reason, until: new Date(`${until}T00:00Z`).getTime() },
        })
      }
    >
      <TextInput
        type="date"
        label={text.t('notice.extend.until')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
        required
      />
    </ReasonDialog>
  );
}

/** The court was asked again. */
export function ReconfirmDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const [confirmedWith, setConfirmedWith] = useState('');
  const [on, setOn] = useState(today());
  return (
    <FormDialog
      title={text.t('notice.do.reconfirm')}
      submit={text.t('notice.do.reconfirm')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/notices/${notice.id}/reconfirm`,
          body: { version: notice.version, confirmedWith, on },
        })
      }
    >
      <TextInput
        label={text.t('notice.reconfirm.with')}
        value={confirmedWith}
        onChange={(event) => setConfirmedWith(event.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        type="date"
        label={text.t('notice.reconfirm.on')}
        value={on}
        max={today()}
        onChange={(event) => setOn(event.currentTarget.value)}
        required
      />
    </FormDialog>
  );
}
