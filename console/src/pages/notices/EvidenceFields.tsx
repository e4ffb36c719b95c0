import { SimpleGrid, TextInput } from '@mantine/core';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

/** Proof that the person is physically back: who received them, where, when. */
export function EvidenceFields({ form, at }: { readonly form: Form; readonly at: string }) {
  const text = useText();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <TextInput {...form.text(`${at}/who`)} label={text.t('notice.evidence.who')} required />
      <TextInput {...form.text(`${at}/where`)} label={text.t('notice.evidence.where')} required />
      <CountrySelect {...form.choice(`${at}/country`)} label={text.t('common.country')} required />
      <TextInput {...form.text(`${at}/when`)} type="date" label={text.t('notice.evidence.when')} required />
    </SimpleGrid>
  );
}
