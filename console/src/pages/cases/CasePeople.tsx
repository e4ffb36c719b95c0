import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SubjectView } from '../../../../src/cases/contract.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { PersonCard } from '../../person/PersonCard.tsx';
import type { CaseProps } from './case-props.ts';
import { NoticeFromSubject } from './NoticeFromSubject.tsx';
import { CaseRelations } from './people/CaseRelations.tsx';
import { Photos } from './people/Photos.tsx';
import { SealedIdentity } from './SealedIdentity.tsx';
import { SubjectDialog } from './SubjectDialog.tsx';

/** The people of a case. */
export function CasePeople({ file }: CaseProps) {
  const text = useText();
  const [editing, setEditing] = useState<SubjectView | 'new' | null>(null);
  return (
    <>
      <Section
        title={text.t('case.tab.people')}
        actions={
          file.state === 'open' && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setEditing('new')}
            >
              {text.t('case.subject.add')}
            </Button>
          )
        }
      >
        <Stack gap="sm">
          {file.subjects.length === 0 && <EmptyState title={text.t('case.subjects.none')} />}
          {file.subjects.map((subject) => (
            <div key={subject.id}>
              <PersonCard
                role={subject.role}
                particulars={subject.particulars}
                identityHeld={subject.identityHeld}
                actions={
                  <>
                    {subject.identityHeld && <SealedIdentity subjectId={subject.id} />}
                    {file.state === 'open' && <NoticeFromSubject subjectId={subject.id} role={subject.role} />}
                    {file.state === 'open' && (
                      <Button size="xs" variant="default" onClick={() => setEditing(subject)}>
                        {text.t('case.subject.change')}
                      </Button>
                    )}
                  </>
                }
              />
              <Photos file={file} subject={subject} />
            </div>
          ))}
        </Stack>
        {editing && (
          <SubjectDialog file={file} subject={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
        )}
      </Section>
      <CaseRelations file={file} />
    </>
  );
}
