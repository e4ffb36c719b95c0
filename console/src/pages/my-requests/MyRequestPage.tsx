import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { AttachmentState, OfficerStatus, UploadStarted } from '../../../../src/cases/contract.ts';
import { call } from '../../api/client.ts';
import { useGet } from '../../api/hooks.ts';
import { refreshAll } from '../../api/query-client.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AttachmentList } from '../../uploads/AttachmentList.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { MoreForm } from './MoreForm.tsx';
import { StatusSteps } from './StatusSteps.tsx';

interface Files {
  readonly attachments: readonly AttachmentState[];
  readonly takesInformation: boolean;
}

/** For the officer who asked: how far it is, what is needed, what came of it. Plain words, no victim's data. */
export function MyRequestPage() {
  const text = useText();
  const client = useQueryClient();
  const { id = '' } = useParams();
  const query = useGet<OfficerStatus>(`/api/my/requests/${id}`);
  const files = useGet<Files>(`/api/my/requests/${id}/attachments`);
  return (
    <Loaded query={query}>
      {(status) => (
        <>
          <PageHeader
            number={status.number}
            title={text.t('my.status')}
            back={{ to: '/my/requests', label: text.t('my.title') }}
            badges={
              <>
                <StateBadge state={status.state} scope="request.state" size="lg" />
                <UrgencyBadge urgency={status.urgency} />
              </>
            }
          />
          {status.needed && (
            <Section title={text.t('my.needed')}>
              <Alert color="orange" mb="sm">
                <span className="prose">{status.needed}</span>
              </Alert>
              <AnswerForm status={status} />
            </Section>
          )}
          {status.declined && (
            <Alert color="red" mb="md" title={text.word(status.declined.reason, 'decline')}>
              <span className="prose">{status.declined.explanation}</span>
            </Alert>
          )}
          {files.data && files.data.attachments.length > 0 && (
            <Section title={text.t('intake.attachments')}>
              <AttachmentList
                files={files.data.attachments}
                start={(sha256) => call<UploadStarted>('POST', `/api/my/requests/${id}/uploads`, { body: { sha256 } })}
                onDone={() => void refreshAll(client)}
              />
            </Section>
          )}
          <StatusSteps status={status} />
          {files.data?.takesInformation && !status.needed && <MoreForm id={id} />}
        </>
      )}
    </Loaded>
  );
}
