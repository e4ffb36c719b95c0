import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { BesideRequest, RequestView } from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { DeconflictionSection } from './DeconflictionSection.tsx';
import { EvidenceSection } from './EvidenceSection.tsx';
import { RequestFiles } from './RequestFiles.tsx';

/** What stands beside a request while it is judged. */
export function BesidePanel({ request }: { readonly request: RequestView }) {
  const text = useText();
  const me = useMe();
  const { data } = useGet<BesideRequest>(`/api/requests/${request.id}/beside`);
  const read = useSend();
  if (!data) return null;
  const acts = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <>
      {data.isPublic && request.state === 'received' && (
        <Alert color="orange" mb="md" title={text.t('beside.public')}>
          {text.t('beside.public.hint')}
        </Alert>
      )}
      {data.unread && (
        <Alert color="orange" mb="md" title={text.t('beside.unread')}>
          <Stack gap="xs" align="start">
            <ProblemAlert error={read.error} />
            {acts && (
              <Button
                size="xs"
                loading={read.isPending}
                onClick={() => read.mutate({ path: `/api/requests/${request.id}/information-read` })}
              >
                {text.t('beside.unread.done')}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      {data.duplicates.length > 0 && (
        <Section title={text.t('beside.duplicates')}>
          <Stack gap="sm">
            {data.duplicates.map((other) => (
              <div key={other.id}>
                <Group gap="xs">
                  <Anchor component={Link} to={`/requests/${other.id}`}>
                    {other.number}
                  </Anchor>
                  <StateBadge state={other.state} scope="request.state" size="sm" />
                  {other.caseId && (
                    <Anchor component={Link} to={`/cases/${other.caseId}`} size="sm">
                      {other.caseNumber}
                    </Anchor>
                  )}
                </Group>
                <Group gap={6} mt={4}>
                  {other.reasons.map(({ reason, value }) => (
                    <Badge key={`${reason}${value}`} variant="light" tt="none" className="long-badge">
                      {text.word(reason, 'duplicate')}: <bdi>{value}</bdi>
                    </Badge>
                  ))}
                </Group>
              </div>
            ))}
            <Text size="xs" c="dimmed">
              {text.t('beside.duplicates.hint')}
            </Text>
          </Stack>
        </Section>
      )}
      {request.attachments.length > 0 && <RequestFiles request={request} files={data.attachments} />}
      {request.origin === 'agency' && request.state !== 'received' && (
        <>
          <DeconflictionSection request={request} state={data.deconfliction} />
          <EvidenceSection request={request} />
        </>
      )}
    </>
  );
}
