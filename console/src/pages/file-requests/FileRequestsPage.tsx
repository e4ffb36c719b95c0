import { Anchor, Button, Group, NumberInput, Paper, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FileRequestView } from '../../../../src/identification/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { PagedTable } from '../../components/PagedTable.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

type Asking = { readonly answer: 'yes' | 'no'; readonly of: FileRequestView };

/** Files that bureaus ask of each other: with a purpose, a word of the owner, and terms. */
export function FileRequestsPage() {
  const text = useText();
  const me = useMe();
  const list = usePages<FileRequestView>('/api/file-requests');
  const [asking, setAsking] = useState<Asking | null>(null);
  const [day, setDay] = useState('');
  const [fetchDays, setFetchDays] = useState<number | string>(14);
  const send = useSend(() => setAsking(null));
  const decides = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  const title = asking && text.t(asking.answer === 'yes' ? 'requests-files.give' : 'requests-files.refuse');
  return (
    <>
      <PageHeader title={text.t('requests-files.title')} hint={text.t('requests-files.hint')} />
      <Paper withBorder p="md">
        <PagedTable
          caption={text.t('requests-files.title')}
          list={list}
          empty={text.t('requests-files.empty')}
          keyOf={(item) => item.id}
          columns={[
            {
              label: text.t('common.purpose'),
              lead: true,
              cell: (item) =>
                item.mediaId ? (
                  <Anchor component={Link} to={`/pictures/${item.mediaId}`} fw={600} size="sm">
                    {item.purpose}
                  </Anchor>
                ) : (
                  <Text size="sm" fw={600}>
                    {item.purpose}
                  </Text>
                ),
            },
            {
              label: text.t('requests-files.direction'),
              cell: (item) => text.t(`requests-files.direction.${item.direction}`),
            },
            { label: text.t('requests-files.bureau'), cell: (item) => <BureauTag code={item.bureau} /> },
            { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
            {
              label: text.t('common.state'),
              cell: (item) => (
                <div>
                  <StateBadge state={item.state} scope="file-request.state" size="sm" />
                  {item.code && <Text size="xs">{text.phrase(item.code)}</Text>}
                  {item.reason && <Text size="xs">{item.reason}</Text>}
                </div>
              ),
            },
            {
              label: text.t('desk.due'),
              cell: (item) => <Deadline at={item.dueAt} done={item.state !== 'open'} />,
            },
            {
              label: text.t('requests-files.give'),
              cell: (item) =>
                decides &&
                item.direction === 'owed' &&
                item.state === 'open' && (
                  <Group gap={6} className="cell">
                    <Button size="compact-sm" onClick={() => setAsking({ answer: 'yes', of: item })}>
                      {text.t('requests-files.give')}
                    </Button>
                    <Button size="compact-sm" variant="default" onClick={() => setAsking({ answer: 'no', of: item })}>
                      {text.t('requests-files.refuse')}
                    </Button>
                  </Group>
                ),
            },
          ]}
        />
      </Paper>
      {asking && title && (
        <ReasonDialog
          opened
          title={title}
          warning={asking.of.purpose}
          confirm={title}
          danger={asking.answer === 'no'}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setAsking(null);
          }}
          onConfirm={(reason) =>
            send.mutate({
              path: `/api/file-requests/${asking.of.id}/decision`,
              body: {
                version: asking.of.version,
                answer: asking.answer,
                reason,
                ...(asking.answer === 'yes' && fetchDays !== '' ? { fetchDays: Number(fetchDays) } : {}),
                ...(asking.answer === 'yes' && day ? { until: Date.parse(`${day}T23:59:59Z`) } : {}),
              },
            })
          }
        >
          {asking.answer === 'yes' && (
            <>
              <TextInput
                type="date"
                label={text.t('requests-files.until')}
                value={day}
                onChange={(event) => setDay(event.currentTarget.value)}
              />
              <NumberInput
                label={text.t('requests-files.fetch-days')}
                description={text.t('requests-files.fetch-days.hint')}
                min={1}
                max={90}
                value={fetchDays}
                onChange={setFetchDays}
              />
            </>
          )}
        </ReasonDialog>
      )}
    </>
  );
}
