import { Button, Group, NumberInput, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import type { Outcomes, Trial, Weights } from '../../../../src/tips/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

interface InForce {
  readonly weights: Weights;
  readonly changedBy: string | null;
  readonly changedAt: number | null;
}

/** What each sign weighs: tried on the open reports, set for all, and held against what became of past ones. */
export function WeightsPage() {
  const text = useText();
  const query = useGet<InForce>('/api/tip-weights');
  return (
    <Loaded query={query}>
      {(inForce) => (
        <>
          <PageHeader
            title={text.t('triage.weights')}
            back={{ to: '/tips', label: text.t('tips.title') }}
            hint={
              inForce.changedBy === null ? (
                inForce.weights.source
              ) : (
                <>
                  <Actor id={inForce.changedBy} /> · {text.dateTime(inForce.changedAt ?? 0)} · {inForce.weights.source}
                </>
              )
            }
          />
          <Editor key={inForce.weights.version} weights={inForce.weights} />
          <HowItWent />
        </>
      )}
    </Loaded>
  );
}

function Editor({ weights }: { readonly weights: Weights }) {
  const text = useText();
  const me = useMe();
  const [factors, setFactors] = useState(weights.factors);
  const [asking, setAsking] = useState(false);
  const tryOut = useSend<Trial>(undefined, { quiet: true });
  const set = useSend(() => setAsking(false));
  const mayWeigh = me.is('supervisor');
  const { bands } = weights;
  return (
    <>
      <Section
        title={text.t('triage.points')}
        actions={
          mayWeigh && (
            <>
              <Button
                size="xs"
                variant="default"
                loading={tryOut.isPending}
                onClick={() => tryOut.mutate({ path: '/api/tip-weights/try', body: { factors, bands } })}
              >
                {text.t('triage.try')}
              </Button>
              <Button size="xs" onClick={() => setAsking(true)}>
                {text.t('triage.set')}
              </Button>
            </>
          )
        }
      >
        <Text size="sm" c="dimmed" mb="sm">
          {text.t('triage.weights.hint')}
        </Text>
        <ProblemAlert error={tryOut.error} />
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" verticalSpacing={6}>
          {Object.entries(factors).map(([sign, points]) => (
            <NumberInput
              key={sign}
              size="xs"
              label={text.phrase(`tip.sign.${sign}`, { n: 'n', age: 'n', series: '…' })}
              min={-100}
              max={100}
              allowDecimal={false}
              readOnly={!mayWeigh}
              value={points}
              onChange={(value) => setFactors({ ...factors, [sign]: typeof value === 'number' ? value : 0 })}
            />
          ))}
        </SimpleGrid>
      </Section>
      {tryOut.data && <TrialResult trial={tryOut.data} />}
      {asking && (
        <ReasonDialog
          opened
          title={text.t('triage.set')}
          confirm={text.t('triage.set')}
          pending={set.isPending}
          error={set.error}
          onClose={() => {
            set.reset();
            setAsking(false);
          }}
          onConfirm={(reason) =>
            set.mutate({ path: '/api/tip-weights', body: { version: weights.version, factors, bands, reason } })
          }
        />
      )}
    </>
  );
}

function TrialResult({ trial }: { readonly trial: Trial }) {
  const text = useText();
  return (
    <Section title={text.t('triage.trial')}>
      <Text size="sm" mb="xs">
        {text.t('triage.trial.of', { reports: text.number(trial.reports) })}
      </Text>
      <Group align="flex-start" gap="xl">
        <RowTable
          caption={text.t('triage.band')}
          rows={trial.bands}
          keyOf={(row) => row.band}
          columns={[
            { label: text.t('triage.band'), lead: true, cell: (row) => text.word(row.band, 'tip.band') },
            { label: text.t('triage.before'), cell: (row) => text.number(row.before) },
            { label: text.t('triage.after'), cell: (row) => text.number(row.after) },
          ]}
        />
        <RowTable
          caption={text.t('triage.trial')}
          rows={trial.moved}
          keyOf={(row) => row.id}
          columns={[
            {
              label: text.t('tips.number'),
              lead: true,
              cell: (row) => <span className="ltr">{row.reportNumber}</span>,
            },
            { label: text.t('triage.before'), cell: (row) => text.number(row.before) },
            { label: text.t('triage.after'), cell: (row) => text.number(row.after) },
            {
              label: text.t('triage.trial'),
              cell: (row) => text.t('triage.place', { before: row.placeBefore, after: row.placeAfter }),
            },
          ]}
        />
      </Group>
    </Section>
  );
}

function HowItWent() {
  const text = useText();
  const query = useGet<Outcomes>('/api/tip-outcomes');
  return (
    <Section title={text.t('triage.outcomes')}>
      <Text size="sm" c="dimmed" mb="xs">
        {text.t('triage.outcomes.hint')}
      </Text>
      <Loaded query={query}>
        {({ bands, signs }) => (
          <>
            <RowTable
              caption={text.t('triage.outcomes')}
              rows={bands}
              keyOf={(row) => row.band}
              columns={[
                { label: text.t('triage.band'), lead: true, cell: (row) => text.word(row.band, 'tip.band') },
                ...(['open', 'routed', 'merged', 'refused'] as const).map((state) => ({
                  label: text.word(state, 'tip.state'),
                  cell: (row: Outcomes['bands'][number]) => text.number(row[state]),
                })),
              ]}
            />
            {signs.length > 0 && (
              <RowTable
                caption={text.t('triage.sign')}
                rows={signs}
                keyOf={(row) => row.sign}
                columns={[
                  {
                    label: text.t('triage.sign'),
                    lead: true,
                    cell: (row) => text.phrase(`tip.sign.${row.sign}`, { n: 'n', age: 'n', series: '…' }),
                  },
                  { label: text.t('triage.reports'), cell: (row) => text.number(row.reports) },
                  { label: text.word('routed', 'tip.state'), cell: (row) => text.number(row.routed) },
                  { label: text.word('refused', 'tip.state'), cell: (row) => text.number(row.refused) },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
