import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly urls: readonly { readonly id: string; readonly version: number }[];
  onDone(): void;
  onClose(): void;
}

/** To the authority at home or the bureau abroad, with what follows from it said before. */
export function ReferDialog({ urls, onDone, onClose }: Props) {
  const text = useText();
  const [urgency, setUrgency] = useState<string | null>('routine');
  const [note, setNote] = useState('');
  const send = useSend(onDone);
  return (
    <FormDialog
      title={text.t('hosting.refer')}
      submit={text.t('hosting.refer')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path: '/api/hosting/urls/refer', body: { urls, urgency, note } })}
    >
      <Text size="sm">{text.t('hosting.refer.hint')}</Text>
      <UrgencySelect value={urgency} onChange={setUrgency} />
      <Textarea
        label={text.t('hosting.note')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
