import { Button, Paper } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { FalseMatches } from './FalseMatches.tsx';
import { LookupList } from './LookupList.tsx';

/** Everything asked of Lyon's image database. */
export function LookupsPage() {
  const text = useText();
  const me = useMe();
  return (
    <>
      <PageHeader
        title={text.t('lookups.title')}
        hint={text.t('lookup.hint')}
        actions={
          !me.is('auditor') && (
            <Button component={Link} to="/lookups/new" leftSection={<IconPhotoSearch size={16} aria-hidden />}>
              {text.t('files.title')}
            </Button>
          )
        }
      />
      <Paper withBorder p="md" mb="md">
        <LookupList filter={{}} />
      </Paper>
      <FalseMatches />
    </>
  );
}
