import { Anchor, Badge, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { BANDS, type QueueRow, type TriageReason } from '../../../../src/tips/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { PagedTable } from '../../components/PagedTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

const COLOUR = { high: 'red', medium: 'orange', low: 'gray' } as const;
/** Reasons told in the queue; all of them stand with the report. */
const TOLD = 3;

/** Reports that wait for a decision, heaviest first, each with why. */
export function TipQueue() {
  const text = useText();
  const [band, setBand] = useState<string>('all');
  const list = usePages<QueueRow>('/api/tip-queue', band === 'all' ? {} : { band });
  return (
    <Section
      title={text.t('triage.title')}
      actions={
        <Select
          size="xs"
          aria-label={text.t('triage.band')}
          allowDeselect={false}
          value={band}
          onChange={(value) => setBand(value ?? 'all')}
          data={[
            { value: 'all', label: text.t('triage.all-bands') },
            ...BANDS.map((value) => ({ value, label: text.word(value, 'tip.band') })),
          ]}
        />
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {text.t('triage.hint')}
      </Text>
      <PagedTable
        caption={text.t('triage.title')}
        list={list}
        empty={text.t('triage.empty')}
        keyOf={(row) => row.id}
        columns={[
          {
            label: text.t('triage.weight'),
            width: 120,
            cell: (row) => <Weight score={row.score} band={row.band} />,
          },
          {
            label: text.t('tips.number'),
            lead: true,
            cell: (row) => (
              <div>
                <Anchor component={Link} to={`/tips/${row.id}`} fw={600} size="sm">
                  <span className="ltr">{row.reportNumber}</span> · <bdi>{row.provider}</bdi>
                </Anchor>
                <Text size="xs" c="dimmed">
                  <bdi>{row.incidentType}</bdi>
                </Text>
              </div>
            ),
          },
          { label: text.t('triage.why'), cell: (row) => <Why reasons={row.reasons.slice(0, TOLD)} /> },
          { label: text.t('tips.received'), cell: (row) => <When at={row.receivedAt} /> },
          {
            label: text.t('triage.preserved'),
            cell: (row) => row.preservedUntil !== null && text.date(row.preservedUntil),
          },
        ]}
      />
    </Section>
  );
}

/** A score with its band in words. */
export function Weight({ score, band }: Pick<QueueRow, 'score' | 'band'>) {
  const text = useText();
  return (
    <Group gap={6} wrap="nowrap">
      <Text fw={700} size="sm">
        {text.number(score)}
      </Text>
      <Badge color={COLOUR[band]} variant="light" size="sm" tt="none">
        {text.word(band, 'tip.band')}
      </Badge>
    </Group>
  );
}

/** Signs in words, each with what it adds or takes. */
export function Why({ reasons }: { readonly reasons: readonly TriageReason[] }) {
  const text = useText();
  if (reasons.length === 0) return <Text size="xs">{text.t('triage.none')}</Text>;
  return (
    <>
      {reasons.map((reason) => (
        <Text key={reason.sign} size="xs">
          <Text span inherit c="dimmed" className="ltr">
            {reason.points > 0 ? '+' : '−'}
            {Math.abs(reason.points)}
          </Text>{' '}
          {text.phrase(`tip.sign.${reason.sign}`, reason.params)}
        </Text>
      ))}
    </>
  );
}
