import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { guestCall } from './guest-call.ts';

interface Found {
  readonly agencies: readonly {
    readonly ori: string;
    readonly name: string;
    readonly city: string | null;
    readonly state: string | null;
  }[];
}

/** An agency of the directory, by part of its name, its town, or the beginning of its ORI. */
export function PublicAgencySelect({ form }: { readonly form: Form }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [sought] = useDebouncedValue(typed.trim(), 300);
  const field = form.choice('/agency');
  const { data } = useQuery({
    queryKey: ['public-agencies', sought],
    queryFn: () => guestCall<Found>('GET', `/api/public/agencies?q=${encodeURIComponent(sought)}`),
    enabled: sought.length >= 2,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const options = (data?.agencies ?? []).map(({ ori, name, city, state }) => ({
    value: ori,
    label: [`${ori} · ${name}`, city, state].filter(Boolean).join(', '),
  }));
  const known = field.value === null || options.some((option) => option.value === field.value);
  return (
    <Select
      {...field}
      label={text.t('intake.agency')}
      description={text.t('intake.agency.hint')}
      placeholder={text.t('guest.agency.type')}
      nothingFoundMessage={sought.length >= 2 ? text.t('guest.agency.none') : text.t('guest.agency.type')}
      data={known ? options : [...options, { value: field.value ?? '', label: field.value ?? '' }]}
      searchable
      onSearchChange={(value) => setTyped(value.split(' · ')[0] ?? '')}
      filter={({ options: all }) => all}
      required
    />
  );
}
