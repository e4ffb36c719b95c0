import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly lyonMediaId: string;
  readonly to: string;
  readonly caseId?: string;
}

/** Asks the owner of a picture for the file itself, with a purpose. */
export function AskFileButton({ lyonMediaId, to, caseId }: Props) {
  const text = useText();
  const me = useMe();
  const [asking, dialog] = useDisclosure(false);
  const send = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('requests-files.asked') });
    dialog.close();
  });
  if (!me.is('analyst', 'supervisor', 'vid-specialist', 'curator')) return null;
  const title = text.t('requests-files.ask', { bureau: text.bureau(to) });
  return (
    <>
      <Button size="xs" variant="default" onClick={dialog.open} w="fit-content">
        {title}
      </Button>
      <ReasonDialog
        opened={asking}
        title={title}
        warning={text.t('requests-files.hint')}
        reasonLabel={text.t('common.purpose')}
        confirm={title}
        pending={send.isPending}
        error={send.error}
        onClose={dialog.close}
        onConfirm={(purpose) =>
          send.mutate({ path: '/api/file-requests', body: { lyonMediaId, to, purpose, urgency: 'urgent', caseId } })
        }
      />
    </>
  );
}
