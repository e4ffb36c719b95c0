import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { CountrySelect } from '../form/CountrySelect.tsx';
import type { Form } from '../form/use-form.ts';
import { useText } from '../i18n/use-text.ts';

const TYPES = [
  'passport',
  'identity-card',
  'driving-licence',
  'residence-permit',
  'birth-certificate',
  'other',
] as const;

/** Papers that name the person. */
export function DocumentList({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  const list = form.list(at);
  const types = TYPES.map((type) => ({ value: type, label: text.t(`person.document.type.${type}`) }));
  return (
    <Stack gap="xs">
      {list.items.map((_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document of a form has no identity but its place
        <Group key={n} gap="xs" align="end">
          <Select {...form.choice(`${at}/${n}/type`)} label={text.t('person.document.type')} data={types} w={180} />
          <TextInput
            {...form.text(`${at}/${n}/number`)}
            label={text.t('common.number')}
            dir="ltr"
            style={{ flex: '1 1 140px' }}
          />
          <CountrySelect {...form.choice(`${at}/${n}/country`)} label={text.t('common.country')} />
          <ActionIcon
            variant="default"
            size={36}
            onClick={() => list.remove(n)}
            aria-label={`${text.t('common.remove')}: ${text.t('person.documents')} ${n + 1}`}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => list.add({ type: 'passport' })}
      >
        {text.t('person.document.add')}
      </Button>
    </Stack>
  );
}
