import { Button, Stack } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useText } from '../../i18n/use-text.ts';
import { OnceLink } from './EvidenceSection.tsx';

/** A private link by which an agency without an account answers its task. */
export function TaskLink({ taskId }: { readonly taskId: string }) {
  const text = useText();
  const [token, setToken] = useState<string | null>(null);
  const send = useSend<{ token: string }>((made) => setToken(made.token));
  return (
    <Stack gap="xs" align="start">
      <Button
        size="xs"
        variant="light"
        loading={send.isPending}
        leftSection={<IconLink size={14} aria-hidden />}
        onClick={() => send.mutate({ path: `/api/tasks/${taskId}/link` })}
      >
        {text.t('task.link')}
      </Button>
      <ProblemAlert error={send.error} />
      {token && <OnceLink label={text.t('task.link')} link={`${window.location.origin}/task#${token}`} />}
    </Stack>
  );
}
