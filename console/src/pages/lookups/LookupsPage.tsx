import { Paper } from '@mantine/core';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { LookupList } from './LookupList.tsx';

/** Everything asked of Lyon's image database. */
export function LookupsPage() {
  const text = useText();
  return (
    <>
      <PageHeader title={text.t('lookups.title')} hint={text.t('lookup.hint')} />
      <Paper withBorder p="md">
        <LookupList filter={{}} />
      </Paper>
    </>
  );
}
