import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** A service that lists are pulled from; its address must be allowed. */
export function AddSourceDialog({ onClose }: { onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ everyMinutes: 60, day: '2020-01-01' }, send.error);
  return (
    <FormDialog
      title={text.t('sharing.source.add')}
      submit={text.t('sharing.source.add')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => {
        const { day, ...rest } = body() as { day?: string };
        send.mutate({ path: '/api/hash-sources', body: { ...rest, from: Date.parse(`${day}T00:00:00Z`) } });
      }}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput {...form.text('/name')} label={text.t('sharing.source.name')} required data-autofocus />
        <TextInput {...form.text('/environment')} label={text.t('sharing.source.environment')} required />
      </SimpleGrid>
      <TextInput {...form.text('/baseUrl')} label={text.t('sharing.source.url')} dir="ltr" required />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          {...form.text('/username')}
          label={text.t('sharing.source.username')}
          dir="ltr"
          autoComplete="off"
          required
        />
        <TextInput
          {...form.text('/password')}
          type="password"
          label={text.t('sharing.source.password')}
          dir="ltr"
          autoComplete="new-password"
          required
        />
        <TextInput {...form.text('/day')} type="date" label={text.t('sharing.source.from')} required />
        <NumberInput
          {...form.number('/everyMinutes')}
          label={text.t('sharing.source.every')}
          min={5}
          max={10_080}
          required
        />
      </SimpleGrid>
    </FormDialog>
  );
}
