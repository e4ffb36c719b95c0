import { Checkbox, Group, Paper, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { CLUE_KINDS } from '../../../../src/identification/contract.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ClueList } from './ClueList.tsx';

/** Clues of every bureau, listed at Lyon: somebody may know the toy. */
export function CluesPage() {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 400);
  const [kind, setKind] = useState<string | null>(null);
  const [unread, setUnread] = useState(false);
  return (
    <>
      <PageHeader title={text.t('clues.title')} hint={text.t('clues.hint')} />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Group gap="sm">
            <TextInput
              aria-label={text.t('clues.find')}
              placeholder={text.t('clues.find')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Select
              aria-label={text.t('clues.kind')}
              placeholder={text.t('clues.kind')}
              data={CLUE_KINDS.map((value) => ({ value, label: text.word(value, 'clue.kind') }))}
              value={kind}
              onChange={setKind}
              clearable
              allowDeselect
            />
            <Checkbox
              label={text.t('clues.unread')}
              checked={unread}
              onChange={(event) => setUnread(event.currentTarget.checked)}
            />
          </Group>
          <ClueList filter={{ q: q || undefined, kind: kind ?? undefined, unread: unread ? 'true' : undefined }} />
        </Stack>
      </Paper>
    </>
  );
}
