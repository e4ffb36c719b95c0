import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { HandlingTerms, MessageView } from '../../../../src/correspondence/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { BureausSelect } from '../../form/BureauSelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly message: MessageView;
  readonly onward: HandlingTerms['onward'];
}

/** Passing a message on as its owner allows, and taking back what we sent. */
export function MessageActions({ message, onward }: Props) {
  const text = useText();
  const [dialog, setDialog] = useState<'forward' | 'recall' | null>(null);
  const recall = useSend(() => setDialog(null));
  const ours = message.direction === 'out';
  if (message.hidden !== null) return null;
  return (
    <Group gap="xs" mt="sm">
      {(ours || onward !== 'no') && (
        <Button size="compact-sm" variant="default" onClick={() => setDialog('forward')}>
          {text.t('thread.forward')}
        </Button>
      )}
      {ours && (
        <Button size="compact-sm" variant="default" color="red" onClick={() => setDialog('recall')}>
          {text.t('thread.recall')}
        </Button>
      )}
      {dialog === 'forward' && (
        <ForwardDialog message={message} asks={!ours && onward === 'with-consent'} onClose={() => setDialog(null)} />
      )}
      <ReasonDialog
        opened={dialog === 'recall'}
        title={text.t('thread.recall')}
        confirm={text.t('thread.recall')}
        pending={recall.isPending}
        error={recall.error}
        onClose={() => setDialog(null)}
        onConfirm={(reason) => recall.mutate({ path: `/api/thread-messages/${message.id}/recall`, body: { reason } })}
      />
    </Group>
  );
}

function ForwardDialog({ message, asks, onClose }: { message: MessageView; asks: boolean; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ to: [] }, send.error);
  return (
    <FormDialog
      title={text.t('thread.forward')}
      submit={text.t('common.send')}
      pending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ path: `/api/thread-messages/${message.id}/forward`, body: body() })}
      onClose={onClose}
    >
      {asks && <Text size="sm">{text.t('thread.forward.ask')}</Text>}
      <BureausSelect {...form.many('/to')} label={text.t('thread.to')} required />
      <Textarea {...form.text('/reason')} label={text.t('common.reason')} autosize minRows={2} required />
    </FormDialog>
  );
}
