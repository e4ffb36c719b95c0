import { SimpleGrid, TextInput } from '@mantine/core';
import type { PersonView } from '../../../../src/access/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** Records the certificate of a victim-identification specialist, or its renewal. */
export function CertifyDialog({ person, onClose }: { readonly person: PersonView; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const held = person.certificates[0];
  const { form } = useFormState(
    {
      number: held?.number ?? '',
      issuedBy: held?.issuedBy ?? '',
      day: held ? new Date(held.validUntil).toISOString().slice(0, 10) : '',
    },
    send.error,
  );
  const { value: day } = form.text('/day');
  return (
    <FormDialog
      title={`${text.t('people.certify')}: ${person.name}`}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() =>
        send.mutate({
          path: `/api/people/${person.id}/certificate`,
          method: 'PUT',
          body: {
            kind: 'victim-identification',
            number: form.text('/number').value,
            issuedBy: form.text('/issuedBy').value,
            // It counts through its last day.
            validUntil: day === '' ? undefined : Date.parse(`${day}T23:59:59.999Z`),
          },
        })
      }
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput
          {...form.text('/number')}
          label={text.t('people.certificate.number')}
          dir="ltr"
          required
          data-autofocus
        />
        <TextInput {...form.text('/issuedBy')} label={text.t('people.certificate.by')} required />
        <TextInput {...form.text('/day')} type="date" label={text.t('people.certificate.day')} required />
      </SimpleGrid>
    </FormDialog>
  );
}
