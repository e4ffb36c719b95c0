import { Alert, Button, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { NoticeImportProblem, NoticeImportView } from '../../../../src/notices/contract.ts';
import { useGet, usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { NoticeImportPreview } from './NoticeImportPreview.tsx';
import { NoticeProblemTable } from './NoticeProblemTable.tsx';

/** Short enough that the bar moves under the eyes. */
const WHILE_RUNNING_MS = 1_000;

/** One file of notices: what is in it, a word of confirmation, the progress, what was refused, and the way back. */
export function NoticeImportPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [moving, setMoving] = useState(false);
  const query = useGet<NoticeImportView>(`/api/notice-imports/${id}`, undefined, {
    everyMs: moving ? WHILE_RUNNING_MS : undefined,
  });
  const state = query.data?.state;
  const moves = state === 'running' || state === 'undoing';
  if (moves !== moving) setMoving(moves);
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <PageHeader
            title={item.fileName}
            back={{ to: '/notice-imports', label: text.t('nimport.title') }}
            badges={<StateBadge state={item.state} scope={['notice-import.state']} size="lg" />}
            actions={me.is('analyst', 'supervisor') && <Actions item={item} />}
            hint={
              <>
                <bdi>{item.source}</bdi> · {text.size(item.size)} · <Actor id={item.createdBy} /> ·{' '}
                <When at={item.createdAt} />
              </>
            }
          />
          {item.broken && (
            <Alert color="orange" mb="md">
              {text.phrase(item.broken)}
            </Alert>
          )}
          {item.startedAt !== null && <Outcome item={item} />}
          {item.startedAt !== null && !moves && <Problems id={item.id} />}
          {item.preview && item.state === 'ready' && <NoticeImportPreview preview={item.preview} />}
        </>
      )}
    </Loaded>
  );
}

function Outcome({ item }: { readonly item: NoticeImportView }) {
  const text = useText();
  const percent = item.size === 0 ? 100 : Math.floor((item.bytesRead / item.size) * 100);
  const running = item.state === 'running';
  return (
    <Section title={text.t('import.result')}>
      {running && (
        <>
          <Text size="sm" role="status">
            {text.t('import.progress', { percent })}
          </Text>
          <Progress value={percent} animated mb="sm" aria-label={text.t('import.progress', { percent })} />
        </>
      )}
      <Facts
        cols={4}
        facts={[
          [text.t('import.read'), text.number(item.read)],
          [text.t('import.accepted'), text.number(item.accepted)],
          [text.t('nimport.merged'), text.number(item.merged)],
          [text.t('import.refused'), text.number(item.refused)],
          item.removed > 0 && [text.t('nimport.removed'), text.number(item.removed)],
          item.finishedAt !== null && [text.t('common.at'), <When key="f" at={item.finishedAt} />],
        ]}
      />
    </Section>
  );
}

function Problems({ id }: { readonly id: string }) {
  const text = useText();
  const list = usePages<NoticeImportProblem>(`/api/notice-imports/${id}/problems`);
  return (
    <Section title={text.t('import.problems')}>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(problems) =>
          problems.length === 0 ? (
            <EmptyState title={text.t('import.problems.none')} />
          ) : (
            <NoticeProblemTable problems={problems} />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </Section>
  );
}

/** Taking it in, leaving it, or taking it back. */
function Actions({ item }: { readonly item: NoticeImportView }) {
  const text = useText();
  const me = useMe();
  const [asking, setAsking] = useState<'undo' | 'discard' | null>(null);
  const send = useSend(() => setAsking(null));
  const act = (verb: string) =>
    send.mutate({ path: `/api/notice-imports/${item.id}/${verb}`, body: { version: item.version } });
  return (
    <>
      {(item.state === 'uploading' || item.state === 'ready') && (
        <Button variant="default" onClick={() => setAsking('discard')}>
          {text.t('import.discard')}
        </Button>
      )}
      {item.state === 'ready' && (
        <Button loading={send.isPending} disabled={item.preview?.readable === 0} onClick={() => act('confirm')}>
          {text.t('import.confirm')}
        </Button>
      )}
      {me.is('supervisor') && (item.state === 'done' || item.state === 'running') && (
        <Button variant="outline" color="red" onClick={() => setAsking('undo')}>
          {text.t('import.undo')}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          opened
          title={text.t(`import.${asking}`)}
          warning={asking === 'undo' && text.t('nimport.undo.hint')}
          confirm={text.t(`import.${asking}`)}
          minLength={0}
          danger
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setAsking(null);
          }}
          onConfirm={() => act(asking)}
        />
      )}
    </>
  );
}
