import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  BULK_COLUMNS,
  type BulkDone,
  type BulkPreview,
  type BulkProblem,
  type BulkView,
} from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

const SHOWN = 50;

/** Many requests by one file: looked at first, brought in, and taken back while nobody has begun. */
export function ImportsPage() {
  const text = useText();
  const me = useMe();
  const [file, setFile] = useState<{ readonly fileName: string; readonly csv: string } | null>(null);
  const [done, setDone] = useState<BulkDone | null>(null);
  const look = useSend<BulkPreview>(undefined, { quiet: true });
  const bring = useSend<BulkDone>((result) => {
    setDone(result);
    setFile(null);
    look.reset();
  });
  const list = useGet<{ imports: readonly BulkView[] }>('/api/request-imports');
  const undo = useSend();
  const one = me.person.agency === null ? '/requests' : '/my/requests';

  async function take([chosen]: readonly File[]): Promise<void> {
    if (!chosen) return;
    const next = { fileName: chosen.name.slice(0, 200), csv: await chosen.text() };
    setDone(null);
    setFile(next);
    bring.reset();
    look.mutate({ path: '/api/request-imports/preview', body: next });
  }

  return (
    <>
      <PageHeader
        title={text.t('bulk.title')}
        back={{ to: one, label: text.t(me.person.agency === null ? 'requests.all' : 'my.title') }}
      />
      <Section title={text.t('bulk.file')}>
        <DropZone
          label={text.t('bulk.drop')}
          hint={text.t('bulk.drop.hint')}
          choose={text.t('upload.choose')}
          accept=".csv,text/csv"
          onFiles={(files) => void take(files)}
        />
        <Text size="sm" c="dimmed" mt="sm">
          {text.t('bulk.columns')}
        </Text>
        <Text size="xs" className="mono ltr" style={{ overflowWrap: 'anywhere' }}>
          {BULK_COLUMNS.join(', ')}
        </Text>
        <ProblemAlert error={look.error ?? bring.error} />
        {look.data && file && (
          <Stack gap="sm" mt="sm">
            <Alert color={look.data.problems.length > 0 ? 'orange' : 'teal'}>
              {text.t('bulk.found', { rows: look.data.rows, good: look.data.good })}
            </Alert>
            <Problems problems={look.data.problems} refusedCsv={look.data.refusedCsv} />
            <Button
              w="fit-content"
              disabled={look.data.good === 0}
              loading={bring.isPending}
              onClick={() => bring.mutate({ path: '/api/request-imports', body: file })}
            >
              {text.t('bulk.bring', { good: look.data.good })}
            </Button>
          </Stack>
        )}
        {done && (
          <Stack gap="sm" mt="sm">
            <Alert color="teal">{text.t('bulk.done', { taken: done.taken.length })}</Alert>
            <Problems problems={done.problems} refusedCsv={done.refusedCsv} />
            <Group gap="xs">
              {done.taken.slice(0, SHOWN).map((row) => (
                <Button key={row.id} component={Link} to={`${one}/${row.id}`} size="compact-sm" variant="light">
                  {row.number}
                </Button>
              ))}
            </Group>
          </Stack>
        )}
      </Section>
      <Section title={text.t('bulk.earlier')}>
        <ProblemAlert error={undo.error} />
        {list.data?.imports.length === 0 && <Text c="dimmed">{text.t('bulk.none')}</Text>}
        {list.data && list.data.imports.length > 0 && (
          <RowTable
            caption={text.t('bulk.earlier')}
            rows={list.data.imports}
            keyOf={(row) => row.id}
            columns={[
              { label: text.t('bulk.file'), lead: true, cell: (row) => row.fileName },
              { label: text.t('bulk.requests'), cell: (row) => text.number(row.requests) },
              { label: text.t('custody.who'), cell: (row) => row.by },
              { label: text.t('custody.when'), cell: (row) => <When at={row.at} /> },
              {
                label: text.t('common.state'),
                cell: (row) =>
                  row.state === 'undone' ? (
                    text.t('bulk.undone')
                  ) : (
                    <Button
                      size="xs"
                      variant="default"
                      disabled={row.untouched === 0}
                      loading={undo.isPending}
                      onClick={() =>
                        undo.mutate({ path: `/api/request-imports/${row.id}/undo`, body: { version: row.version } })
                      }
                    >
                      {text.t('bulk.undo', { untouched: row.untouched })}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}

function Problems({
  problems,
  refusedCsv,
}: {
  readonly problems: readonly BulkProblem[];
  readonly refusedCsv: string;
}) {
  const text = useText();
  if (problems.length === 0) return null;
  return (
    <>
      <div style={{ overflowX: 'auto' }}>
        <Table aria-label={text.t('bulk.problems')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{text.t('bulk.line')}</Table.Th>
              <Table.Th scope="col">{text.t('bulk.column')}</Table.Th>
              <Table.Th scope="col">{text.t('common.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.slice(0, SHOWN).map((problem) => (
              <Table.Tr key={`${problem.line}${problem.column}${problem.code}`}>
                <Table.Td>{problem.line}</Table.Td>
                <Table.Td className="mono">{problem.column}</Table.Td>
                <Table.Td>{text.phrase(problem.code, problem.params)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Button
        component="a"
        w="fit-content"
        variant="light"
        download="refused.csv"
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${refusedCsv}`)}`}
      >
        {text.t('bulk.download')}
      </Button>
    </>
  );
}
