import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertOctagon, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { DocumentImportView, DocumentProblem, DocumentView } from '../../../../src/screening/contract.ts';
import { useGet, usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { BringList } from './BringList.tsx';
import { DocumentLists } from './DocumentLists.tsx';

/** Stolen and lost travel documents: one looked up, and the lists that say so. */
export function LostDocumentsPage() {
  const text = useText();
  const me = useMe();
  const [problems, setProblems] = useState<DocumentImportView | null>(null);
  const works = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <>
      <PageHeader
        title={text.t('docs.title')}
        hint={text.t('docs.hint')}
        back={{ to: '/screenings', label: text.t('screen.title') }}
      />
      <Section title={text.t('docs.find')}>
        <Find />
      </Section>
      <Section title={text.t('docs.lists')}>
        <DocumentLists onProblems={setProblems} />
      </Section>
      {works && (
        <Section title={text.t('docs.bring')}>
          <BringList />
        </Section>
      )}
      {problems && (
        <Modal
          opened
          onClose={() => setProblems(null)}
          title={text.t('docs.problems')}
          closeButtonProps={{ 'aria-label': text.t('common.close') }}
        >
          <Problems id={problems.id} />
        </Modal>
      )}
    </>
  );
}

function Find() {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState('');
  const query = useGet<{ items: DocumentView[]; total: number }>(
    '/api/lost-documents',
    { number },
    { enabled: number.length >= 3 },
  );
  return (
    <Stack gap="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setNumber(typed.trim());
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={text.t('screen.document')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            dir="ltr"
          />
          <Button type="submit" disabled={typed.trim().length < 3} leftSection={<IconSearch size={16} aria-hidden />}>
            {text.t('common.search')}
          </Button>
        </Group>
      </form>
      {number.length >= 3 && (
        <Loaded query={query}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Text size="sm" role="status">
                {text.t('docs.none', { total })}
              </Text>
            ) : (
              <Stack gap="xs" role="status">
                {items.map((item) => (
                  <Alert
                    key={item.id}
                    color="red"
                    icon={<IconAlertOctagon />}
                    title={text.word(item.status, 'lost-document.status')}
                  >
                    <Text size="sm">
                      <bdi>
                        {[
                          item.number,
                          item.country && text.country(item.country),
                          item.type && text.word(item.type, 'document.type'),
                          item.reported && text.partialDate(item.reported),
                          item.reference,
                          item.source,
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </bdi>
                    </Text>
                  </Alert>
                ))}
              </Stack>
            )
          }
        </Loaded>
      )}
    </Stack>
  );
}

function Problems({ id }: { readonly id: string }) {
  const text = useText();
  const list = usePages<DocumentProblem>(`/api/lost-documents/imports/${id}/problems`, { limit: 200 });
  return (
    <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState title={text.t('common.none')} />
        ) : (
          <List size="sm">
            {items.map((item) => (
              <List.Item key={item.line}>
                {text.t('screen.line', { n: item.line })}: {text.phrase(item.code, item.params)}
              </List.Item>
            ))}
          </List>
        )
      }
    </Loaded>
  );
}
