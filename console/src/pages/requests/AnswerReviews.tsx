import { Alert, Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AnswerView } from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Drafts of our answer to the bureau that asked, for another person to judge what they disclose. */
export function AnswerReviews({ caseId }: { readonly caseId: string }) {
  const text = useText();
  const { data } = useGet<{ answers: readonly AnswerView[] }>(`/api/cases/${caseId}/answers`);
  if (!data || data.answers.length === 0) return null;
  return (
    <Section title={text.t('answers.title')}>
      <Stack gap="sm">
        {data.answers.map((answer) => (
          <Draft key={answer.id} answer={answer} />
        ))}
      </Stack>
    </Section>
  );
}

function Draft({ answer }: { readonly answer: AnswerView }) {
  const text = useText();
  const me = useMe();
  const [note, setNote] = useState('');
  const review = useSend();
  const decide = (decision: 'release' | 'return'): void =>
    review.mutate({
      path: `/api/answers/${answer.id}/review`,
      body: { version: answer.version, decision, ...(note.trim() ? { note: note.trim() } : {}) },
    });
  const mayReview = !answer.own && me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <Paper withBorder p="sm">
      <Group gap="xs" mb="xs">
        <StateBadge state={answer.state} scope="answer.state" size="sm" />
        <Text size="xs" c="dimmed">
          {answer.draftedBy} · <When at={answer.draftedAt} />
        </Text>
        {answer.reviewedBy && answer.reviewedAt !== null && (
          <Text size="xs" c="dimmed">
            {text.t('answers.reviewed-by', { name: answer.reviewedBy })} · <When at={answer.reviewedAt} />
          </Text>
        )}
      </Group>
      <Text className="prose">{answer.text}</Text>
      {answer.note && (
        <Text size="sm" c="dimmed" mt="xs">
          {answer.note}
        </Text>
      )}
      {answer.flags.length > 0 && (
        <Alert color="red" mt="sm" title={text.t('answers.flags')}>
          {answer.flags.map((flag) => (
            <Text key={flag} size="sm">
              {text.word(flag, 'answer.flag')}
            </Text>
          ))}
        </Alert>
      )}
      {answer.state === 'proposed' && answer.own && (
        <Text size="sm" mt="sm">
          {text.t('answers.waits')}
        </Text>
      )}
      {answer.state === 'proposed' && mayReview && (
        <Stack gap="xs" mt="sm">
          <Text size="sm">{text.t('answers.hint')}</Text>
          <Textarea
            label={text.t('common.note')}
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ProblemAlert error={review.error} />
          <Group gap="xs">
            <Button loading={review.isPending} onClick={() => decide('release')}>
              {text.t('answers.release')}
            </Button>
            <Button variant="default" loading={review.isPending} onClick={() => decide('return')}>
              {text.t('answers.return')}
            </Button>
          </Group>
        </Stack>
      )}
    </Paper>
  );
}
