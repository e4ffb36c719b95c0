import { Alert, Fieldset, Select, Textarea } from '@mantine/core';
import { IconHomeCheck } from '@tabler/icons-react';
import { GROUNDS, SECRETARIAT_GROUNDS } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { EvidenceFields } from './EvidenceFields.tsx';
import type { NoticeDialogProps } from './notice-props.ts';

/** Cancels on a listed ground. For "purpose achieved" the physical return is to be on record. */
export function CancelDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const me = useMe();
  const send = useSend(onClose);
  const { form, body } = useFormState({ evidence: { country: undefined } }, send.error);
  const grounds: readonly string[] = me.isSecretariat ? SECRETARIAT_GROUNDS : GROUNDS;
  const achieved = ['purpose-achieved', 'found-safe', 'deceased'].includes(String(form.get('/ground')));

  function submit(): void {
    const { evidence, ...rest } = body({ version: notice.version }) as { evidence?: object };
    send.mutate({
      path: `/api/notices/${notice.id}/cancel`,
      body: achieved && evidence ? { ...rest, evidence } : rest,
    });
  }

  return (
    <FormDialog
      title={text.t('notice.do.cancel')}
      submit={text.t('notice.do.cancel')}
      danger
      pending={send.isPending}
      error={send.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Alert icon={<IconHomeCheck />}>{text.t('notice.cancel.guard')}</Alert>
      <Select
        {...form.choice('/ground')}
        label={text.t('notice.cancel.ground')}
        data={grounds.map((value) => ({ value, label: text.word(value, 'notice.ground') }))}
        required
        data-autofocus
      />
      {achieved && (
        <Fieldset legend={text.t('notice.evidence')}>
          <EvidenceFields form={form} at="/evidence" />
        </Fieldset>
      )}
      <Textarea
        {...form.text('/reason')}
        label={text.t('common.reason')}
        description={text.t('common.reason.hint')}
        autosize
        minRows={3}
        required
      />
    </FormDialog>
  );
}
