import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { Entry } from './EntryTable.tsx';

interface Props {
  readonly entry: Entry;
  readonly act: 'validate' | 'removed';
  onClose(): void;
}

/** The entry is still right, or the system said by telephone that it is gone. */
export function EntryDialog({ entry, act, onClose }: Props) {
  const text = useText();
  const send = useSend(onClose);
  const [who, setWho] = useState('');
  const on = new Date().toISOString().slice(0, 10);
  const isCheck = act === 'validate';
  const title = text.t(isCheck ? 'entries.validate' : 'entries.removed');
  return (
    <FormDialog
      title={title}
      submit={title}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/entries/${entry.id}/${act}`,
          body: { version: entry.version, ...(isCheck ? { checkedWith: who } : { removedBy: who, on }) },
        })
      }
    >
      <TextInput
        label={text.t(isCheck ? 'entries.validate.with' : 'entries.removed.by')}
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
