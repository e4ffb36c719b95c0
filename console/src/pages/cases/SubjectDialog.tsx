import { Modal, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { type Particulars, SUBJECT_ROLES, type SubjectView } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { ParticularsFields } from '../../person/ParticularsFields.tsx';
import { newPerson } from '../../person/PersonFields.tsx';
import type { CaseDialogProps } from './case-props.ts';
import { ConflictChoice } from './conflict/ConflictChoice.tsx';
import { DocumentZone } from './people/DocumentZone.tsx';
import { MarkList } from './people/MarkList.tsx';
import { withScripts } from './people/script-of.ts';
import { particularFields, showParticular } from './people/show-particular.ts';

interface Props extends CaseDialogProps {
  /** Null: a new one. */
  readonly subject: SubjectView | null;
}

interface Said {
  readonly role: SubjectView['role'];
  readonly particulars: Partial<Particulars>;
}
type Standing = Said & {
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: number | null;
};

/** A person of the case, new or changed. */
export function SubjectDialog({ file, subject, onClose }: Props) {
  const text = useText();
  const send = useSend(onClose);
  const [opened] = useState<Said>(() =>
    subject ? { role: subject.role, particulars: subject.particulars } : (newPerson() as Said),
  );
  const { form, body } = useFormState(opened, send.error);
  const title = text.t(subject ? 'case.subject.change' : 'case.subject.add');
  const current = send.error?.code === 'conflict' ? (send.error.values?.current as Standing | undefined) : undefined;

  function said(): Said {
    const { role, particulars = {} } = body() as Partial<Said>;
    return {
      role: role ?? opened.role,
      particulars: { ...particulars, ...(particulars.names ? { names: withScripts(particulars.names) } : {}) },
    };
  }

  function save(value: object, version: number | undefined): void {
    if (!subject) send.mutate({ path: `/api/cases/${file.id}/subjects`, body: value });
    else send.mutate({ method: 'PATCH', path: `/api/subjects/${subject.id}`, body: { ...value, version } });
  }

  if (current?.particulars) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={title}
        size="xl"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': text.t('common.close') }}
      >
        <ConflictChoice
          // A third person may have been faster still.
          key={current.version}
          fields={particularFields(text)}
          base={opened}
          yours={said()}
          theirs={{ role: current.role, particulars: current.particulars }}
          changedBy={current.changedBy}
          changedAt={current.changedAt}
          pending={send.isPending}
          show={(pointer, value) => showParticular(text, pointer, value)}
          onResolve={(value) => save(value, current.version)}
        />
      </Modal>
    );
  }
  return (
    <FormDialog
      title={title}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      wide
      onSubmit={() => save(said(), subject?.version)}
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
      <DocumentZone form={form} at="/particulars" />
      <ParticularsFields form={form} at="/particulars" />
      <MarkList form={form} at="/particulars/marks" />
    </FormDialog>
  );
}
