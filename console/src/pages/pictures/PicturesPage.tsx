import { Checkbox, Paper } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Exposure } from './Exposure.tsx';
import { MediaList } from './MediaList.tsx';
import { UploadButton } from './UploadButton.tsx';

/** Pictures held here, without showing any. */
export function PicturesPage() {
  const text = useText();
  const me = useMe();
  const [unclassified, setUnclassified] = useState(false);
  return (
    <>
      <PageHeader
        title={text.t('pictures.title')}
        hint={text.t('pictures.hint')}
        badges={<Exposure />}
        actions={!me.is('auditor') && <UploadButton />}
      />
      <Paper withBorder p="md">
        <Checkbox
          label={text.t('pictures.unclassified')}
          checked={unclassified}
          onChange={(event) => setUnclassified(event.currentTarget.checked)}
          mb="sm"
        />
        <MediaList filter={{ unclassified: unclassified ? 'true' : undefined }} />
      </Paper>
    </>
  );
}
