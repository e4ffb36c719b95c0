import { Button, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { newUuid } from '../../form/new-uuid.ts';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { AttachmentFields } from '../intake/AttachmentFields.tsx';

/** More from the officer, though nobody asked. */
export function MoreForm({ id }: { readonly id: string }) {
  const text = useText();
  const draft = useDraft<Record<string, unknown>>(`more.${id}`, () => ({ note: newUuid() }));
  const send = useSend(() => {
    draft.clear();
    notifications.show({ color: 'teal', message: text.t('my.answer.sent') });
  });
  const form = useForm(draft.value, draft.set, send.error);
  return (
    <Section title={text.t('guest.more')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ path: `/api/my/requests/${id}/information`, body: prune(draft.value) });
        }}
      >
        <Stack gap="sm">
          <Textarea {...form.text('/text')} label={text.t('guest.more.label')} autosize minRows={3} required />
          <AttachmentFields form={form} />
          <ProblemAlert error={send.error} fields />
          <Button type="submit" loading={send.isPending} w="fit-content">
            {text.t('common.send')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
