import { Checkbox, Select, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { MediaView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { BureausSelect } from '../../form/BureauSelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** Hashes to Lyon, and the sealed file if so chosen. */
export function ContributeDialog({ media, onClose }: { readonly media: MediaView; onClose(): void }) {
  const text = useText();
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('contribute.sent') });
    onClose();
  });
  const { form, body } = useFormState(
    { deposit: false, handling: { onward: 'with-consent', deposit: { opensTo: 'certified' } } },
    send.error,
  );
  const deposit = form.get('/deposit') === true;
  return (
    <FormDialog
      title={text.t('contribute.do')}
      submit={text.t('contribute.do')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/media/${media.id}/contribute`, body: body() })}
      onClose={onClose}
    >
      <Text size="sm">{text.t('contribute.hint')}</Text>
      <TextInput
        {...form.text('/seriesLabel')}
        label={text.t('contribute.label')}
        description={text.t('contribute.label.hint')}
        data-autofocus
      />
      <TextInput {...form.text('/handling/purpose')} label={text.t('common.purpose')} required />
      <Select
        {...form.choice('/handling/onward')}
        label={text.t('thread.onward')}
        data={(['no', 'with-consent', 'yes'] as const).map((value) => ({ value, label: text.word(value, 'onward') }))}
      />
      <Checkbox {...form.flag('/deposit')} label={text.t('contribute.deposit')} />
      {deposit && (
        <Select
          {...form.choice('/handling/deposit/opensTo')}
          label={text.t('contribute.opens')}
          data={['certified', 'certified-of', 'secretariat'].map((value) => ({
            value,
            label: text.word(value, 'deposit.opens'),
          }))}
        />
      )}
      {deposit && form.get('/handling/deposit/opensTo') === 'certified-of' && (
        <BureausSelect {...form.many('/handling/deposit/bureaus')} label={text.t('contribute.bureaus')} required />
      )}
    </FormDialog>
  );
}
