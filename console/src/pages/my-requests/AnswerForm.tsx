import { Button, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { OfficerStatus } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { AttachmentFields } from '../intake/AttachmentFields.tsx';
import { PersonsFields } from '../intake/PersonsFields.tsx';

/** The officer's answer to what the bureau asked for. */
export function AnswerForm({ status }: { readonly status: OfficerStatus }) {
  const text = useText();
  const draft = useDraft<Record<string, unknown>>(`answer.${status.id}`, () => ({}));
  const send = useSend(() => {
    draft.clear();
    notifications.show({ color: 'teal', message: text.t('my.answer.sent') });
  });
  const form = useForm(draft.value, draft.set, send.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const body = { ...(prune(draft.value) as object), version: status.version };
        send.mutate({ path: `/api/my/requests/${status.id}/resubmit`, body });
      }}
    >
      <Stack gap="sm">
        <Textarea {...form.text('/answer')} label={text.t('my.answer')} autosize minRows={4} required />
        <div>
          <PersonsFields form={form} at="/addPersons" />
          <AttachmentFields form={form} at="/addAttachments" />
        </div>
        <ProblemAlert error={send.error} fields />
        <Button type="submit" loading={send.isPending} w="fit-content">
          {text.t('my.answer.send')}
        </Button>
      </Stack>
    </form>
  );
}
