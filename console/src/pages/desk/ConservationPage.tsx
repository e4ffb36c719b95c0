import { Alert, Badge, Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react';
import type { ConservationRun, ConservationView } from '../../../../src/work/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { kindWords } from './item-words.ts';

/** received = finished + refused + open, for every kind, with the ids that say otherwise. */
export function ConservationPage() {
  const text = useText();
  const me = useMe();
  const query = useGet<ConservationView>('/api/conservation');
  const run = useSend();
  const mayRun = me.is('supervisor', 'watch-officer', 'auditor', 'administrator');
  return (
    <>
      <PageHeader
        title={text.t('conservation.title')}
        hint={text.t('conservation.hint')}
        actions={
          mayRun && (
            <Button
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={run.isPending}
              onClick={() => run.mutate({ path: '/api/conservation/runs' })}
            >
              {text.t('conservation.run')}
            </Button>
          )
        }
      />
      {run.isSuccess && (
        <Text size="sm" mb="sm" role="status">
          {text.t('conservation.running')}
        </Text>
      )}
      <Loaded query={query}>
        {({ latest, alarm, runs }) => (
          <>
            {alarm ? (
              <Alert color="red" icon={<IconAlertTriangle />} role="alert" mb="md">
                {text.t('conservation.alarm', { at: text.dateTime(alarm.raisedAt) })}
              </Alert>
            ) : (
              latest && (
                <Alert color="teal" icon={<IconCheck />} mb="md">
                  {text.t('conservation.clean')} <When at={latest.endedAt} />
                </Alert>
              )
            )}
            {latest ? <Kinds run={latest} /> : <EmptyState title={text.t('conservation.never')} />}
            {latest && <Differences run={latest} />}
            {runs.length > 0 && (
              <Section title={text.t('conservation.runs')}>
                <RowTable
                  caption={text.t('conservation.runs')}
                  rows={runs}
                  keyOf={(one) => one.id}
                  columns={[
                    { label: text.t('watch.when'), lead: true, cell: (one) => <When at={one.endedAt} /> },
                    { label: text.t('conservation.result'), cell: (one) => <Result n={one.kinds.length} /> },
                    {
                      label: text.t('conservation.kind'),
                      cell: (one) => text.list(one.kinds.map((kind) => kindWords(text, kind))) || '–',
                    },
                    { label: '', cell: (one) => text.t(`conservation.cause.${one.cause}`) },
                  ]}
                />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

/** Balanced or not, with a sign and in words. */
function Result({ n }: { readonly n: number }) {
  const text = useText();
  return n === 0 ? (
    <Badge color="teal" variant="light" tt="none" leftSection={<IconCheck size={13} aria-hidden />}>
      {text.t('conservation.balanced')}
    </Badge>
  ) : (
    <Badge color="red" variant="filled" tt="none" leftSection={<IconAlertTriangle size={13} aria-hidden />}>
      {text.t('conservation.differs', { n: text.number(n) })}
    </Badge>
  );
}

function Kinds({ run }: { readonly run: ConservationRun }) {
  const text = useText();
  const figure = (what: 'received' | 'finished' | 'refused' | 'open') => ({
    label: text.t(`conservation.${what}`),
    cell: (item: ConservationRun['items'][number]) => text.number(item[what]),
  });
  return (
    <Section title={text.t('conservation.kind')}>
      <RowTable
        caption={text.t('conservation.title')}
        rows={run.items}
        keyOf={(item) => item.item}
        columns={[
          { label: text.t('conservation.kind'), lead: true, cell: (item) => kindWords(text, item.item) },
          figure('received'),
          figure('finished'),
          figure('refused'),
          figure('open'),
          {
            label: text.t('conservation.result'),
            cell: (item) => <Result n={item.differences.length + item.more} />,
          },
        ]}
      />
    </Section>
  );
}

function Differences({ run }: { readonly run: ConservationRun }) {
  const text = useText();
  const rows = run.items.flatMap((item) => item.differences.map((one) => ({ kind: item.item, ...one })));
  if (rows.length === 0) return null;
  const says = (state: string | null): string =>
    state === null ? text.t('conservation.nothing') : text.t(`conservation.${state as 'open'}`);
  return (
    <Section title={text.t('conservation.differs', { n: text.number(rows.length) })}>
      <RowTable
        caption={text.t('conservation.id')}
        rows={rows}
        keyOf={(row) => `${row.kind} ${row.id}`}
        columns={[
          { label: text.t('conservation.kind'), lead: true, cell: (row) => kindWords(text, row.kind) },
          { label: text.t('conservation.id'), cell: (row) => <span className="mono">{row.id}</span> },
          { label: text.t('conservation.ledger'), cell: (row) => says(row.ledger) },
          { label: text.t('conservation.room'), cell: (row) => says(row.room) },
          { label: text.t('conservation.owed'), cell: (row) => text.t(row.owed ? 'common.yes' : 'common.no') },
        ]}
      />
    </Section>
  );
}
