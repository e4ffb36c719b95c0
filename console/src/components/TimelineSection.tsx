import { Button, Select, Switch, Text, Timeline } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimelineEntryView } from '../../../src/cases/contract.ts';
import { call } from '../api/client.ts';
import { isLooking } from '../api/looking.ts';
import type { ApiError } from '../api/problem.ts';
import { useText } from '../i18n/use-text.ts';
import { Actor } from './Actor.tsx';
import { EmptyState } from './EmptyState.tsx';
import { Loaded } from './Loaded.tsx';
import { Phrase } from './Phrase.tsx';
import { Section } from './Section.tsx';
import { When } from './When.tsx';

interface Answer {
  readonly entries: readonly TimelineEntryView[];
  readonly next: number | null;
}

/** Looking, and the queue's own coming and going: on the record, but not what happened. */
const BACKGROUND = /^(?:work|federation)\./;

/** The ledger of a thing, read aloud, newest first. */
export function TimelineSection({ path, parts }: { readonly path: string; readonly parts?: readonly string[] }) {
  const text = useText();
  const [all, setAll] = useState(false);
  const [part, setPart] = useState('');
  const query = { views: all ? 'yes' : 'no', limit: 200, ...(part ? { part } : {}) };
  const result = useInfiniteQuery<Answer, ApiError, Answer[], unknown[], number | undefined>({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) => call<Answer>('GET', path, { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: (data) => data.pages,
  });
  return (
    <Section
      title={text.t('timeline.title')}
      actions={
        <>
          {parts && (
            <Select
              size="xs"
              w={170}
              aria-label={text.t('timeline.part')}
              value={part}
              onChange={(value) => setPart(value ?? '')}
              allowDeselect={false}
              data={[
                { value: '', label: text.t('timeline.part.all') },
                ...parts.map((one) => ({ value: one, label: text.word(one, 'timeline.part') })),
              ]}
            />
          )}
          <Switch
            size="xs"
            label={text.t('timeline.all')}
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        </>
      }
    >
      <Loaded query={result}>
        {(pages) => {
          const entries = pages
            .flatMap((page) => page.entries)
            .filter((entry) => all || ((part !== '' || !BACKGROUND.test(entry.act)) && !isLooking(entry.act)))
            .reverse();
          if (entries.length === 0) return <EmptyState title={text.t('timeline.empty')} />;
          return (
            <>
              {result.hasNextPage && (
                <Button variant="subtle" size="compact-sm" mb="sm" onClick={() => void result.fetchNextPage()}>
                  {text.t('common.more')}
                </Button>
              )}
              <Timeline active={-1} bulletSize={12} lineWidth={2} color="harbour">
                {entries.map((entry) => (
                  <Timeline.Item
                    key={entry.seq ?? `${entry.time}${entry.act}${entry.entity?.id}`}
                    title={
                      <Text size="sm">
                        <Phrase code={entry.act} params={entry.params} />
                      </Text>
                    }
                  >
                    {typeof entry.params.reading === 'string' && (
                      <Text size="sm" className="prose">
                        {entry.params.reading}
                      </Text>
                    )}
                    <Text size="xs" c="dimmed">
                      <When at={entry.time} /> · <Actor id={entry.actor} name={entry.actorName} /> ·{' '}
                      {entry.seq === null ? text.t('timeline.unsealed') : <span className="ltr">#{entry.seq}</span>}
                    </Text>
                  </Timeline.Item>
                ))}
              </Timeline>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
