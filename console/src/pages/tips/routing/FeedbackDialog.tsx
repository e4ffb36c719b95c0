import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FEEDBACK_KINDS, type ReferralView } from '../../../../../src/tips/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useText } from '../../../i18n/use-text.ts';

/** What came of a report: as its receiver told us, or as we tell who sent it. */
export function FeedbackDialog(props: { readonly referral: ReferralView; readonly title: string; onClose(): void }) {
  const text = useText();
  const [kind, setKind] = useState<string | null>('opened');
  const [note, setNote] = useState('');
  const [date, setDate] = useState('');
  const [number, setNumber] = useState(1);
  const send = useSend(props.onClose);
  const isOutcome = kind === 'arrest' || kind === 'child-identified';
  return (
    <FormDialog
      title={`${text.t('routing.feedback')}: ${props.title}`}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={props.onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/tip-referrals/${props.referral.id}/feedback`,
          body: { kind, note, ...(isOutcome ? { date: date.trim() || undefined, number } : {}) },
        })
      }
    >
      <Select
        label={text.t('routing.feedback.kind')}
        allowDeselect={false}
        value={kind}
        onChange={setKind}
        data={FEEDBACK_KINDS.map((value) => ({ value, label: text.phrase(`tip.feedback.${value}`) }))}
      />
      {isOutcome && (
        <>
          <TextInput
            label={text.t('routing.feedback.date')}
            required
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <NumberInput
            label={text.t('routing.feedback.number')}
            min={1}
            max={1_000}
            allowDecimal={false}
            value={number}
            onChange={(value) => setNumber(typeof value === 'number' ? value : 1)}
          />
        </>
      )}
      <Textarea
        label={text.t('common.note')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
