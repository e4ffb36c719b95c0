import { Alert, Button, CopyButton, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconCopy, IconMailCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { PublicStatus, UploadStarted } from '../../../../src/cases/contract.ts';
import type { ApiError } from '../../api/problem.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { newUuid } from '../../form/new-uuid.ts';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { AttachmentList } from '../../uploads/AttachmentList.tsx';
import { AttachmentFields } from '../intake/AttachmentFields.tsx';
import { StatusSteps } from '../my-requests/StatusSteps.tsx';
import { guestCall, linkSecret } from './guest-call.ts';

const PATH = '/api/public/requests/status';

/** The private status of a request: what happened, what is needed, and a place for more. */
export function StatusPage() {
  const text = useText();
  const token = linkSecret();
  const [params] = useSearchParams();
  const query = useQuery<PublicStatus, ApiError>({
    queryKey: ['public-status', token],
    queryFn: () => guestCall('GET', PATH, { token }),
    refetchInterval: 30_000,
    retry: false,
  });
  if (query.error?.status === 404) {
    return (
      <Alert color="red" title={text.t('guest.link.unknown')}>
        {text.t('guest.link.unknown.hint')}
      </Alert>
    );
  }
  return (
    <Loaded query={query}>
      {(status) => (
        <>
          {params.get('new') === '1' && (
            <Alert
              color="teal"
              icon={<IconMailCheck />}
              title={text.t('guest.received', { number: status.number })}
              mb="md"
            >
              {text.t('guest.received.hint', { agency: status.agencyName ?? '' })}
            </Alert>
          )}
          <Group justify="space-between" mb="md">
            <Title order={1}>{status.number}</Title>
            <Group gap="xs">
              <StateBadge state={status.state} scope="request.state" size="lg" />
              <UrgencyBadge urgency={status.urgency} />
            </Group>
          </Group>
          <Section title={text.t('guest.link')}>
            <Stack gap="xs">
              <Text size="sm">{text.t('guest.link.hint')}</Text>
              <Group gap="xs" wrap="nowrap">
                <TextInput
                  readOnly
                  dir="ltr"
                  style={{ flex: 1, minWidth: 0 }}
                  aria-label={text.t('guest.link')}
                  value={`${window.location.origin}/ask/status#${token}`}
                />
                <CopyButton value={`${window.location.origin}/ask/status#${token}`}>
                  {({ copied, copy }) => (
                    <Button variant="default" onClick={copy} leftSection={<IconCopy size={16} aria-hidden />}>
                      {text.t(copied ? 'guest.copied' : 'guest.copy')}
                    </Button>
                  )}
                </CopyButton>
              </Group>
            </Stack>
          </Section>
          {status.needed && (
            <Alert color="orange" mb="md" title={text.t('my.needed')}>
              <span className="prose">{status.needed}</span>
            </Alert>
          )}
          {status.declined && (
            <Alert color="red" mb="md" title={text.word(status.declined.reason, 'decline')}>
              <span className="prose">{status.declined.explanation}</span>
            </Alert>
          )}
          {status.attachments.length > 0 && (
            <Section title={text.t('intake.attachments')}>
              <AttachmentList
                files={status.attachments}
                start={(sha256) => guestCall<UploadStarted>('POST', `${PATH}/uploads`, { token, body: { sha256 } })}
                onDone={() => void query.refetch()}
              />
            </Section>
          )}
          <StatusSteps status={status} />
          {status.takesInformation && <MoreForm token={token} onSent={() => void query.refetch()} />}
        </>
      )}
    </Loaded>
  );
}

/** More for the bureau. The note is drawn before it is sent, so that a lost answer has no second effect. */
function MoreForm({ token, onSent }: { readonly token: string; onSent(): void }) {
  const text = useText();
  const draft = useDraft<Record<string, unknown>>(`public-more.${token.slice(0, 8)}`, () => ({ note: newUuid() }));
  const send = useMutation<unknown, ApiError, object>({
    mutationFn: (body) => guestCall('POST', `${PATH}/information`, { token, body }),
    onSuccess: () => {
      draft.clear();
      onSent();
    },
  });
  const form = useForm(draft.value, draft.set, send.error);
  return (
    <Section title={text.t('guest.more')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(prune(draft.value) as object);
        }}
      >
        <Stack gap="sm">
          <Textarea {...form.text('/text')} label={text.t('guest.more.label')} autosize minRows={4} required />
          <AttachmentFields form={form} />
          {send.isSuccess && <Alert color="teal">{text.t('my.answer.sent')}</Alert>}
          <ProblemAlert error={send.error} fields />
          <Button type="submit" loading={send.isPending} w="fit-content">
            {text.t('common.send')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
