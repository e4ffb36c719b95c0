import { Checkbox } from '@mantine/core';
import type { PersonView } from '../../../../src/access/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { RightsFields } from './RightsFields.tsx';

/** Sets roles and compartments, or lets somebody in or out; in force at once. */
export function RightsDialog({ person, onClose }: { readonly person: PersonView; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { roles, compartments, disabled, version } = person;
  const { form } = useFormState({ roles, compartments, disabled }, send.error);
  return (
    <FormDialog
      title={`${text.t('people.change')}: ${person.name}`}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() =>
        send.mutate({
          path: `/api/people/${person.id}/rights`,
          method: 'PUT',
          body: {
            version,
            roles: form.many('/roles').value,
            compartments: form.many('/compartments').value,
            disabled: form.flag('/disabled').checked,
          },
        })
      }
      onClose={onClose}
    >
      <RightsFields form={form} />
      <Checkbox {...form.flag('/disabled')} label={text.t('people.out')} />
    </FormDialog>
  );
}
