import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { OUTCOMES } from '../../../../src/cases/contract.ts';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly form: Form;
  readonly kinds?: readonly string[];
  readonly kindAt?: string;
}

/** What happened, where, when, to how many. */
export function OutcomeFields({ form, kinds = OUTCOMES, kindAt = '/outcome' }: Props) {
  const text = useText();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        {...form.choice(kindAt)}
        label={text.t('case.outcome')}
        data={kinds.map((value) => ({ value, label: text.word(value, 'outcome') }))}
        required
        data-autofocus
      />
      <CountrySelect {...form.choice('/country')} label={text.t('common.country')} required />
      <TextInput
        {...form.text('/date')}
        label={text.t('common.date')}
        description={text.t('common.date.partial')}
        dir="ltr"
        required
      />
      <NumberInput {...form.number('/number')} label={text.t('case.outcome.number')} min={1} />
    </SimpleGrid>
  );
}
