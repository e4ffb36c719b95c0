import { Group, Text, Timeline } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { OfficerStatus } from '../../../../src/cases/contract.ts';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What has happened, in plain words, and what came of it. */
export function StatusSteps({ status }: { readonly status: Pick<OfficerStatus, 'steps' | 'outcomes'> }) {
  const text = useText();
  return (
    <>
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
  );

  function withWords(step: OfficerStatus['steps'][number]) {
    const { reason, ...rest } = step.params;
    return reason === undefined ? rest : { ...rest, reason: text.word(String(reason), 'decline') };
  }
}
