import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { NoticeDialogProps } from './notice-props.ts';

/** The requester's right at any time. */
export function WithdrawDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  return (
    <ReasonDialog
      opened
      title={text.t('notice.do.withdraw')}
      warning={text.t('notice.withdraw.warning')}
      confirm={text.t('notice.do.withdraw')}
      danger
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({ path: `/api/notices/${notice.id}/withdraw`, body: { version: notice.version, reason } })
      }
    />
  );
}
