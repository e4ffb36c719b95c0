import { Alert, Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CaseProps } from './case-props.ts';
import { ColleaguesSelect } from './work/ColleagueSelect.tsx';

/** Notes, and who is to read them. */
export function CaseNotes({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const seen = useSend();
  const isMentioned = file.notes.some((note) =>
    note.mentions.some(({ person, state }) => person === me.mark && state === 'open'),
  );
  return (
    <Section title={text.t('case.notes')}>
      <Stack gap="sm">
        {isMentioned && (
          <Alert color="harbour" icon={<IconAt />} title={text.t('case.mention.you')}>
            <Button
              size="xs"
              loading={seen.isPending}
              onClick={() => seen.mutate({ path: `/api/cases/${file.id}/mentions/seen` })}
            >
              {text.t('case.mention.seen')}
            </Button>
            <ProblemAlert error={seen.error} />
          </Alert>
        )}
        {file.notes.length === 0 && (
          <Text c="dimmed" size="sm">
            {text.t('case.notes.none')}
          </Text>
        )}
        {file.notes.map((note) => (
          <div key={note.id}>
            <Text size="xs" c="dimmed">
              <Actor id={note.author} /> · <When at={note.at} />
            </Text>
            <Text className="prose" size="sm" dir="auto">
              {note.text}
            </Text>
            <Group gap={4}>
              {note.mentions.map(({ person, state }) => (
                <Badge key={person} variant="light" color={state === 'open' ? 'orange' : 'gray'} tt="none">
                  @<Actor id={person} />
                </Badge>
              ))}
            </Group>
          </div>
        ))}
        {file.state === 'open' && !me.is('auditor') && <NewNote file={file} />}
      </Stack>
    </Section>
  );
}

function NewNote({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const draft = useDraft(`note.${file.id}`, () => '');
  const [mentions, setMentions] = useState<string[]>([]);
  const send = useSend(() => {
    draft.clear();
    setMentions([]);
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path: `/api/cases/${file.id}/notes`, body: { text: draft.value, mentions } });
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={text.t('case.note.add')}
          value={draft.value}
          onChange={(event) => {
            const { value } = event.currentTarget;
            draft.set(() => value);
          }}
          autosize
          minRows={2}
        />
        <ColleaguesSelect
          caseId={file.id}
          label={text.t('case.mention.who')}
          description={text.t('case.mention.hint')}
          value={mentions}
          onChange={setMentions}
          without={[me.mark]}
        />
        <ProblemAlert error={send.error} />
        <Group>
          <Button type="submit" variant="light" loading={send.isPending} disabled={draft.value.trim() === ''}>
            {text.t('common.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
