import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ListRow, SubmitList } from '../../../../src/hosting/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Addresses by paste or from a file. */
export function NewList() {
  const text = useText();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [given, setGiven] = useState('');
  const [source, setSource] = useState<'paste' | 'csv'>('paste');
  const [urgency, setUrgency] = useState<SubmitList['urgency']>('routine');
  const send = useSend<ListRow>((made) => void navigate(`/hosting/lists/${made.id}`));
  async function take([file]: readonly File[]): Promise<void> {
    if (!file) return;
    setGiven(await file.text());
    setSource('csv');
    if (title === '') setTitle(file.name);
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path: '/api/hosting/lists', body: { title, text: given, source, urgency } });
      }}
    >
      <Stack gap="sm">
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={text.t('hosting.list-title')}
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            miw={220}
          />
          <UrgencySelect value={urgency} onChange={(value) => setUrgency(value as SubmitList['urgency'])} />
        </Group>
        <Textarea
          label={text.t('hosting.addresses')}
          description={text.t('hosting.addresses.hint')}
          required
          autosize
          minRows={4}
          maxRows={12}
          spellCheck={false}
          dir="ltr"
          value={given}
          onChange={(event) => {
            setGiven(event.currentTarget.value);
            setSource('paste');
          }}
        />
        <DropZone
          small
          label={text.t('hosting.drop')}
          hint={text.t('hosting.drop.hint')}
          choose={text.t('hosting.choose')}
          accept=".csv,.txt,text/csv,text/plain"
          onFiles={(files) => void take(files)}
        />
        <ProblemAlert error={send.error} fields />
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending} disabled={title.trim() === '' || given.trim() === ''}>
            {text.t('hosting.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
