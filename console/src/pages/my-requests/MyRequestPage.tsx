import { Alert, Group, Text, Timeline } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useParams } from 'react-router';
import type { OfficerStatus } from '../../../../src/cases/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AnswerForm } from './AnswerForm.tsx';

/** For the officer who asked: how far it is, what is needed, what came of it. Plain words, no victim's data. */
export function MyRequestPage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<OfficerStatus>(`/api/my/requests/${id}`);
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
          <Section title={text.t('my.status')}>
            <Timeline active={status.steps.length} bulletSize={22} lineWidth={2}>
              {status.steps.map((step) => (
                <Timeline.Item
                  key={`${step.at}${step.code}${JSON.stringify(step.params)}`}
                  bullet={<IconCheck size={13} aria-hidden />}
                  title={text.phrase(step.code, withWords(step))}
                >
                  <Text size="sm" c="dimmed">
                    <When at={step.at} />
                  </Text>
                </Timeline.Item>
              ))}
            </Timeline>
          </Section>
          {status.outcomes.length > 0 && (
            <Section title={text.t('my.outcomes')}>
              {status.outcomes.map((outcome) => (
                <Group key={`${outcome.recordedAt}${outcome.outcome}${outcome.country}`} gap="xs">
                  <Text fw={600}>{text.word(outcome.outcome, 'outcome')}</Text>
                  <Text>
                    {text.country(outcome.country)} · {text.partialDate(outcome.date)} · {text.number(outcome.number)}
                  </Text>
                </Group>
              ))}
            </Section>
          )}
        </>
      )}
    </Loaded>
  );

  function withWords(step: OfficerStatus['steps'][number]) {
    const { reason, ...rest } = step.params;
    return reason === undefined ? rest : { ...rest, reason: text.word(String(reason), 'decline') };
  }
}
