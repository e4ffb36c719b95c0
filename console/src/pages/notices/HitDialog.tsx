import { Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { NoticeDialogProps } from './notice-props.ts';

/** The person of the notice was met here; its owner is told at once. */
export function HitDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const navigate = useNavigate();
  const [at, setAt] = useState(() => localMinute(Date.now()));
  const send = useSend<{ readonly id: string }>((hit) => {
    notifications.show({ color: 'teal', message: text.t('hit.recorded-done') });
    void navigate(`/hits/${hit.id}`);
  });
  const { form, body } = useFormState({ urgency: 'urgent' }, send.error);
  return (
    <FormDialog
      title={text.t('notice.do.hit')}
      submit={text.t('notice.do.hit')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() =>
        send.mutate({ path: `/api/notices/${notice.id}/hits`, body: body(at ? { at: new Date(at).getTime() } : {}) })
      }
      onClose={onClose}
    >
      <TextInput {...form.text('/place')} label={text.t('hit.place')} required data-autofocus />
      <TextInput
        type="datetime-local"
        label={text.t('hit.at')}
        value={at}
        error={form.error('/at')}
        onChange={(event) => setAt(event.currentTarget.value)}
        required
      />
      <Textarea {...form.text('/circumstances')} label={text.t('hit.circumstances')} autosize minRows={3} required />
      <UrgencySelect {...form.choice('/urgency')} of={['urgent', 'life-at-risk']} />
    </FormDialog>
  );
}

/** As `datetime-local` wants it: local time to the minute. */
function localMinute(ms: number): string {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
