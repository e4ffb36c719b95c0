import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPhotoSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../api/session.ts';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { LookupDialog } from '../lookups/LookupDialog.tsx';
import { LookupList } from '../lookups/LookupList.tsx';
import { MediaList } from '../pictures/MediaList.tsx';
import { UploadButton } from '../pictures/UploadButton.tsx';
import type { CaseProps } from './case-props.ts';

/** The case's pictures under seal, and what Lyon was asked about them. */
export function CasePictures({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, dialog] = useDisclosure(false);
  const works = !me.is('auditor');

  function select(id: string, on: boolean): void {
    setSelected((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  return (
    <>
      <Section
        title={text.t('case.tab.pictures')}
        actions={
          works && (
            <>
              <Button
                variant="light"
                leftSection={<IconPhotoSearch size={16} aria-hidden />}
                disabled={selected.size === 0}
                onClick={dialog.open}
              >
                {selected.size === 0 ? text.t('lookup.do') : text.t('lookup.do.n', { n: selected.size })}
              </Button>
              <Button component={Link} to={`/lookups/new?case=${file.id}`} variant="default">
                {text.t('files.title')}
              </Button>
              {file.state === 'open' && <UploadButton caseId={file.id} />}
            </>
          )
        }
      >
        <MediaList
          filter={{ caseId: file.id }}
          selected={works ? selected : undefined}
          onSelect={works ? select : undefined}
        />
      </Section>
      <Section title={text.t('lookups.title')}>
        <LookupList filter={{ caseId: file.id }} />
      </Section>
      {asking && <LookupDialog mediaIds={[...selected]} caseId={file.id} onClose={dialog.close} />}
    </>
  );
}
