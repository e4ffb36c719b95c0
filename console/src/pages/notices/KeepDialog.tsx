import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { NoticeDialogProps } from './notice-props.ts';

/** A notice that no longer passes stays as it is, with a reason. */
export function KeepDialog({ notice, onClose }: NoticeDialogProps) {
  const text = useText();
  const send = useSend(onClose);
  return (
    <ReasonDialog
      opened
      title={text.t('notice.retest.keep')}
      warning={text.t('notice.retest.keep.warning')}
      confirm={text.t('notice.retest.keep')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(reason) =>
        send.mutate({ path: `/api/notices/${notice.id}/retest/keep`, body: { version: notice.version, reason } })
      }
    />
  );
}
