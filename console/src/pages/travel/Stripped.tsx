import { Badge, Group, Stack, Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import type { TextKey } from '../../locales/index.ts';

/** What does not leave this country: the names of the fields, not what they say. */
export function Stripped({ pointers }: { readonly pointers: readonly string[] }) {
  const text = useText();
  if (pointers.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {text.t('trip.stripped.none')}
      </Text>
    );
  return (
    <Stack gap={4}>
      <Text size="sm">
        {text.t('trip.stripped')}. {text.t('trip.stripped.hint')}
      </Text>
      <Group gap={6}>
        {pointers.map((pointer) => (
          <Badge key={pointer} variant="default" tt="none" className="state-badge">
            {wordOf(pointer, (key) => (text.knows(key) ? text.t(key as TextKey) : null))}
          </Badge>
        ))}
      </Group>
    </Stack>
  );
}

const OWN: Readonly<Record<string, string>> = {
  registrantNumber: 'trip.domestic.registrant',
  note: 'trip.domestic.note',
  fbiNumber: 'removal.domestic.fbiNumber',
  alienNumber: 'removal.domestic.alienNumber',
  finsNumber: 'removal.domestic.finsNumber',
  stateId: 'trip.domestic.state-id',
  ncicNumber: 'trip.domestic.ncic',
};

function wordOf(pointer: string, known: (key: string) => string | null): string {
  const field = pointer.split('/').at(-1) ?? '';
  return known(OWN[field] ?? `person.domestic.${field}`) ?? known(`person.${field}`) ?? field;
}
