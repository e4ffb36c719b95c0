import { MultiSelect, Select } from '@mantine/core';
import { useGet } from '../api/hooks.ts';
import { useMe } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';

interface BureauList {
  readonly bureaus: readonly { readonly code: string; readonly status: string }[];
}

function useBureaus(): { group: string; items: { value: string; label: string }[] }[] {
  const text = useText();
  const me = useMe();
  const { data } = useGet<BureauList>('/api/directory/bureaus', undefined, { lasting: true });
  const others = (data?.bureaus ?? []).filter(({ code }) => code !== me.bureau);
  const options = (reached: boolean) =>
    others
      .filter(({ status }) => (status === 'not-connected') !== reached)
      .map(({ code }) => ({ value: code, label: `${text.bureau(code)} (${code})` }))
      .sort((a, b) => a.label.localeCompare(b.label, text.language));
  return [
    { group: text.t('bureau.connected'), items: options(true) },
    { group: text.t('bureau.not-connected'), items: options(false) },
  ];
}

interface Common {
  readonly id?: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly description?: string;
  readonly error?: string | null;
  readonly required?: boolean;
}

/** Several other bureaus; those that can be reached come first. */
export function BureausSelect(props: Common & { value: string[]; onChange(value: string[]): void }) {
  return <MultiSelect {...props} data={useBureaus()} searchable clearable hidePickedOptions />;
}

/** One other bureau. */
export function BureauSelect(props: Common & { value: string | null; onChange(value: string | null): void }) {
  return (
    <Select {...props} data={useBureaus()} searchable clearable={!props.required} allowDeselect={!props.required} />
  );
}
