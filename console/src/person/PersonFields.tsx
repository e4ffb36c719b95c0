import { Button, Fieldset, Select, SimpleGrid, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { SUBJECT_ROLES } from '../../../src/cases/contract.ts';
import type { Form } from '../form/use-form.ts';
import { useText } from '../i18n/use-text.ts';
import { ParticularsFields } from './ParticularsFields.tsx';

interface Props {
  readonly form: Form;
  /** Pointer of the person: `/persons/0`. */
  readonly at: string;
  readonly n: number;
  onRemove(): void;
}

/** One person a request or a message speaks of. */
export function PersonFields({ form, at, n, onRemove }: Props) {
  const text = useText();
  return (
    <Fieldset legend={text.t('intake.persons.one', { n })} radius="sm">
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: 'end' }}>
          <Select
            {...form.choice(`${at}/role`)}
            label={text.t('person.role')}
            data={SUBJECT_ROLES.map((role) => ({ value: role, label: text.word(role, 'subject') }))}
            required
          />
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={onRemove}
            w="fit-content"
          >
            {text.t('intake.persons.remove', { n })}
          </Button>
        </SimpleGrid>
        <ParticularsFields form={form} at={`${at}/particulars`} />
      </Stack>
    </Fieldset>
  );
}

/** A new person of a form. Without a name until one is added: most victims and many suspects have none yet. */
export const newPerson = () => ({ role: 'suspect', particulars: { names: [], sex: 'U' } });
