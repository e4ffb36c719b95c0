import { notifications } from '@mantine/notifications';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { NoticeDialogProps } from './notice-props.ts';

/** To the Secretariat, by someone other than the author. */
export function SubmitDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('notice.submitted.note') });
    onClose();
  });
  const { form, body } = useFormState({ urgency: 'routine' }, send.error);
  return (
    <FormDialog
      title={text.t('notice.do.submit')}
      submit={text.t('notice.do.submit')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() =>
        send.mutate({ path: `/api/notices/${notice.id}/submit`, body: body({ version: notice.version }) })
      }
      onClose={onClose}
    >
      <UrgencySelect {...form.choice('/urgency')} />
    </FormDialog>
  );
}
