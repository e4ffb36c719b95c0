import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Form } from '../form/use-form.ts';
import { useText } from '../i18n/use-text.ts';

const KINDS = ['birth', 'current', 'alias', 'nickname', 'online', 'transliteration'] as const;
/** Names that nobody splits into family and given. */
const WHOLE = new Set(['alias', 'nickname', 'online']);

/** The names of a person, each of its kind. */
export function NameList({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  const list = form.list(at);
  const kinds = KINDS.map((kind) => ({ value: kind, label: text.t(`person.name.kind.${kind}`) }));
  return (
    <Stack gap="xs">
      {list.items.map((_, n) => {
        const place = `${at}/${n}`;
        const whole = WHOLE.has(String(form.get(`${place}/kind`)));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name has no identity but its place
          <Group key={n} gap="xs" align="end" wrap="wrap">
            <Select {...form.choice(`${place}/kind`)} label={text.t('person.name.kind')} data={kinds} w={170} />
            {whole ? (
              <TextInput {...form.text(`${place}/full`)} label={text.t('person.full')} style={{ flex: '1 1 200px' }} />
            ) : (
              <>
                <TextInput
                  {...form.text(`${place}/family`)}
                  error={form.error(`${place}/family`) ?? form.error(place)}
                  label={text.t('person.family')}
                  style={{ flex: '1 1 140px' }}
                />
                <TextInput
                  {...form.text(`${place}/given`)}
                  label={text.t('person.given')}
                  style={{ flex: '1 1 140px' }}
                />
              </>
            )}
            <ActionIcon
              variant="default"
              size={36}
              onClick={() => list.remove(n)}
              aria-label={`${text.t('common.remove')}: ${text.t('person.names')} ${n + 1}`}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => list.add({ kind: list.items.length === 0 ? 'current' : 'alias', script: 'Latn' })}
      >
        {text.t('person.name.add')}
      </Button>
    </Stack>
  );
}
