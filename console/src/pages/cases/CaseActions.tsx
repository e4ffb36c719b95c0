import { Button, Group, Menu, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { RestrictDialog } from './CaseAccess.tsx';
import { ChangeCaseDialog } from './ChangeCaseDialog.tsx';
import type { CaseProps } from './case-props.ts';
import { OtherCaseDialog } from './links/MergeDialogs.tsx';
import { HandOverDialog } from './work/HandOver.tsx';

/** Changing it, looking again later, closing, and what is done seldom. */
export function CaseActions({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<
    'change' | 'review' | 'close' | 'hand-over' | 'link' | 'merge' | 'restrict' | null
  >(null);
  const [next, setNext] = useState('');
  const send = useSend(() => setDialog(null));
  const close = () => {
    setDialog(null);
    send.reset();
  };
  if (file.state !== 'open' || !me.is('analyst', 'supervisor', 'watch-officer')) return null;
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setDialog('change')}>
        {text.t('case.change')}
      </Button>
      <Button variant="default" onClick={() => setDialog('review')}>
        {text.t('case.review.record')}
      </Button>
      <Button variant="default" onClick={() => setDialog('close')}>
        {text.t('case.close')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconDots size={14} aria-hidden />}>
            {text.t('case.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog('hand-over')}>{text.t('hand-over.offer')}</Menu.Item>
          <Menu.Item onClick={() => setDialog('link')}>{text.t('link.add')}</Menu.Item>
          <Menu.Item onClick={() => setDialog('merge')}>{text.t('case.merge.do')}</Menu.Item>
          {me.is('supervisor') && !file.restricted && (
            <Menu.Item onClick={() => setDialog('restrict')}>{text.t('access.restrict')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'change' && <ChangeCaseDialog file={file} onClose={close} />}
      {dialog === 'hand-over' && <HandOverDialog file={file} onClose={close} />}
      {(dialog === 'link' || dialog === 'merge') && <OtherCaseDialog file={file} what={dialog} onClose={close} />}
      {dialog === 'restrict' && <RestrictDialog file={file} onClose={close} />}
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
