import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { CaseProps } from './case-props.ts';

/** Looking again later, and closing. */
export function CaseActions({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<'review' | 'close' | null>(null);
  const [next, setNext] = useState('');
  const send = useSend(() => setDialog(null));
  const close = () => {
    setDialog(null);
    send.reset();
  };
  if (file.state === 'closed' || !me.is('analyst', 'supervisor', 'watch-officer')) return null;
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setDialog('review')}>
        {text.t('case.review.record')}
      </Button>
      <Button variant="default" onClick={() => setDialog('close')}>
        {text.t('case.close')}
      </Button>
      <ReasonDialog
        opened={dialog === 'review'}
        title={text.t('case.review.record')}
        reasonLabel={text.t('case.review.done')}
        confirm={text.t('case.review.record')}
        disabled={next === ''}
        pending={send.isPending}
        error={send.error}
        onClose={close}
        onConfirm={(note) =>
          send.mutate({
            path: `/api/cases/${file.id}/review`,
            body: { version: file.version, note, nextReviewAt: new Date(`${next}T09:00`).getTime() },
          })
        }
      >
        <TextInput
          type="date"
          label={text.t('case.review.next')}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          required
        />
      </ReasonDialog>
      <ReasonDialog
        opened={dialog === 'close'}
        title={text.t('case.close')}
        warning={text.t('case.close.hint')}
        reasonLabel={text.t('common.note')}
        confirm={text.t('case.close')}
        pending={send.isPending}
        error={send.error}
        onClose={close}
        onConfirm={(note) =>
          send.mutate({ path: `/api/cases/${file.id}/close`, body: { version: file.version, note } })
        }
      />
    </Group>
  );
}
