import { Text, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly mediaIds: readonly string[];
  readonly caseId: string | undefined;
  onClose(): void;
}

/** Asks Lyon whether it holds these pictures; only hashes leave. */
export function LookupDialog({ mediaIds, caseId, onClose }: Props) {
  const text = useText();
  const navigate = useNavigate();
  const send = useSend<{ readonly id: string }>((made) => void navigate(`/lookups/${made.id}`));
  const { form, body } = useFormState({ urgency: 'urgent' }, send.error);
  return (
    <FormDialog
      title={text.t('lookup.do')}
      submit={text.t('lookup.do')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: '/api/lookups', body: body({ mediaIds, caseId }) })}
      onClose={onClose}
    >
      <Text size="sm">{text.t('lookup.hint')}</Text>
      <TextInput {...form.text('/purpose')} label={text.t('common.purpose')} required data-autofocus />
      <UrgencySelect {...form.choice('/urgency')} />
    </FormDialog>
  );
}
