import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { CustodyRecord, TransferView } from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

type Dialog = { readonly kind: 'open'; readonly file: string } | { readonly kind: 'close' | 'revoke' };

/** A sealed transfer: its files, and who had them when. Printed, it is the record that the bureau has signed. */
export function TransferPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const query = useGet<TransferView>(`/api/transfers/${id}`);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [record, setRecord] = useState<CustodyRecord | null>(null);
  const sign = useSend<CustodyRecord>((signed) => {
    setRecord(signed);
    // The page first shows what is to be printed.
    window.setTimeout(() => window.print(), 300);
  });
  const end = useSend(() => setDialog(null));
  const open = useSend<{ ticket: string }>(({ ticket }) => {
    if (dialog?.kind === 'open') window.location.assign(`/api/evidence/${dialog.file}/content?ticket=${ticket}`);
    setDialog(null);
  });
  const acts = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <Loaded query={query}>
      {(transfer) => (
        <>
          <PageHeader
            number={transfer.requestNumber}
            title={text.t('evidence.custody')}
            back={{ to: `/requests/${transfer.requestId}`, label: transfer.requestNumber }}
            badges={<StateBadge state={transfer.state} scope="transfer.state" size="lg" />}
            actions={
              <Group gap="xs" className="no-print">
                <Button
                  variant="default"
                  loading={sign.isPending}
                  leftSection={<IconPrinter size={16} aria-hidden />}
                  onClick={() => sign.mutate({ path: `/api/transfers/${id}/record` })}
                >
                  {text.t('evidence.print')}
                </Button>
                {acts && transfer.state === 'open' && (
                  <>
                    <Button variant="default" onClick={() => setDialog({ kind: 'close' })}>
                      {text.t('evidence.close')}
                    </Button>
                    <Button variant="outline" color="red" onClick={() => setDialog({ kind: 'revoke' })}>
                      {text.t('evidence.revoke')}
                    </Button>
                  </>
                )}
              </Group>
            }
          />
          <ProblemAlert error={sign.error} />
          {!transfer.intact && <Alert color="red">{text.t('evidence.broken')}</Alert>}
          <Section title={text.t('evidence.title')}>
            <Facts
              facts={[
                [text.t('request.officer'), transfer.officer],
                [text.t('request.agency'), transfer.agencyName && `${transfer.agencyName} (${transfer.agency})`],
                [text.t('evidence.purpose'), transfer.purpose],
                [text.t('evidence.until'), text.dateTime(transfer.expiresAt)],
              ]}
            />
          </Section>
          <Section title={text.t('evidence.files')}>
            <Stack gap="sm">
              {transfer.files.length === 0 && <Text c="dimmed">{text.t('evidence.files.none')}</Text>}
              {transfer.files.map((file) => (
                <div key={file.id}>
                  <Group gap="xs">
                    <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {file.name}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {text.size(file.size)}
                    </Text>
                    <StateBadge state={file.state} scope="upload.state" size="sm" />
                    {file.state === 'complete' && me.is('analyst', 'supervisor', 'watch-officer', 'vid-specialist') && (
                      <Button
                        size="xs"
                        variant="light"
                        className="no-print"
                        leftSection={<IconDownload size={14} aria-hidden />}
                        onClick={() => setDialog({ kind: 'open', file: file.id })}
                      >
                        {text.t('evidence.open')}
                      </Button>
                    )}
                  </Group>
                  <Hash value={file.sha256} />
                </div>
              ))}
            </Stack>
          </Section>
          <Section title={text.t('evidence.custody')}>
            <RowTable
              caption={text.t('evidence.custody')}
              rows={transfer.custody}
              keyOf={(entry) => String(entry.seq)}
              columns={[
                { label: '#', cell: (entry) => entry.seq, width: 40 },
                { label: text.t('custody.when'), cell: (entry) => text.dateTime(entry.at) },
                { label: text.t('custody.step'), lead: true, cell: (entry) => text.word(entry.step, 'custody') },
                { label: text.t('custody.who'), cell: (entry) => entry.actorName },
                { label: text.t('custody.file'), cell: (entry) => entry.file ?? '–' },
                { label: text.t('common.note'), cell: (entry) => said(entry.note) },
                { label: text.t('custody.seal'), cell: (entry) => <Hash value={entry.hash} /> },
              ]}
            />
          </Section>
          {record && (
            <Section title={text.t('evidence.signed')}>
              <Text size="sm" mb="xs">
                {text.t('evidence.signed.hint')}
              </Text>
              <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} dir="ltr">
                {record.jws}
              </Code>
            </Section>
          )}
          <ReasonDialog
            opened={dialog !== null}
            title={text.t(
              dialog?.kind === 'open'
                ? 'evidence.open'
                : dialog?.kind === 'close'
                  ? 'evidence.close'
                  : 'evidence.revoke',
            )}
            warning={dialog?.kind === 'open' ? text.t('evidence.open.hint') : text.t('evidence.end.hint')}
            confirm={text.t(
              dialog?.kind === 'open'
                ? 'evidence.open'
                : dialog?.kind === 'close'
                  ? 'evidence.close'
                  : 'evidence.revoke',
            )}
            danger={dialog?.kind === 'revoke'}
            pending={end.isPending || open.isPending}
            error={end.error ?? open.error}
            onClose={() => setDialog(null)}
            onConfirm={(reason) => {
              if (dialog?.kind === 'open') open.mutate({ path: `/api/evidence/${dialog.file}/open`, body: { reason } });
              else if (dialog) {
                end.mutate({
                  path: `/api/transfers/${id}/${dialog.kind}`,
                  body: { version: transfer.version, note: reason },
                });
              }
            }}
          />
        </>
      )}
    </Loaded>
  );

  function said(note: string | null): string {
    if (note === null) return '–';
    return text.knows(note) ? text.phrase(note) : note;
  }
}
