import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useText } from '../../i18n/use-text.ts';
import { readText } from './read-text.ts';

/** A list of documents from this computer. */
export function BringList() {
  const text = useText();
  const [source, setSource] = useState('');
  const send = useSend();
  return (
    <Stack gap="sm">
      <TextInput
        label={text.t('docs.source')}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
        required
      />
      <DropZone
        label={text.t('docs.drop')}
        hint={text.t('docs.drop.hint')}
        choose={text.t('screen.choose')}
        disabled={source.trim().length < 2 || send.isPending}
        onFiles={([file]) => {
          if (!file) return;
          void readText(file).then((content) =>
            send.mutate({
              path: '/api/lost-documents/imports',
              body: { fileName: file.name, source: source.trim(), text: content },
            }),
          );
        }}
      />
      <ProblemAlert error={send.error} />
    </Stack>
  );
}
