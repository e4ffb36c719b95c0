import { Button, Checkbox, Group, Select, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ThreadView } from '../../../../src/correspondence/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/words.ts';
import { PhrasePicker } from './PhrasePicker.tsx';

/** The next message of a conversation; it can answer what was asked. */
export function ReplyForm({ thread }: { readonly thread: ThreadView }) {
  const text = useText();
  const owed = thread.requests.filter((request) => request.side === 'owed' && request.state === 'open');
  const draft = useDraft<object>(`reply.${thread.id}`, () => ({
    lang: text.language,
    asks: false,
    answers: owed[0]?.messageId,
  }));
  const send = useSend(() => {
    draft.clear();
    notifications.show({ color: 'teal', message: text.t('thread.sent') });
  });
  const form = useForm(draft.value, draft.set, send.error);
  const options = [
    { value: '', label: text.t('thread.no-answer') },
    ...owed.map((request) => ({
      value: request.messageId,
      label: text.t('thread.answers', { bureau: text.bureau(request.bureau) }),
    })),
  ];
  const chosen = String(form.get('/answers') ?? '');
  return (
    <Section title={text.t('thread.reply')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const known = owed.some((request) => request.messageId === chosen);
          const body = { ...(prune(draft.value) as object), answers: known ? chosen : undefined };
          send.mutate({ path: `/api/threads/${thread.id}/messages`, body });
        }}
      >
        <Stack gap="sm">
          <PhrasePicker form={form} />
          <Textarea {...form.text('/text')} label={text.t('thread.text')} autosize minRows={4} />
          <Group gap="md" align="end">
            {owed.length > 0 && (
              <Select
                id="reply-answers"
                label={text.t('thread.answering')}
                data={options}
                value={chosen}
                onChange={(value) => form.set('/answers', value || undefined)}
                style={{ flex: '1 1 240px' }}
              />
            )}
            <Select
              {...form.choice('/lang')}
              label={text.t('thread.lang')}
              data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              w={180}
            />
            <Checkbox {...form.flag('/asks')} label={text.t('thread.asks')} mb={8} />
          </Group>
          <ProblemAlert error={send.error} fields />
          <Button type="submit" loading={send.isPending} w="fit-content">
            {text.t('common.send')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
