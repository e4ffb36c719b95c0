import { Select, TextInput } from '@mantine/core';
import { CONSENT_KINDS } from '../../../../../src/notices/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useFormState } from '../../../form/use-form-state.ts';
import { useText } from '../../../i18n/use-text.ts';

/** Writes down that a guardian or a prosecutor agrees, and where that can be read. */
export function ConsentDialog({ id, onClose }: { readonly id: string; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ kind: 'guardian' }, send.error);
  return (
    <FormDialog
      title={text.t('public.consent.add')}
      submit={text.t('public.consent.add')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/notices/${id}/public/consents`, body: body() })}
      onClose={onClose}
    >
      <Select
        {...form.choice('/kind')}
        label={text.t('public.consent.kind')}
        data={CONSENT_KINDS.map((kind) => ({ value: kind, label: text.word(kind, 'notice.consent') }))}
        allowDeselect={false}
        required
      />
      <TextInput {...form.text('/givenBy')} label={text.t('public.consent.by')} required data-autofocus />
      <TextInput {...form.text('/reference')} label={text.t('public.consent.reference')} required />
      <TextInput
        {...form.text('/givenOn')}
        label={text.t('public.consent.on')}
        placeholder="2026-11-24"
        dir="ltr"
        maxLength={10}
        required
      />
    </FormDialog>
  );
}
