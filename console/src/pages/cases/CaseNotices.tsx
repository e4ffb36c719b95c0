import { Text } from '@mantine/core';
import { useMe } from '../../api/session.ts';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { NoticeList } from '../notices/NoticeList.tsx';
import { NewNotice } from '../notices/NoticesPage.tsx';
import type { CaseProps } from './case-props.ts';

/** Notices drafted for this case. */
export function CaseNotices({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const drafts = file.state === 'open' && !me.isSecretariat && me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <Section title={text.t('case.tab.notices')} actions={drafts && <NewNotice caseId={file.id} />}>
      <NoticeList filter={{ caseId: file.id }} />
      {file.merged.map(({ id, number }) => (
        <div key={id}>
          <Text size="sm" fw={600} mt="sm">
            <span className="ltr">{number}</span>
          </Text>
          <NoticeList filter={{ caseId: id }} />
        </div>
      ))}
    </Section>
  );
}
