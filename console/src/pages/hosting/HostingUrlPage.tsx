import { Alert, Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { defang, type Evidence, REPORTERS, REPORTS, type UrlDetail } from '../../../../src/hosting/contract.ts';
import { call } from '../../api/client.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Finding } from './Finding.tsx';

/** One address: what is known of its host, by whom, and since when. */
export function HostingUrlPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const query = useGet<UrlDetail>(`/api/hosting/urls/${id}`);
  const again = useSend();
  const [reporting, setReporting] = useState(false);
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <PageHeader
            title={defang(item.url)}
            back={{ to: '/hosting', label: text.t('hosting.title') }}
            badges={<StateBadge state={item.state} scope="hosting-url.state" size="lg" />}
            actions={
              <>
                {me.is('analyst', 'supervisor', 'watch-officer') && (
                  <Button
                    variant="default"
                    loading={again.isPending}
                    onClick={() => again.mutate({ path: `/api/hosting/urls/${id}/check` })}
                  >
                    {text.t('hosting.again')}
                  </Button>
                )}
                {item.checks.length > 0 && (
                  <>
                    <Button variant="default" onClick={() => void saveEvidence(id, item.host)}>
                      {text.t('hosting.evidence.export')}
                    </Button>
                    <Button
                      component="a"
                      variant="default"
                      href={`/api/hosting/urls/${id}/evidence.pdf?lang=${text.language}`}
                      download
                    >
                      {text.t('hosting.evidence.paper')}
                    </Button>
                  </>
                )}
              </>
            }
          />
          <Section title={text.t('hosting.verdict')}>
            <Stack gap="sm">
              <Finding verdict={item.verdict} movedAt={item.movedAt} />
              {item.confirmed && (
                <Facts
                  facts={[
                    [
                      text.t('hosting.word'),
                      item.confirmed.country === null
                        ? text.t('hosting.where.none')
                        : text.country(item.confirmed.country),
                    ],
                    [
                      text.t('hosting.say.basis'),
                      <>
                        {text.phrase(`hosting.basis.${item.confirmed.basis}`)} · <Actor id={item.confirmed.by} /> ·{' '}
                        <When at={item.confirmed.at} />
                      </>,
                    ],
                    item.confirmed.note !== '' && [text.t('hosting.note'), item.confirmed.note],
                  ]}
                />
              )}
            </Stack>
          </Section>
          <Section
            title={text.t('hosting.reports')}
            actions={
              me.is('analyst', 'supervisor') && (
                <Button size="xs" variant="default" onClick={() => setReporting(true)}>
                  {text.t('hosting.report')}
                </Button>
              )
            }
          >
            <Reports item={item} />
          </Section>
          <Section title={text.t('hosting.looks')}>
            <Stack gap="lg">
              {item.checks.map((check) => (
                <Look key={check.id} evidence={check.evidence} moved={check.moved} />
              ))}
            </Stack>
          </Section>
          {reporting && <ReportDialog item={item} onClose={() => setReporting(false)} />}
        </>
      )}
    </Loaded>
  );
}

/** The evidence as signed, for a file; taking it out is on the record. */
async function saveEvidence(id: string, host: string): Promise<void> {
  const evidence = await call<object>('GET', `/api/hosting/urls/${id}/evidence`, {});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(evidence, null, 2)], { type: 'application/json' }));
  link.download = `evidence-${host.replace(/[^a-z0-9.-]/g, '-')}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Look({ evidence, moved }: { readonly evidence: Evidence; readonly moved: boolean }) {
  const text = useText();
  const facts: (Fact | false)[] = [
    [text.t('common.date'), <When key="at" at={evidence.at} />],
    evidence.resolvers.length > 0 && [text.t('hosting.resolvers'), <bdi key="r">{evidence.resolvers.join(', ')}</bdi>],
    evidence.chain.length > 0 && [
      text.t('hosting.chain'),
      <bdi key="c">{evidence.chain.map((name) => name.replaceAll('.', '[.]')).join(' → ')}</bdi>,
    ],
    [text.t('hosting.recheck'), <When key="again" at={evidence.recheckAt} />],
  ];
  return (
    <div>
      {moved && (
        <Alert color="orange" py={6} mb="xs">
          {text.phrase('hosting.moved')}
        </Alert>
      )}
      <Facts facts={facts} cols={4} />
      {evidence.addresses.length > 0 && (
        <RowTable
          caption={text.t('hosting.evidence')}
          rows={evidence.addresses}
          keyOf={(row) => row.given}
          columns={[
            {
              label: text.t('hosting.address'),
              lead: true,
              cell: (row) => (
                <>
                  <bdi className="ltr">{row.given}</bdi>
                  {row.special && (
                    <Text size="xs" c="dimmed">
                      {text.phrase(`hosting.special.${row.special}`)}
                    </Text>
                  )}
                </>
              ),
            },
            {
              label: text.t('hosting.network'),
              cell: (row) => (
                <div>
                  {row.asn !== null && (
                    <Text size="sm">
                      AS{row.asn} <bdi>{row.asName}</bdi>
                    </Text>
                  )}
                  {row.registry && (
                    <Text size="xs" c="dimmed">
                      {text.phrase('hosting.paper.registry')}: <bdi>{row.registry.name}</bdi>{' '}
                      <bdi className="ltr">{row.registry.block}</bdi>
                      {row.registry.legacy && <> · {text.phrase('hosting.paper.legacy')}</>}
                    </Text>
                  )}
                  {row.network && (
                    <Text size="xs" c="dimmed">
                      {text.phrase('hosting.reason.front', { name: row.network })}
                    </Text>
                  )}
                </div>
              ),
            },
            {
              label: text.t('hosting.sources'),
              cell: (row) => (
                <div>
                  {row.words.map((word) => (
                    <Text key={word.source} size="xs">
                      {word.country === null ? '–' : text.country(word.country)} ·{' '}
                      {text.phrase(`hosting.basis.${word.basis}`)} ·{' '}
                      <bdi className="ltr">
                        {word.prefix ?? ''} {word.source} {word.snapshot}
                      </bdi>
                    </Text>
                  ))}
                </div>
              ),
            },
          ]}
        />
      )}
      {evidence.leftOut > 0 && (
        <Text size="xs">{text.t('hosting.left-out', { n: text.number(evidence.leftOut) })}</Text>
      )}
    </div>
  );
}

function Reports({ item }: { readonly item: UrlDetail }) {
  const text = useText();
  if (item.reports.length === 0) return <EmptyState title={text.t('hosting.report.none')} />;
  return (
    <RowTable
      caption={text.t('hosting.reports')}
      rows={item.reports}
      keyOf={(row) => `${row.at} ${row.name}`}
      columns={[
        {
          label: text.t('hosting.report.what'),
          lead: true,
          cell: (row) => text.phrase(`hosting.report.${row.kind}`),
        },
        {
          label: text.t('hosting.report.who'),
          cell: (row) => (
            <>
              {text.phrase(`hosting.reporter.${row.by}`)}: <bdi>{row.name}</bdi>
            </>
          ),
        },
        { label: text.t('hosting.report.when'), cell: (row) => <When at={row.at} /> },
        { label: text.t('hosting.note'), cell: (row) => row.note },
        { label: text.t('common.by'), cell: (row) => <Actor id={row.recordedBy} /> },
      ]}
    />
  );
}

function ReportDialog({ item, onClose }: { readonly item: UrlDetail; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const [kind, setKind] = useState<string>('gone');
  const [by, setBy] = useState<string>('hotline');
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [at, setAt] = useState(() =>
    new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16),
  );
  return (
    <FormDialog
      title={text.t('hosting.report')}
      submit={text.t('hosting.report')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/hosting/urls/${item.id}/report`,
          body: { version: item.version, kind, by, name, note, at: Date.parse(at) },
        })
      }
    >
      <Group grow>
        <Select
          label={text.t('hosting.report.what')}
          value={kind}
          onChange={(value) => setKind(value ?? 'gone')}
          data={REPORTS.map((value) => ({ value, label: text.phrase(`hosting.report.${value}`) }))}
          allowDeselect={false}
        />
        <Select
          label={text.t('hosting.report.who')}
          value={by}
          onChange={(value) => setBy(value ?? 'hotline')}
          data={REPORTERS.map((value) => ({ value, label: text.phrase(`hosting.reporter.${value}`) }))}
          allowDeselect={false}
        />
      </Group>
      <TextInput
        label={text.t('hosting.report.name')}
        required
        maxLength={160}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={text.t('hosting.report.when')}
        required
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <Textarea
        label={text.t('hosting.note')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
