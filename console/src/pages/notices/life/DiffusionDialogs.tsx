import { Group, Text } from '@mantine/core';
import { useSend } from '../../../api/hooks.ts';
import { BureauTag } from '../../../components/BureauTag.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { UrgencySelect } from '../../../form/UrgencySelect.tsx';
import { useFormState } from '../../../form/use-form-state.ts';
import { useText } from '../../../i18n/use-text.ts';
import type { NoticeDialogProps } from '../notice-props.ts';

/** Straight to the chosen bureaus, by someone other than the author. */
export function DiffuseDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ urgency: 'routine' }, send.error);
  const to = notice.distribution?.to;
  return (
    <FormDialog
      title={text.t('notice.do.diffuse')}
      submit={text.t('notice.do.diffuse')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({ path: `/api/notices/${notice.id}/diffuse`, body: body({ version: notice.version }) })
      }
    >
      <Text size="sm">{text.t('notice.diffuse.warning')}</Text>
      <Group gap={6}>{Array.isArray(to) && to.map((code) => <BureauTag key={code} code={code} />)}</Group>
      <UrgencySelect {...form.choice('/urgency')} />
    </FormDialog>
  );
}

/** The diffusion's only end. */
export function RecallDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  return (
    <ReasonDialog
      opened
      title={text.t('notice.do.recall')}
      warning={text.t('notice.recall.warning')}
      confirm={text.t('notice.do.recall')}
      danger
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({ path: `/api/notices/${notice.id}/recall`, body: { version: notice.version, reason } })
      }
    />
  );
}
