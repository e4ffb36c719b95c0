import { Alert, Anchor, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RequestView, TransferView } from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** Sealed evidence of a request: keys that were given, and what came under them. */
export function EvidenceSection({ request }: { readonly request: RequestView }) {
  const text = useText();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const { data } = useGet<{ transfers: readonly TransferView[] }>(`/api/requests/${request.id}/transfers`);
  const acts = me.is('analyst', 'supervisor', 'watch-officer') && request.state !== 'declined';
  return (
    <Section
      title={text.t('evidence.title')}
      actions={
        acts && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconKey size={14} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {text.t('evidence.issue')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {key && <OnceLink label={text.t('evidence.key.once')} link={`${window.location.origin}/evidence#${key}`} />}
        {data?.transfers.length === 0 && !key && (
          <Text size="sm" c="dimmed">
            {text.t('evidence.none')}
          </Text>
        )}
        {data?.transfers.map((transfer) => (
          <Group key={transfer.id} gap="xs">
            <Anchor component={Link} to={`/transfers/${transfer.id}`} size="sm">
              {transfer.purpose}
            </Anchor>
            <StateBadge state={transfer.state} scope="transfer.state" size="sm" />
            <Text size="sm" c="dimmed">
              {text.t('evidence.count', {
                files: transfer.files.filter((file) => file.state === 'complete').length,
                until: text.dateTime(transfer.expiresAt),
              })}
            </Text>
          </Group>
        ))}
      </Stack>
      {asking && <Issue id={request.id} onKey={setKey} onClose={() => setAsking(false)} />}
    </Section>
  );
}

/** A link that is told once: copied now, or made anew. */
export function OnceLink({ label, link }: { readonly label: string; readonly link: string }) {
  const text = useText();
  return (
    <Alert color="harbour" title={label}>
      <Group gap="xs" wrap="nowrap">
        <TextInput readOnly dir="ltr" aria-label={label} value={link} style={{ flex: 1, minWidth: 0 }} />
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {text.t(copied ? 'guest.copied' : 'guest.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" mt={4}>
        {text.t('once.hint')}
      </Text>
    </Alert>
  );
}

interface IssueProps {
  readonly id: string;
  onKey(key: string): void;
  onClose(): void;
}

function Issue({ id, onKey, onClose }: IssueProps) {
  const text = useText();
  const send = useSend<{ key: string }>(({ key }) => {
    onKey(key);
    onClose();
  });
  const { form, body } = useFormState({}, send.error);
  return (
    <FormDialog
      title={text.t('evidence.issue')}
      submit={text.t('evidence.issue')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path: `/api/requests/${id}/transfers`, body: body() })}
    >
      <Text size="sm">{text.t('evidence.issue.hint')}</Text>
      <TextInput {...form.text('/purpose')} label={text.t('evidence.purpose')} required />
    </FormDialog>
  );
}
