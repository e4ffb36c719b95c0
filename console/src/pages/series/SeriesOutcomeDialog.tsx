import { OUTCOME_KINDS, type SeriesView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { OutcomeFields } from '../cases/OutcomeFields.tsx';

/** Tells Lyon, and through it everyone who works on the series. */
export function SeriesOutcomeDialog({ series, onClose }: { readonly series: SeriesView; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const today = new Date().toISOString().slice(0, 10);
  const { form, body } = useFormState({ number: 1, date: today }, send.error);
  return (
    <FormDialog
      title={text.t('series.do.outcome')}
      submit={text.t('common.send')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/series/${series.id}/outcomes`, body: body() })}
      onClose={onClose}
    >
      <OutcomeFields form={form} kinds={OUTCOME_KINDS} kindAt="/kind" />
    </FormDialog>
  );
}
