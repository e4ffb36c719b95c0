import { Button, Checkbox, NumberInput, Paper, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  ASSISTANCE,
  KNOWN,
  RED_NOTICE_EFFECTS,
  REQUIREMENT_KINDS,
  type SheetInput,
  type SheetView,
} from '../../../../src/directory/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { newUuid } from '../../form/new-uuid.ts';
import { useText } from '../../i18n/use-text.ts';

type Item = SheetInput['items'][number];

/** Everything a country requires, with its sources. Saved on the version it was opened with. */
export function EditSheetDialog({ sheet, onClose }: { readonly sheet: SheetView; onClose(): void }) {
  const text = useText();
  const [profile, setProfile] = useState(sheet.profile);
  const [languages, setLanguages] = useState(sheet.profile.languages.join(', '));
  const [items, setItems] = useState<readonly Item[]>(() => sheet.items.map(({ verifiedBy: _, ...item }) => item));
  const [version] = useState(sheet.version);
  const send = useSend(onClose);
  const change = (id: string, next: Partial<Item>) =>
    setItems(items.map((item) => (item.id === id ? { ...item, ...next } : item)));
  const options = <T extends string>(values: readonly T[], scope: string) =>
    values.map((value) => ({ value, label: text.word(value, scope) }));
  const day = (value: string) => (value.trim() === '' ? null : value.trim());
  return (
    <FormDialog
      title={`${text.t('req.edit')}: ${text.country(sheet.country)}`}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      wide
      onSubmit={() => {
        const spoken = languages.split(/[,\s]+/).filter(Boolean);
        const body = { version, profile: { ...profile, languages: spoken }, items };
        send.mutate({ method: 'PUT', path: `/api/requirements/${sheet.country}`, body });
      }}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={text.t('req.languages')}
          description={text.t('req.languages.hint')}
          value={languages}
          onChange={(event) => setLanguages(event.currentTarget.value)}
        />
        <Select
          label={text.t('req.red')}
          data={options(RED_NOTICE_EFFECTS, 'red-notice')}
          value={profile.redNotice}
          allowDeselect={false}
          onChange={(value) => setProfile({ ...profile, redNotice: value as typeof profile.redNotice })}
        />
        <NumberInput
          label={text.t('req.days')}
          min={1}
          max={365}
          value={profile.papersDays ?? ''}
          onChange={(value) => setProfile({ ...profile, papersDays: typeof value === 'number' ? value : null })}
        />
        <Select
          label={text.t('req.nationals')}
          data={options(KNOWN, 'known')}
          value={profile.extraditesNationals}
          allowDeselect={false}
          onChange={(value) => setProfile({ ...profile, extraditesNationals: value as typeof profile.hague })}
        />
        <Select
          label={text.t('req.hague')}
          data={options(KNOWN, 'known')}
          value={profile.hague}
          allowDeselect={false}
          onChange={(value) => setProfile({ ...profile, hague: value as typeof profile.hague })}
        />
        <TextInput
          label={text.t('req.source')}
          value={profile.source}
          onChange={(event) => setProfile({ ...profile, source: event.currentTarget.value })}
        />
        <TextInput
          label={text.t('req.verified-on')}
          value={profile.verifiedOn ?? ''}
          onChange={(event) => setProfile({ ...profile, verifiedOn: day(event.currentTarget.value) })}
        />
      </SimpleGrid>
      {items.map((item) => (
        <Paper key={item.id} withBorder p="sm" component="fieldset">
          <Stack gap="xs">
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <Select
                label={text.t('req.assistance')}
                data={options(ASSISTANCE, 'assistance')}
                value={item.assistance}
                allowDeselect={false}
                onChange={(value) => change(item.id, { assistance: value as Item['assistance'] })}
              />
              <Select
                label={text.t('req.kind')}
                data={options(REQUIREMENT_KINDS, 'requirement.kind')}
                value={item.kind}
                allowDeselect={false}
                onChange={(value) => change(item.id, { kind: value as Item['kind'] })}
              />
              <TextInput
                label={text.t('req.value')}
                value={text.word(item.value, 'requirement.value')}
                // A standard value is edited as a whole: the first change turns it into free text.
                onChange={(event) => change(item.id, { value: event.currentTarget.value })}
              />
            </SimpleGrid>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <TextInput
                label={text.t('req.source')}
                value={item.source}
                onChange={(event) => change(item.id, { source: event.currentTarget.value })}
              />
              <TextInput
                label={text.t('req.verified-on')}
                value={item.verifiedOn ?? ''}
                onChange={(event) => change(item.id, { verifiedOn: day(event.currentTarget.value) })}
              />
              <Checkbox
                mt={28}
                label={text.t('req.blocking')}
                checked={item.blocking}
                onChange={(event) => change(item.id, { blocking: event.currentTarget.checked })}
              />
            </SimpleGrid>
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              w="fit-content"
              onClick={() => setItems(items.filter(({ id }) => id !== item.id))}
            >
              {text.t('req.remove')}
            </Button>
          </Stack>
        </Paper>
      ))}
      <Button
        variant="default"
        w="fit-content"
        onClick={() =>
          setItems([
            ...items,
            {
              id: newUuid(),
              assistance: 'interview',
              kind: 'document',
              value: '',
              blocking: false,
              source: '',
              verifiedOn: null,
            },
          ])
        }
      >
        {text.t('req.add')}
      </Button>
    </FormDialog>
  );
}
