import { Checkbox, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ClueView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** Asks every owner of the series to agree to a public appeal with the crop alone. */
export function AppealDialog({ clue, onClose }: { readonly clue: ClueView; onClose(): void }) {
  const text = useText();
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('appeal.sent-to-owners') });
    onClose();
  });
  const { form, body } = useFormState({}, send.error);
  return (
    <FormDialog
      title={text.t('clue.appeal')}
      submit={text.t('clue.appeal')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: '/api/appeals', body: body({ clueId: clue.id, seriesId: clue.series.id }) })}
      onClose={onClose}
    >
      <Text size="sm">{text.t('appeal.hint')}</Text>
      <Textarea {...form.text('/text')} label={text.t('appeal.text')} autosize minRows={4} required data-autofocus />
      <Checkbox {...form.flag('/objectAlone')} label={text.t('clue.object-alone')} />
    </FormDialog>
  );
}
