import { Select, Textarea } from '@mantine/core';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { nameLines } from '../../person/name-lines.ts';
import type { CaseDialogProps } from './case-props.ts';
import { OutcomeFields } from './OutcomeFields.tsx';

/** An outcome, recorded here. */
export function OutcomeDialog({ file, onClose }: CaseDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  const today = new Date().toISOString().slice(0, 10);
  const { form, body } = useFormState({ number: 1, date: today }, send.error);
  const subjects = file.subjects.map((subject) => ({
    value: subject.id,
    label: `${nameLines(subject.particulars.names)[0] ?? text.t('person.unnamed')} (${text.word(subject.role, 'subject')})`,
  }));
  return (
    <FormDialog
      title={text.t('case.outcome.record')}
      submit={text.t('case.outcome.record')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/cases/${file.id}/outcomes`, body: body() })}
      onClose={onClose}
    >
      <OutcomeFields form={form} />
      <Select {...form.choice('/subjectId')} label={text.t('case.outcome.subject')} data={subjects} clearable />
      <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={2} />
    </FormDialog>
  );
}
