import { MultiSelect, Select } from '@mantine/core';
import { useGet } from '../api/hooks.ts';
import { useText } from '../i18n/use-text.ts';

interface CountryList {
  readonly countries: readonly { readonly code: string; readonly member: boolean }[];
}

function useCountries(): { value: string; label: string }[] {
  const text = useText();
  const { data } = useGet<CountryList>('/api/directory/countries', undefined, { lasting: true });
  return (data?.countries ?? [])
    .map(({ code }) => ({ value: code, label: text.country(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, text.language));
}

interface Common {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly error: string | null;
  readonly required?: boolean;
}

/** Several countries, by name in the reader's language. */
export function CountriesSelect(props: Common & { value: string[]; onChange(value: string[]): void }) {
  return <MultiSelect {...props} data={withOwn(useCountries(), props.value)} searchable clearable hidePickedOptions />;
}

/** One country. */
export function CountrySelect(props: Common & { value: string | null; onChange(value: string | null): void }) {
  const data = withOwn(useCountries(), props.value ? [props.value] : []);
  return <Select {...props} data={data} searchable clearable={!props.required} />;
}

/** What is chosen stays shown while the list is not here yet. */
function withOwn(list: { value: string; label: string }[], chosen: readonly string[]) {
  const known = new Set(list.map((entry) => entry.value));
  return [...list, ...chosen.filter((code) => !known.has(code)).map((code) => ({ value: code, label: code }))];
}
