import { Button, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { RemovalView } from '../../../../src/travel/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { MendRows } from './MendRows.tsx';
import { type BatchAct, RemovalActs } from './RemovalActs.tsx';
import { RemovalPreview } from './RemovalPreview.tsx';
import { RemovalRows } from './RemovalRows.tsx';

/** Short enough that the bar moves under the eyes. */
const WHILE_RUNNING_MS = 1_000;

/** One file of removals: what is in it, how far it is, what became of its rows, and what is done with them. */
export function RemovalPage() {
  const text = useText();
  const { id = '' } = useParams();
  const [moving, setMoving] = useState(false);
  const [act, setAct] = useState<BatchAct | null>(null);
  const query = useGet<RemovalView>(`/api/removals/${id}`, undefined, {
    everyMs: moving ? WHILE_RUNNING_MS : undefined,
  });
  const moves = query.data?.state === 'running';
  if (query.data && moves !== moving) setMoving(moves);
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <PageHeader
            title={item.fileName}
            number={item.reference}
            back={{ to: '/removals', label: text.t('removals.title') }}
            badges={<StateBadge state={item.state} scope="removal-batch.state" size="lg" />}
            actions={<Buttons item={item} onAct={setAct} />}
            hint={
              <>
                {text.size(item.fileSize)} · <Actor id={item.createdBy} /> · <When at={item.createdAt} />
              </>
            }
          />
          {act && <RemovalActs item={item} act={act} onClose={() => setAct(null)} />}
          {item.task && <Moving item={item} />}
          {item.startedAt !== null && (
            <Section title={text.t('trip.result')}>
              <Facts
                cols={4}
                facts={Object.entries(item.counts)
                  .filter(([, n]) => n > 0)
                  .map(([state, n]) => [text.word(state, 'removal-row.state'), text.number(n)])}
              />
              {item.counts.held > 0 && (
                <Text size="sm" mt="sm">
                  {text.t('removals.held')}:{' '}
                  {text.list(
                    Object.entries(item.failing).map(
                      ([rule, n]) => `${text.phrase(`rule.${rule}`)} (${text.number(n)})`,
                    ),
                  )}
                </Text>
              )}
            </Section>
          )}
          {item.state === 'done' && item.counts.refused > 0 && <MendRows item={item} />}
          {item.startedAt !== null && <RemovalRows item={item} />}
          <RemovalPreview preview={item.preview} full={item.state === 'ready'} />
        </>
      )}
    </Loaded>
  );
}

function Buttons({ item, onAct }: { readonly item: RemovalView; onAct(act: BatchAct): void }) {
  const text = useText();
  const me = useMe();
  if (!me.is('analyst', 'supervisor')) return null;
  const isMine = item.createdBy === `person:${me.person.id}`;
  return (
    <>
      {item.state === 'ready' && (
        <>
          <Button variant="default" onClick={() => onAct('discard')}>
            {text.t('trip.discard')}
          </Button>
          <Button onClick={() => onAct('confirm')}>{text.t('removals.confirm', { n: item.preview.readable })}</Button>
        </>
      )}
      {(item.undoUntil !== null || item.task === 'draft') && (
        <Button variant="outline" color="red" onClick={() => onAct('undo')}>
          {text.t('removals.undo')}
        </Button>
      )}
      {item.state === 'done' && item.counts.held > 0 && (
        <Button variant="default" onClick={() => onAct('assess')}>
          {text.t('removals.assess')}
        </Button>
      )}
      {item.state === 'done' && item.counts.drafted > 0 && me.is('supervisor') && (
        <Button
          disabled={isMine}
          title={isMine ? text.t('removals.submit.not-yours') : undefined}
          onClick={() => onAct('submit')}
        >
          {text.t('removals.submit', { n: item.counts.drafted })}
        </Button>
      )}
    </>
  );
}

function Moving({ item }: { readonly item: RemovalView }) {
  const text = useText();
  const percent = item.total === 0 ? 100 : Math.floor((100 * item.done) / item.total);
  const said = text.t('removals.progress', { done: item.done, total: item.total });
  return (
    <Section title={text.word(item.task ?? '', 'removal.task')}>
      <Text size="sm" role="status">
        {said}
        {item.msLeft !== null && ` · ${text.duration(item.msLeft)}`}
      </Text>
      <Progress value={percent} animated aria-label={said} />
    </Section>
  );
}
