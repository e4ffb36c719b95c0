import { Alert, Anchor, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type ImportRowView, type ImportView, ROW_OUTCOMES } from '../../../../src/tips/contract.ts';
import { useGet, usePages } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

const WHILE_RUNNING_MS = 1_000;

/** One file of reports: how far it is, and what became of each report in it. */
export function TipImportPage() {
  const text = useText();
  const { id = '' } = useParams();
  const [running, setRunning] = useState(false);
  const everyMs = running ? WHILE_RUNNING_MS : undefined;
  const query = useGet<ImportView>(`/api/tip-imports/${id}`, undefined, { everyMs });
  const moves = query.data?.state === 'running';
  if (moves !== running) setRunning(moves);
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <PageHeader
            title={item.name.slice(item.name.lastIndexOf('/') + 1)}
            back={{ to: '/tips', label: text.t('tips.title') }}
            badges={<StateBadge state={item.state} scope="tip-import.state" size="lg" />}
            hint={
              <>
                {item.size > 0 && `${text.size(item.size)} · `}
                <Actor id={item.createdBy} /> · <When at={item.createdAt} />
              </>
            }
          />
          {item.broken && (
            <Alert color="orange" mb="md">
              {text.phrase(item.broken)}
            </Alert>
          )}
          <Section title={text.t('import.result')}>
            <div role="status">
              <Facts
                cols={4}
                facts={[
                  [text.t('tip-import.taken'), text.number(item.taken)],
                  [text.t('tip-import.versions'), text.number(item.versions)],
                  [text.t('tip-import.same'), text.number(item.same)],
                  [text.t('tip-import.refused'), text.number(item.refused)],
                ]}
              />
            </div>
          </Section>
          <Rows id={id} key={`${item.state}${item.found}`} />
        </>
      )}
    </Loaded>
  );
}

function Rows({ id }: { readonly id: string }) {
  const text = useText();
  const [outcome, setOutcome] = useState('all');
  const list = usePages<ImportRowView>(`/api/tip-imports/${id}/rows`, outcome === 'all' ? {} : { outcome });
  return (
    <Section
      title={text.t('tip-import.rows')}
      actions={
        <Select
          size="xs"
          aria-label={text.t('tip-import.outcome')}
          allowDeselect={false}
          value={outcome}
          onChange={(value) => setOutcome(value ?? 'all')}
          data={[
            { value: 'all', label: text.t('tips.all') },
            ...ROW_OUTCOMES.map((value) => ({ value, label: text.word(value, 'tip-import.outcome') })),
          ]}
        />
      }
    >
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('common.none')} />
          ) : (
            <RowTable
              caption={text.t('tip-import.rows')}
              rows={items}
              keyOf={(row) => row.entry}
              columns={[
                {
                  label: text.t('tip-import.entry'),
                  lead: true,
                  cell: (row) =>
                    row.tipId ? (
                      <Anchor component={Link} to={`/tips/${row.tipId}`} className="mono">
                        <bdi>{row.entry}</bdi>
                      </Anchor>
                    ) : (
                      <bdi className="mono">{row.entry}</bdi>
                    ),
                },
                {
                  label: text.t('tip-import.outcome'),
                  cell: (row) => (
                    <>
                      <StateBadge state={row.outcome} scope="tip-import.outcome" />
                      {row.code && (
                        <Text size="xs" c="dimmed">
                          {text.phrase(row.code, row.params)}
                        </Text>
                      )}
                    </>
                  ),
                },
                { label: text.t('tips.files'), cell: (row) => row.files > 0 && text.number(row.files) },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </Section>
  );
}
