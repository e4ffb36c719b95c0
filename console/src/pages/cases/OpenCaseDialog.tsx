import { TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { MatterFields } from '../intake/MatterFields.tsx';

/** A case of the bureau's own, without a request. */
export function OpenCaseDialog({ onClose }: { onClose(): void }) {
  const text = useText();
  const navigate = useNavigate();
  const send = useSend<{ readonly id: string }>((created) => void navigate(`/cases/${created.id}`));
  const { form, body } = useFormState({ urgency: 'routine', wanted: [], countries: [] }, send.error);
  return (
    <FormDialog
      title={text.t('cases.new')}
      submit={text.t('cases.new')}
      pending={send.isPending}
      error={send.error}
      wide
      onSubmit={() => send.mutate({ path: '/api/cases', body: body() })}
      onClose={onClose}
    >
      <TextInput
        {...form.text('/title')}
        label={text.t('cases.title-field')}
        description={text.t('decide.case-title.hint')}
        required
        data-autofocus
      />
      <MatterFields form={form} />
    </FormDialog>
  );
}
