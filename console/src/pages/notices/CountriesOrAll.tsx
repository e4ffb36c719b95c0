import { Checkbox, Stack } from '@mantine/core';
import { CountriesSelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

/** All countries, or those named. */
export function CountriesOrAll({
  form,
  at,
  label,
}: {
  readonly form: Form;
  readonly at: string;
  readonly label: string;
}) {
  const text = useText();
  const all = form.get(at) === 'all';
  return (
    <Stack gap={6}>
      {!all && <CountriesSelect {...form.many(at)} label={label} />}
      <Checkbox
        label={`${label}: ${text.t('notice.field.extraditionFrom.all')}`}
        checked={all}
        onChange={(event) => form.set(at, event.currentTarget.checked ? 'all' : [])}
      />
    </Stack>
  );
}
