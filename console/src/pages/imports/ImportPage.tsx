import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ImportView } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmImport } from './ConfirmImport.tsx';
import { ImportDrop } from './ImportDrop.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { PreviewFacts } from './PreviewFacts.tsx';
import { ProblemList } from './ProblemList.tsx';

/** Short enough that the bar moves under the eyes. */
const WHILE_RUNNING_MS = 1_000;

/** One list on its way in: what it is, what is wrong with it, a word of confirmation, the progress, and the way back. */
export function ImportPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [moving, setMoving] = useState(false);
  const query = useGet<ImportView>(`/api/imports/${id}`, undefined, {
    everyMs: moving ? WHILE_RUNNING_MS : undefined,
  });
  const state = query.data?.state;
  const moves = state === 'running' || state === 'undoing' || (state === 'uploading' && query.data?.preview === null);
  if (moves !== moving) setMoving(moves);
  const works = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <PageHeader
            title={item.fileName}
            back={{ to: '/hash-lists', label: text.t('lists.title') }}
            badges={<StateBadge state={item.state} scope={['import.state']} size="lg" />}
            actions={works && <Actions item={item} />}
            hint={
              <>
                {text.size(item.size)} · <Actor id={item.createdBy} /> · <When at={item.createdAt} />
              </>
            }
          />
          {item.broken && (
            <Alert color="orange" mb="md" title={text.t('import.broken')}>
              {text.phrase(item.broken)}
            </Alert>
          )}
          {item.state === 'uploading' && works && (
            <Section title={text.t('import.moving')}>
              <ImportDrop unfinished={item} onDone={() => void query.refetch()} />
            </Section>
          )}
          {item.startedAt !== null && <ImportProgress item={item} />}
          {item.preview && item.state === 'ready' && works && <ConfirmImport item={item} preview={item.preview} />}
          {item.startedAt !== null && item.state !== 'discarded' && (
            <ProblemList id={item.id} count={item.refused + item.warnings} running={moves} />
          )}
          {item.preview && <PreviewFacts preview={item.preview} full={item.state === 'ready'} />}
        </>
      )}
    </Loaded>
  );
}

/** Leaving it, or taking it back. */
function Actions({ item }: { readonly item: ImportView }) {
  const text = useText();
  const [asking, setAsking] = useState<'undo' | 'discard' | null>(null);
  const send = useSend(() => setAsking(null));
  return (
    <>
      {(item.state === 'uploading' || item.state === 'ready') && (
        <Button variant="default" onClick={() => setAsking('discard')}>
          {text.t('import.discard')}
        </Button>
      )}
      {item.state === 'done' && item.undoUntil !== null && (
        <Button variant="outline" color="red" onClick={() => setAsking('undo')}>
          {text.t('import.undo')}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          opened
          title={text.t(`import.${asking}`)}
          warning={
            asking === 'undo' && text.t('import.undo.hint', { at: text.dateTime(item.undoUntil ?? item.createdAt) })
          }
          confirm={text.t(`import.${asking}`)}
          minLength={0}
          danger
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setAsking(null);
          }}
          onConfirm={() => send.mutate({ path: `/api/imports/${item.id}/${asking}`, body: { version: item.version } })}
        />
      )}
    </>
  );
}
