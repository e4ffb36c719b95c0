import { Button, Checkbox, Group, Paper, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { CLUE_KINDS } from '../../../../src/identification/contract.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { BureauSelect } from '../../form/BureauSelect.tsx';
import { useHashedPicture } from '../../hashing/use-hashed-picture.ts';
import { useText } from '../../i18n/use-text.ts';
import { ClueList } from './ClueList.tsx';
import { CropSearch } from './CropSearch.tsx';

/** Clues of every bureau, listed at Lyon: somebody may know the toy. */
export function CluesPage() {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [typedPlace, setTypedPlace] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 400);
  const [place] = useDebouncedValue(typedPlace.trim(), 400);
  const [kind, setKind] = useState<string | null>(null);
  const [bureau, setBureau] = useState<string | null>(null);
  const [unread, setUnread] = useState(false);
  const crop = useHashedPicture();
  const hashed = crop.picture?.hashes?.picture;
  const pdq = hashed?.pdq;
  const searching = typed !== '' || typedPlace !== '' || kind !== null || bureau !== null || unread;

  function reset(): void {
    setTyped('');
    setTypedPlace('');
    setKind(null);
    setBureau(null);
    setUnread(false);
    crop.forget();
  }

  return (
    <>
      <PageHeader title={text.t('clues.title')} hint={text.t('clues.hint')} />
      <Paper withBorder p="md" mb="md">
        <Stack gap="sm">
          <Group gap="sm" align="flex-end">
            <TextInput
              label={text.t('clues.find')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <TextInput
              label={text.t('clues.place')}
              value={typedPlace}
              onChange={(event) => setTypedPlace(event.currentTarget.value)}
            />
            <Select
              label={text.t('clues.kind')}
              placeholder={text.t('common.all')}
              data={CLUE_KINDS.map((value) => ({ value, label: text.word(value, 'clue.kind') }))}
              value={kind}
              onChange={setKind}
              clearable
              allowDeselect
            />
            <BureauSelect
              label={text.t('clues.bureau')}
              placeholder={text.t('common.all')}
              value={bureau}
              onChange={setBureau}
            />
            <Checkbox
              label={text.t('clues.unread')}
              checked={unread}
              onChange={(event) => setUnread(event.currentTarget.checked)}
              mb={8}
            />
            {(searching || crop.picture !== null) && (
              <Button variant="subtle" color="gray" onClick={reset}>
                {text.t('clues.reset')}
              </Button>
            )}
          </Group>
          <CropSearch {...crop} />
        </Stack>
      </Paper>
      <ClueList
        filter={{
          q: q || undefined,
          place: place || undefined,
          kind: kind ?? undefined,
          bureau: bureau ?? undefined,
          unread: unread ? 'true' : undefined,
          pdq,
          turned: hashed?.dihedral.slice(1).join(','),
        }}
      />
    </>
  );
}
