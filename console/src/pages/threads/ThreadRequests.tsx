import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ThreadRequestView } from '../../../../src/correspondence/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Deadline } from '../../components/Deadline.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What is owed in the conversation, by whom and until when. */
export function ThreadRequests({ requests }: { readonly requests: readonly ThreadRequestView[] }) {
  const text = useText();
  const me = useMe();
  const [settling, setSettling] = useState<ThreadRequestView | null>(null);
  const send = useSend(() => setSettling(null));
  const open = requests.filter((request) => request.state === 'open');
  if (open.length === 0) return null;
  return (
    <Section title={text.t('thread.requests')}>
      <Stack gap="xs">
        {open.map((request) => (
          <Group key={request.id} gap="sm">
            <Text size="sm" fw={600}>
              {text.t(`thread.side.${request.side}`, { bureau: text.bureau(request.bureau) })}
            </Text>
            <Deadline at={request.dueAt} />
            {!me.is('auditor') && (
              <Button size="compact-sm" variant="default" onClick={() => setSettling(request)}>
                {text.t('thread.settle')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <ReasonDialog
        opened={settling !== null}
        title={text.t('thread.settle')}
        confirm={text.t('thread.settle')}
        pending={send.isPending}
        error={send.error}
        onClose={() => setSettling(null)}
        onConfirm={(reason) => send.mutate({ path: `/api/thread-requests/${settling?.id}/settle`, body: { reason } })}
      />
    </Section>
  );
}
