import { MultiSelect, TagsInput } from '@mantine/core';
import { role } from '../../../../src/access/contract.ts';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

/** A partner is a system with a key, not a person. */
const ROLES = role.options.filter((name) => name !== 'partner');

/** What somebody may do, and which compartments they may look into. */
export function RightsFields({ form }: { readonly form: Form }) {
  const text = useText();
  return (
    <>
      <MultiSelect
        {...form.many('/roles')}
        label={text.t('people.roles')}
        data={ROLES.map((name) => ({ value: name, label: text.word(name, 'role') }))}
        hidePickedOptions
        required
      />
      <TagsInput
        {...form.many('/compartments')}
        label={text.t('people.compartments')}
        description={text.t('people.compartments.hint')}
        data={['general', 'victim-identity']}
        dir="ltr"
      />
    </>
  );
}
