import { Select, Text } from '@mantine/core';
import { SUBJECT_ROLES, type SubjectView } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { ParticularsFields } from '../../person/ParticularsFields.tsx';
import { newPerson } from '../../person/PersonFields.tsx';
import type { CaseDialogProps } from './case-props.ts';

interface Props extends CaseDialogProps {
  /** Null: a new one. */
  readonly subject: SubjectView | null;
}

/** A person of the case, new or changed. */
export function SubjectDialog({ file, subject, onClose }: Props) {
  const text = useText();
  const send = useSend(onClose);
  const start = subject ? { role: subject.role, particulars: subject.particulars } : newPerson();
  const { form, body } = useFormState(start, send.error);
  const title = text.t(subject ? 'case.subject.change' : 'case.subject.add');

  function submit(): void {
    if (!subject) send.mutate({ path: `/api/cases/${file.id}/subjects`, body: body() });
    else
      send.mutate({ method: 'PATCH', path: `/api/subjects/${subject.id}`, body: body({ version: subject.version }) });
  }

  return (
    <FormDialog
      title={title}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      wide
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        {...form.choice('/role')}
        label={text.t('person.role')}
        data={SUBJECT_ROLES.map((role) => ({ value: role, label: text.word(role, 'subject') }))}
        required
        data-autofocus
      />
      {subject?.identityHeld && (
        <Text size="sm" c="dimmed">
          {text.t('case.identity.kept')}
        </Text>
      )}
      <ParticularsFields form={form} at="/particulars" />
    </FormDialog>
  );
}
