import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

/** An administrator has looked why following stopped, and sets it going. */
export function ResumeFeed() {
  const text = useText();
  const me = useMe();
  const [asked, setAsked] = useState(false);
  const send = useSend(() => setAsked(false));
  if (!me.is('administrator')) return null;
  return (
    <>
      <Button variant="default" mb="sm" onClick={() => setAsked(true)}>
        {text.t('federation.feed.resume')}
      </Button>
      {asked && (
        <ReasonDialog
          opened
          title={text.t('federation.feed.resume')}
          warning={text.t('federation.feed.resume.warning')}
          confirm={text.t('federation.feed.resume')}
          pending={send.isPending}
          error={send.error}
          onClose={() => setAsked(false)}
          onConfirm={(reason) => send.mutate({ path: '/api/federation/feed/resume', body: { reason } })}
        />
      )}
    </>
  );
}
