import { Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { EntryView } from '../../../../src/desk/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** The log of the watch: written once, corrected by writing again. */
export function WatchLog({ mayWrite }: { readonly mayWrite: boolean }) {
  const text = useText();
  const list = usePages<EntryView>('/api/watch/log', { limit: 20 });
  const [words, setWords] = useState('');
  const [corrects, setCorrects] = useState<EntryView | null>(null);
  const send = useSend(() => {
    setWords('');
    setCorrects(null);
  });
  const times = new Map((list.items ?? []).map((entry) => [entry.id, entry.at]));
  return (
    <Section title={text.t('watch.log')}>
      {mayWrite && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (words.trim() === '') return;
            send.mutate({
              path: '/api/watch/log',
              body: { text: words.trim(), ...(corrects && { corrects: corrects.id }) },
            });
          }}
        >
          <Textarea
            label={
              corrects ? text.t('watch.log.correcting', { at: text.dateTime(corrects.at) }) : text.t('watch.log.write')
            }
            description={text.t('watch.log.once')}
            value={words}
            maxLength={4000}
            autosize
            minRows={2}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Group gap="xs" mt="xs" mb="md">
            <Button type="submit" loading={send.isPending} disabled={words.trim() === ''}>
              {text.t('watch.log.add')}
            </Button>
            {corrects && (
              <Button variant="default" onClick={() => setCorrects(null)}>
                {text.t('common.back')}
              </Button>
            )}
          </Group>
          <ProblemAlert error={send.error} />
        </form>
      )}
      {list.items?.length === 0 && <EmptyState title={text.t('watch.log.empty')} />}
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {(list.items ?? []).map((entry) => (
          <li key={entry.id}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                <When at={entry.at} />
              </Text>
              <Text size="sm">
                <Actor id={entry.by} />
              </Text>
              {entry.kind !== 'entry' && (
                <Badge variant="light" color="gray" tt="none">
                  {text.word(entry.kind, 'watch-entry')}
                </Badge>
              )}
              {mayWrite && entry.kind !== 'began' && entry.kind !== 'ended' && (
                <Button size="compact-xs" variant="subtle" onClick={() => setCorrects(entry)}>
                  {text.t('watch.log.correct')}
                </Button>
              )}
            </Group>
            {entry.corrects !== null && times.has(entry.corrects) && (
              <Text size="xs" c="dimmed">
                {text.t('watch.log.correcting', { at: text.dateTime(times.get(entry.corrects) ?? entry.at) })}
              </Text>
            )}
            {entry.text !== '–' && (
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                <bdi>{entry.text}</bdi>
              </Text>
            )}
          </li>
        ))}
      </Stack>
      <MoreButton more={list.more} />
    </Section>
  );
}
