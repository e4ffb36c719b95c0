import { notifications } from '@mantine/notifications';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { DecisionProps } from './decision-props.ts';

/** Asks the officer for what is missing. */
export function ReturnDialog({ request, criteria, onClose }: DecisionProps) {
  const text = useText();
  const send = useSend(() => {
    notifications.show({ message: text.t('decide.returned') });
    onClose();
  });
  return (
    <ReasonDialog
      opened
      title={text.t('decide.return')}
      reasonLabel={text.t('decide.needed')}
      confirm={text.t('decide.return')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(needed) =>
        send.mutate({
          path: `/api/requests/${request.id}/return`,
          body: { version: request.version, needed, criteria },
        })
      }
    />
  );
}
