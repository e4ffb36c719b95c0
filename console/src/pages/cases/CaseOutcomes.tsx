import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { CaseProps } from './case-props.ts';
import { OutcomeDialog } from './OutcomeDialog.tsx';
import { ReportOutcomeDialog } from './ReportOutcomeDialog.tsx';

/** What came of it, here and as other bureaus report it. */
export function CaseOutcomes({ file }: CaseProps) {
  const text = useText();
  const [dialog, setDialog] = useState<'record' | 'report' | null>(null);
  const close = () => setDialog(null);
  return (
    <Section
      title={text.t('case.outcomes')}
      actions={
        file.state === 'open' && (
          <>
            <Button size="xs" variant="light" onClick={() => setDialog('record')}>
              {text.t('case.outcome.record')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setDialog('report')}>
              {text.t('case.outcome.report')}
            </Button>
          </>
        )
      }
    >
      {file.outcomes.length === 0 ? (
        <EmptyState title={text.t('case.outcomes.none')} />
      ) : (
        <Stack gap="xs">
          {file.outcomes.map((outcome) => (
            <Group key={outcome.id} gap="xs">
              <Text fw={650} size="sm">
                {text.word(outcome.outcome, 'outcome')}
                {outcome.number > 1 && ` × ${text.number(outcome.number)}`}
              </Text>
              <Text size="sm">
                {text.country(outcome.country)} · {text.partialDate(outcome.date)}
                {outcome.note && ` · ${outcome.note}`}
              </Text>
              {outcome.from && (
                <Text size="sm" c="dimmed">
                  {text.t('case.outcome.from', { bureau: text.bureau(outcome.from) })}
                </Text>
              )}
            </Group>
          ))}
        </Stack>
      )}
      {dialog === 'record' && <OutcomeDialog file={file} onClose={close} />}
      {dialog === 'report' && <ReportOutcomeDialog file={file} onClose={close} />}
    </Section>
  );
}
