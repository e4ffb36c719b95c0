import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useGet } from '../api/hooks.ts';

interface AgencyList {
  readonly agencies: readonly { readonly ori: string; readonly name: string }[];
}

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  readonly error?: string | null;
  readonly required?: boolean;
  readonly value: string | null;
  onChange(value: string | null): void;
}

/** An agency of the directory, by part of its name or the beginning of its ORI. */
export function AgencySelect(props: Props) {
  const [typed, setTyped] = useState('');
  const [sought] = useDebouncedValue(typed, 250);
  const { data } = useGet<AgencyList>('/api/directory/agencies', { q: sought, limit: 50 }, { lasting: true });
  const options = (data?.agencies ?? []).map(({ ori, name }) => ({ value: ori, label: `${ori} · ${name}` }));
  const known = props.value === null || options.some((option) => option.value === props.value);
  return (
    <Select
      {...props}
      data={known ? options : [...options, { value: props.value ?? '', label: props.value ?? '' }]}
      searchable
      onSearchChange={(value) => setTyped(value.split(' · ')[0] ?? '')}
      // The directory has searched already, by more than the label.
      filter={({ options: all }) => all}
    />
  );
}
