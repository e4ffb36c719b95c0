import { SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { AgencySelect } from '../../form/AgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { firstPassword } from './first-password.ts';
import { RightsFields } from './RightsFields.tsx';
import type { Secret } from './SecretSheet.tsx';

interface Props {
  onMade(secret: Secret): void;
  onClose(): void;
}

/** Adds a person; password and authenticator secret are made, and told once. */
export function AddPersonDialog({ onMade, onClose }: Props) {
  const text = useText();
  const me = useMe();
  const [password] = useState(firstPassword);
  const send = useSend<{ readonly totpSecret: string }>((made) => {
    const { username = '', name = '' } = body() as { username?: string; name?: string };
    onMade({ bureau: me.bureau, username: username.trim().toLowerCase(), name, password, totpSecret: made.totpSecret });
  });
  const { form, body } = useFormState({ roles: ['analyst'], compartments: ['general'] }, send.error);
  const officer = form.many('/roles').value.includes('requesting-officer');
  return (
    <FormDialog
      title={text.t('people.add')}
      submit={text.t('people.add')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => {
        const value = body({ password }) as { agency?: string; compartments?: string[] };
        send.mutate({
          path: '/api/people',
          body: { ...value, compartments: officer ? [] : (value.compartments ?? []), agency: value.agency ?? null },
        });
      }}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput {...form.text('/name')} label={text.t('people.name')} required data-autofocus autoComplete="off" />
        <TextInput
          {...form.text('/username')}
          label={text.t('people.username')}
          description={text.t('people.username.hint')}
          dir="ltr"
          autoComplete="off"
          required
        />
      </SimpleGrid>
      <RightsFields form={form} />
      {officer && <AgencySelect {...form.choice('/agency')} label={text.t('people.agency')} required />}
    </FormDialog>
  );
}
