import { TextInput } from '@mantine/core';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { BureauSelect } from '../../form/BureauSelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CaseDialogProps } from './case-props.ts';
import { OutcomeFields } from './OutcomeFields.tsx';

/** Tells another bureau what happened here, for its case. */
export function ReportOutcomeDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const today = new Date().toISOString().slice(0, 10);
  const { form, body } = useFormState(
    { number: 1, date: today, to: file.from ?? undefined, theirCaseRef: file.theirRef ?? undefined },
    send.error,
  );
  return (
    <FormDialog
      title={text.t('case.outcome.report')}
      submit={text.t('common.send')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/cases/${file.id}/report-outcome`, body: body() })}
      onClose={onClose}
    >
      <BureauSelect {...form.choice('/to')} label={text.t('common.to')} required />
      <TextInput
        {...form.text('/theirCaseRef')}
        label={text.t('case.their-ref')}
        description={text.t('case.their-ref.hint')}
        dir="ltr"
        required
      />
      <OutcomeFields form={form} />
    </FormDialog>
  );
}
