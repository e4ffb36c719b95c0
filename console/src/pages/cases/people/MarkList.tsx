import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Form } from '../../../form/use-form.ts';
import { useText } from '../../../i18n/use-text.ts';

const KINDS = ['scar', 'tattoo', 'mark', 'other'] as const;

/** What a person is known by: scars, tattoos, birthmarks. */
export function MarkList({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  const list = form.list(at);
  return (
    <Stack gap="xs">
      {list.items.map((_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark of a form has no identity but its place
        <Group key={n} gap="xs" align="end" wrap="wrap">
          <Select
            {...form.choice(`${at}/${n}/kind`)}
            label={text.t('mark.kind')}
            data={KINDS.map((kind) => ({ value: kind, label: text.t(`mark.kind.${kind}`) }))}
            w={150}
          />
          <TextInput {...form.text(`${at}/${n}/place`)} label={text.t('mark.place')} style={{ flex: '1 1 120px' }} />
          <TextInput {...form.text(`${at}/${n}/text`)} label={text.t('mark.text')} style={{ flex: '2 1 200px' }} />
          <ActionIcon
            variant="default"
            size={36}
            onClick={() => list.remove(n)}
            aria-label={`${text.t('common.remove')}: ${text.t('person.marks')} ${n + 1}`}
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
        onClick={() => list.add({ kind: 'scar' })}
      >
        {text.t('mark.add')}
      </Button>
    </Stack>
  );
}
