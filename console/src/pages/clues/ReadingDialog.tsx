import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ClueView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** What a certified specialist recognises in a clue. */
export function ReadingDialog({ clue, onClose }: { readonly clue: ClueView; onClose(): void }) {
  const text = useText();
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('series.sent') });
    onClose();
  });
  const { form, body } = useFormState({ confidence: 'medium' }, send.error);
  return (
    <FormDialog
      title={text.t('clue.read')}
      submit={text.t('common.send')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/clues/${clue.id}/readings`, body: body() })}
      onClose={onClose}
    >
      <Textarea {...form.text('/words')} label={text.t('clue.words')} autosize minRows={3} required data-autofocus />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput {...form.text('/make')} label={text.t('clue.make')} />
        <CountrySelect {...form.choice('/country')} label={text.t('common.country')} />
        <Select
          {...form.choice('/confidence')}
          label={text.t('clue.confidence')}
          data={['low', 'medium', 'high'].map((value) => ({ value, label: text.word(value, 'reading.confidence') }))}
        />
      </SimpleGrid>
    </FormDialog>
  );
}
