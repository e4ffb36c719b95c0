import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Section } from '../../components/Section.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { newPerson, PersonFields } from '../../person/PersonFields.tsx';

interface Props {
  readonly form: Form;
  readonly at?: string;
}

/** The people a request speaks of. */
export function PersonsFields({ form, at = '/persons' }: Props) {
  const text = useText();
  const list = form.list(at);
  return (
    <Section title={text.t('intake.persons')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {text.t('intake.persons.hint')}
        </Text>
        {list.items.map((_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a person of a form has no identity but the place
          <PersonFields key={n} form={form} at={`${at}/${n}`} n={n + 1} onRemove={() => list.remove(n)} />
        ))}
        <Button
          variant="light"
          w="fit-content"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => list.add(newPerson())}
        >
          {text.t('intake.persons.add')}
        </Button>
      </Stack>
    </Section>
  );
}
