import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { RemovalSummary, RemovalView } from '../../../../src/travel/contract.ts';
import { call, newKey } from '../../api/client.ts';
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
import { UndoHours } from './UndoHours.tsx';

/** Files of removals that become drafted Green Notices. */
export function RemovalsPage() {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const list = usePages<RemovalSummary>('/api/removals');
  async function take(file: File): Promise<void> {
    setPending(true);
    setError(null);
    try {
      const body = new Blob([file], { type: 'application/octet-stream' });
      const made = await call<RemovalView>('POST', '/api/removals', {
        query: { fileName: file.name },
        body,
        key: newKey(),
      });
      await navigate(`/removals/${made.id}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setPending(false);
    }
  }
  return (
    <>
      <PageHeader title={text.t('removals.title')} hint={text.t('removals.hint')} />
      {me.is('analyst', 'supervisor') && (
        <Section title={text.t('trip.import')}>
          <DropZone
            label={text.t('removals.drop')}
            hint={text.t('removals.drop.hint')}
            choose={text.t('trip.choose')}
            accept=".csv,.json,.jsonl"
            disabled={pending}
            onFiles={([file]) => file && void take(file)}
          />
          {pending && (
            <Text size="sm" role="status" mt="sm">
              {text.t('common.loading')}
            </Text>
          )}
          <ProblemAlert error={error} />
        </Section>
      )}
      <Section title={text.t('removals.file')}>
        <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState title={text.t('removals.empty')} />
            ) : (
              <RowTable
                caption={text.t('removals.title')}
                rows={items}
                keyOf={(item) => item.id}
                columns={[
                  {
                    label: text.t('removals.file'),
                    lead: true,
                    cell: (item) => (
                      <Anchor component={Link} to={`/removals/${item.id}`}>
                        <span className="ltr">{item.reference}</span> <bdi>{item.fileName}</bdi>
                      </Anchor>
                    ),
                  },
                  { label: text.t('removals.records'), cell: (item) => text.number(item.total) },
                  {
                    label: text.t('common.state'),
                    cell: (item) => <StateBadge state={item.state} scope="removal-batch.state" />,
                  },
                  { label: text.t('common.at'), cell: (item) => <When at={item.createdAt} /> },
                  { label: '', cell: (item) => <Actor id={item.createdBy} /> },
                ]}
              />
            )
          }
        </Loaded>
        <MoreButton more={list.more} />
      </Section>
      {me.is('supervisor') && <UndoHours />}
    </>
  );
}
