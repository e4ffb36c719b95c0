import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { DecisionProps } from './decision-props.ts';

interface Accepted {
  readonly caseId: string;
  readonly caseNumber: string;
}

/** Makes the request a case. */
export function AcceptDialog({ request, criteria, onClose }: DecisionProps) {
  const text = useText();
  const navigate = useNavigate();
  const send = useSend<Accepted>((result) => {
    notifications.show({ color: 'teal', message: text.t('decide.accepted', { number: result.caseNumber }) });
    void navigate(`/cases/${result.caseId}`);
  });
  return (
    <ReasonDialog
      opened
      title={text.t('decide.accept')}
      warning={text.t('decide.case-title.hint')}
      reasonLabel={text.t('decide.case-title')}
      confirm={text.t('decide.accept')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={(title) =>
        send.mutate({ path: `/api/requests/${request.id}/accept`, body: { version: request.version, title, criteria } })
      }
    />
  );
}
