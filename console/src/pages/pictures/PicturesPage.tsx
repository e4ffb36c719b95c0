import { Paper } from '@mantine/core';
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
  return (
    <>
      <PageHeader
        title={text.t('pictures.title')}
        hint={text.t('pictures.hint')}
        badges={<Exposure />}
        actions={!me.is('auditor') && <UploadButton />}
      />
      <Paper withBorder p="md">
        <MediaList filter={{}} />
      </Paper>
    </>
  );
}
