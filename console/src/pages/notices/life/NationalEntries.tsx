import { useMe } from '../../../api/session.ts';
import { Section } from '../../../components/Section.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { EntryTable } from '../../partners/EntryTable.tsx';

/** Where a received notice stands in the country's own systems. */
export function NationalEntries({ notice }: { readonly notice: string }) {
  const text = useText();
  const me = useMe();
  if (me.isSecretariat || !me.is('analyst', 'supervisor', 'watch-officer', 'auditor')) return null;
  return (
    <Section title={text.t('entries.title')}>
      <EntryTable query={{ notice }} />
    </Section>
  );
}
