import { Alert, Button, Group, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PublicTask } from '../../../../src/cases/contract.ts';
import type { ApiError } from '../../api/problem.ts';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { guestCall, linkSecret } from './guest-call.ts';

/** What an agency is asked, and its answer: by a private link, without an account. */
export function TaskPage() {
  const text = useText();
  const [token] = useState(linkSecret);
  const query = useQuery<PublicTask, ApiError>({
    queryKey: ['public-task', token],
    queryFn: () => guestCall('GET', '/api/public/task', { token }),
    retry: false,
  });
  if (query.error?.status === 404) {
    return (
      <Alert color="red" title={text.t('guest.link.unknown')}>
        {text.t('task.link.unknown.hint')}
      </Alert>
    );
  }
  return (
    <Loaded query={query}>
      {(task) => (
        <>
          <Group justify="space-between" mb="md">
            <Title order={1}>{text.t('task.title', { number: task.number })}</Title>
            <UrgencyBadge urgency={task.urgency} />
          </Group>
          <Section title={text.t('task.asked')}>
            <Text className="prose" mb="md">
              {task.what}
            </Text>
            <Facts
              facts={[
                [text.t('request.agency'), task.agencyName],
                [text.t('task.due'), text.dateTime(task.dueAt)],
              ]}
            />
          </Section>
          {task.state === 'open' ? (
            <AnswerForm token={token} onSent={() => void query.refetch()} />
          ) : (
            <Section title={text.t('task.answered')}>
              <Text className="prose">{task.answer}</Text>
            </Section>
          )}
        </>
      )}
    </Loaded>
  );
}

function AnswerForm({ token, onSent }: { readonly token: string; onSent(): void }) {
  const text = useText();
  const draft = useDraft<Record<string, unknown>>(`task.${token.slice(0, 8)}`, () => ({ result: 'done' }));
  const send = useMutation<unknown, ApiError, object>({
    mutationFn: (body) => guestCall('POST', '/api/public/task/answer', { token, body }),
    onSuccess: () => {
      draft.clear();
      onSent();
    },
  });
  const form = useForm(draft.value, draft.set, send.error);
  return (
    <Section title={text.t('task.answer')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(prune(draft.value) as object);
        }}
      >
        <Stack gap="sm">
          <TextInput {...form.text('/by')} label={text.t('intake.name')} autoComplete="name" required />
          <Radio.Group {...form.choice('/result')} label={text.t('task.result')}>
            <Group mt={4}>
              <Radio value="done" label={text.t('task.done')} />
              <Radio value="not-possible" label={text.t('task.not-possible')} />
            </Group>
          </Radio.Group>
          <Textarea {...form.text('/text')} label={text.t('task.text')} autosize minRows={5} required />
          <ProblemAlert error={send.error} fields />
          <Button type="submit" loading={send.isPending} w="fit-content">
            {text.t('common.send')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
