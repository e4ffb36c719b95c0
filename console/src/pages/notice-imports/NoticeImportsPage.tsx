import { Anchor, Checkbox, Progress, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DEFAULT_SOURCE, type NoticeImportView } from '../../../../src/notices/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { DropZone } from '../../components/DropZone.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { type FileTerms, sendFile } from './send-file.ts';

/** Files of notices: bring one in, and what became of the earlier ones. */
export function NoticeImportsPage() {
  const text = useText();
  const me = useMe();
  const list = usePages<NoticeImportView>('/api/notice-imports');
  return (
    <>
      <PageHeader
        title={text.t('nimport.title')}
        hint={text.t('nimport.hint')}
        back={{ to: '/notices', label: text.t('notices.title') }}
      />
      {me.is('analyst', 'supervisor') && <Drop />}
      <Section title={text.t('nimport.list')}>
        <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState title={text.t('nimport.empty')} />
            ) : (
              <RowTable
                caption={text.t('nimport.list')}
                rows={items}
                keyOf={(item) => item.id}
                columns={[
                  {
                    label: text.t('import.file'),
                    lead: true,
                    cell: (item) => (
                      <Anchor component={Link} to={`/notice-imports/${item.id}`} fw={600}>
                        <bdi>{item.fileName}</bdi>
                      </Anchor>
                    ),
                  },
                  {
                    label: text.t('common.state'),
                    cell: (item) => <StateBadge state={item.state} scope="notice-import.state" size="sm" />,
                  },
                  { label: text.t('nimport.source'), cell: (item) => <bdi>{item.source}</bdi> },
                  { label: text.t('import.read'), cell: (item) => text.number(item.read) },
                  { label: text.t('import.accepted'), cell: (item) => text.number(item.accepted) },
                  { label: text.t('import.refused'), cell: (item) => text.number(item.refused) },
                  { label: text.t('import.by'), cell: (item) => <Actor id={item.createdBy} /> },
                  { label: text.t('common.at'), cell: (item) => <When at={item.createdAt} /> },
                ]}
              />
            )
          }
        </Loaded>
        <MoreButton more={list.more} />
      </Section>
    </>
  );
}

function Drop() {
  const text = useText();
  const navigate = useNavigate();
  const [terms, setTerms] = useState<FileTerms>({ source: DEFAULT_SOURCE, colour: null, complete: false });
  const [progress, setProgress] = useState<{ sent: number; size: number } | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function take(file: File): Promise<void> {
    setError(null);
    setProgress({ sent: 0, size: file.size });
    try {
      const ready = await sendFile(file, terms, (sent) => setProgress({ sent, size: file.size }));
      await navigate(`/notice-imports/${ready.id}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setProgress(null);
    }
  }

  return (
    <Section title={text.t('nimport.drop')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="sm">
        <TextInput
          label={text.t('nimport.source')}
          description={text.t('nimport.source.hint')}
          value={terms.source}
          maxLength={80}
          onChange={(event) => setTerms({ ...terms, source: event.currentTarget.value })}
        />
        <Select
          label={text.t('nimport.colour')}
          description=" "
          value={terms.colour}
          clearable
          data={(['red', 'yellow', 'un'] as const).map((value) => ({
            value,
            label: text.word(value, 'notice.colour'),
          }))}
          onChange={(colour) => setTerms({ ...terms, colour: colour as FileTerms['colour'] })}
        />
      </SimpleGrid>
      <Checkbox
        mb="sm"
        label={text.t('nimport.complete')}
        checked={terms.complete}
        onChange={(event) => setTerms({ ...terms, complete: event.currentTarget.checked })}
      />
      <DropZone
        label={text.t('nimport.drop')}
        hint={text.t('nimport.drop.hint')}
        choose={text.t('import.choose')}
        disabled={progress !== null}
        onFiles={([file]) => file && void take(file)}
      />
      {progress && (
        <>
          <Text size="sm" role="status" mt="sm">
            {text.t('import.sending', { done: text.size(progress.sent), all: text.size(progress.size) })}
          </Text>
          <Progress
            value={(progress.sent / Math.max(1, progress.size)) * 100}
            animated
            aria-label={text.t('import.moving')}
          />
        </>
      )}
      <ProblemAlert error={error} />
    </Section>
  );
}
