import { Select, Textarea } from '@mantine/core';
import { ACTIONS } from '../../../../src/screening/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CandidateProps } from './CandidateCard.tsx';

/** What was done about the person who was found. */
export function ActionDialog({ candidate, screening, onClose }: CandidateProps & { onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({}, send.error);
  return (
    <FormDialog
      title={text.t('screen.act')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/screenings/${screening.id}/candidates/${candidate.id}/action`,
          body: body({ version: candidate.version }),
        })
      }
    >
      <Select
        {...form.choice('/action')}
        label={text.t('screen.action')}
        data={ACTIONS.map((value) => ({ value, label: text.word(value, 'screening.action') }))}
        required
        data-autofocus
      />
      <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={2} />
    </FormDialog>
  );
}
