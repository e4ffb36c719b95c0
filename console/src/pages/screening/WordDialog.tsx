import { Text, Textarea, TextInput } from '@mantine/core';
import type { Verdict } from '../../../../src/screening/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CandidateProps } from './CandidateCard.tsx';

/** Same person, not, or unsure: with what it rests on. */
export function WordDialog({
  candidate,
  screening,
  verdict,
  onClose,
}: CandidateProps & { readonly verdict: Verdict; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const same = verdict === 'same';
  const initial = same ? { urgency: 'urgent', place: screening.place ?? '' } : {};
  const { form, body } = useFormState(initial, send.error);
  const word = text.word(verdict, 'screening.verdict');
  return (
    <FormDialog
      title={text.t('screen.judge')}
      submit={word}
      pending={send.isPending}
      error={send.error}
      danger={same && candidate.needsTwo}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/screenings/${screening.id}/candidates/${candidate.id}/words`,
          body: body({ version: candidate.version, verdict }),
        })
      }
    >
      {same && <Text size="sm">{text.t('screen.judge.same')}</Text>}
      {verdict === 'not' && <Text size="sm">{text.t('screen.judge.not')}</Text>}
      {same && candidate.needsTwo && (
        <Text size="sm" fw={600}>
          {text.t('screen.needs-two')}
        </Text>
      )}
      <Textarea
        {...form.text('/reason')}
        label={text.t('common.reason')}
        description={text.t('common.reason.hint')}
        autosize
        minRows={2}
        required
        data-autofocus
      />
      {same && candidate.source === 'notice' && (
        <>
          <TextInput {...form.text('/place')} label={text.t('screen.place')} required={!screening.place} />
          <UrgencySelect {...form.choice('/urgency')} of={['urgent', 'life-at-risk']} />
        </>
      )}
    </FormDialog>
  );
}
