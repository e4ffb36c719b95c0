import { Select, Text, Textarea, TextInput } from '@mantine/core';
import type { RemovalView } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

export type BatchAct = 'confirm' | 'discard' | 'undo' | 'submit' | 'assess';

interface Props {
  readonly item: RemovalView;
  readonly act: BatchAct;
  onClose(): void;
}

/** What is done with a whole file, asked once more. */
export function RemovalActs({ item, act, onClose }: Props) {
  const text = useText();
  const send = useSend(onClose);
  if (act === 'assess') return <AssessDialog item={item} onClose={onClose} />;
  const label = {
    confirm: text.t('removals.confirm', { n: item.preview.readable }),
    discard: text.t('trip.discard'),
    undo: text.t('removals.undo'),
    submit: text.t('removals.submit', { n: item.counts.drafted }),
  }[act];
  const warning = {
    confirm: null,
    discard: null,
    undo: item.undoUntil !== null && text.t('removals.undo.hint', { at: text.dateTime(item.undoUntil) }),
    submit: text.t('removals.submit.hint'),
  }[act];
  return (
    <ReasonDialog
      opened
      title={label}
      confirm={label}
      warning={warning}
      minLength={0}
      danger={act === 'undo' || act === 'discard'}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={() => send.mutate({ path: `/api/removals/${item.id}/${act}`, body: { version: item.version } })}
    />
  );
}

function AssessDialog({ item, onClose }: Omit<Props, 'act'>) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ basis: 'previous-convictions' }, send.error);
  const bases = ['previous-convictions', 'other-reasonable-grounds'] as const;
  return (
    <FormDialog
      title={text.t('removals.assess')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path: `/api/removals/${item.id}/assess`, body: body({ version: item.version }) })}
    >
      <Text size="sm">{text.t('removals.assess.hint')}</Text>
      <TextInput {...form.text('/assessor')} label={text.t('removals.assessor')} required data-autofocus />
      <TextInput
        {...form.text('/date')}
        label={text.t('removals.assessed-on')}
        placeholder="2026-11-30"
        dir="ltr"
        required
      />
      <Select
        {...form.choice('/basis')}
        label={text.t('removals.basis')}
        data={bases.map((value) => ({ value, label: text.t(`removals.basis.${value}`) }))}
      />
      {form.get('/basis') === 'other-reasonable-grounds' && (
        <Textarea {...form.text('/grounds')} label={text.t('removals.grounds')} autosize minRows={2} required />
      )}
      <Textarea {...form.text('/threat')} label={text.t('removals.threat')} autosize minRows={2} />
    </FormDialog>
  );
}
