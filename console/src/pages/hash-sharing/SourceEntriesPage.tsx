import { Badge, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { SourceEntry } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { FeedbackDialog } from './FeedbackDialog.tsx';
import { FeedbackGiven } from './FeedbackGiven.tsx';

interface EntryPage {
  readonly items: readonly SourceEntry[];
  readonly next: string | null;
}

/** What one source says of its entries, page by page or by a hash, and what this bureau said back. */
export function SourceEntriesPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [wanted, setWanted] = useState('');
  const [fingerprint, setFingerprint] = useState<string | undefined>();
  const [trail, setTrail] = useState<readonly string[]>([]);
  const [answering, setAnswering] = useState<SourceEntry | null>(null);
  const query = useGet<EntryPage>(`/api/hash-sources/${id}/entries`, { fingerprint, after: trail.at(-1) });
  const answers = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  const isHash = /^([0-9a-f]{32}|[0-9a-f]{40})$/.test(wanted);
  return (
    <>
      <PageHeader
        title={text.t('sharing.entries.title')}
        hint={text.t('sharing.entries.hint')}
        back={{ to: '/hash-sharing', label: text.t('sharing.title') }}
      />
      <Paper withBorder p="md" mb="md">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setTrail([]);
            setFingerprint(wanted === '' ? undefined : wanted);
          }}
        >
          <Group align="flex-end" gap="sm" mb="sm">
            <TextInput
              label={text.t('sharing.entries.find')}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value.trim().toLowerCase())}
              error={wanted !== '' && !isHash && text.t('sharing.entries.find.wrong')}
              className="ltr"
              style={{ flex: '1 1 280px' }}
            />
            <Button type="submit" variant="default" disabled={wanted !== '' && !isHash}>
              {text.t('sharing.entries.do')}
            </Button>
          </Group>
        </form>
        <Loaded query={query}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? (
                <EmptyState title={text.t('sharing.entries.none')} />
              ) : (
                <RowTable
                  caption={text.t('sharing.entries.title')}
                  rows={items}
                  keyOf={({ key }) => key}
                  columns={[
                    {
                      label: text.t('sharing.entries.member'),
                      lead: true,
                      cell: (entry) => (
                        <div>
                          <bdi>{entry.member.name}</bdi>
                          <Text size="xs" c="dimmed" className="ltr">
                            {entry.entryId}
                          </Text>
                        </div>
                      ),
                    },
                    {
                      label: text.t('sharing.entries.kind'),
                      cell: ({ kind }) => text.t(`sharing.entries.kind.${kind}`),
                    },
                    { label: text.t('pictures.class'), cell: ({ classification }) => classification },
                    { label: text.t('pictures.hashes'), cell: (entry) => <Fingerprints entry={entry} /> },
                    { label: text.t('sharing.feedback.members'), cell: (entry) => <Said entry={entry} /> },
                    { label: text.t('common.at'), cell: ({ at }) => <When at={at} /> },
                    {
                      label: text.t('sharing.feedback.do'),
                      cell: (entry) =>
                        answers && (
                          <Button size="compact-sm" variant="default" onClick={() => setAnswering(entry)}>
                            {text.t('sharing.feedback.do')}
                          </Button>
                        ),
                    },
                  ]}
                />
              )}
              <Group justify="center" gap="xs" mt="sm">
                {trail.length > 0 && (
                  <Button variant="default" onClick={() => setTrail(trail.slice(0, -1))}>
                    {text.t('common.back')}
                  </Button>
                )}
                {next !== null && (
                  <Button variant="default" onClick={() => setTrail([...trail, next])}>
                    {text.t('common.more')}
                  </Button>
                )}
              </Group>
            </>
          )}
        </Loaded>
      </Paper>
      <FeedbackGiven sourceId={id} />
      {answering && <FeedbackDialog sourceId={id} entry={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}

function Fingerprints({ entry }: { readonly entry: SourceEntry }) {
  return (
    <Stack gap={2}>
      {Object.entries(entry.fingerprints).map(([type, value]) => (
        <Text key={type} size="xs">
          {type} <Hash value={value} short={12} />
        </Text>
      ))}
      {entry.large.map((type) => (
        <Text key={type} size="xs" c="dimmed">
          {type}
        </Text>
      ))}
    </Stack>
  );
}

function Said({ entry }: { readonly entry: SourceEntry }) {
  const text = useText();
  return (
    <Stack gap={2}>
      {entry.feedback.map((one) => (
        <Group key={`${one.sentiment}${one.type}`} gap={6}>
          <StateBadge state={one.sentiment} scope="sharing.sentiment" size="sm" />
          <Badge variant="default" tt="none" size="sm">
            {one.type}
          </Badge>
          <Text size="xs">{[text.list([...one.members]), ...one.reasons].filter(Boolean).join(' · ')}</Text>
        </Group>
      ))}
    </Stack>
  );
}
