import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { RulesView, Simulation } from '../../../../../src/tips/contract.ts';
import { useGet, useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Actor } from '../../../components/Actor.tsx';
import { Loaded } from '../../../components/Loaded.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { RowTable } from '../../../components/RowTable.tsx';
import { Section } from '../../../components/Section.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { RulesEditor } from './RulesEditor.tsx';
import { SimulationResult } from './SimulationResult.tsx';

/** Routing rules as numbered sets: read, drafted, tried on past reports, switched on by another. */
export function RulesPage() {
  const text = useText();
  const query = useGet<{ items: RulesView[] }>('/api/tip-rules');
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Loaded query={query}>
      {({ items }) => {
        const inForce = items.find((one) => one.state === 'in-force') ?? items[0];
        const set = items.find((one) => one.version === shown) ?? items.find((one) => one.state === 'draft') ?? inForce;
        return (
          <>
            <PageHeader
              title={text.t('rules.title')}
              back={{ to: '/tips', label: text.t('tips.title') }}
              hint={text.t('rules.hint')}
            />
            <Section title={text.t('rules.sets')}>
              <RowTable
                caption={text.t('rules.sets')}
                rows={items}
                keyOf={(one) => String(one.version)}
                columns={[
                  {
                    label: text.t('common.number'),
                    lead: true,
                    cell: (one) => (
                      <Anchor component="button" type="button" fw={600} size="sm" onClick={() => setShown(one.version)}>
                        {text.t('rules.set', { n: one.version })}
                      </Anchor>
                    ),
                  },
                  {
                    label: text.t('common.state'),
                    cell: (one) => <StateBadge state={one.state} scope="tip-rules.state" />,
                  },
                  {
                    label: text.t('common.reason'),
                    cell: (one) => (
                      <Text size="sm" lineClamp={2}>
                        <bdi>{one.draftedBy === null ? text.t('rules.shipped') : one.reason}</bdi>
                      </Text>
                    ),
                  },
                  {
                    label: text.t('rules.drafted'),
                    cell: (one) => <Who id={one.draftedBy} at={one.draftedAt} />,
                  },
                  {
                    label: text.t('rules.switched'),
                    cell: (one) => <Who id={one.switchedBy} at={one.switchedAt} />,
                  },
                ]}
              />
            </Section>
            {set && inForce && <OneSet key={set.version} set={set} base={inForce.version} onShow={setShown} />}
          </>
        );
      }}
    </Loaded>
  );
}

function Who({ id, at }: { readonly id: string | null; readonly at: number | null }) {
  const text = useText();
  if (id === null || at === null) return '–';
  return (
    <Text size="sm">
      <Actor id={id} /> · {text.dateTime(at)}
    </Text>
  );
}

interface OneSetProps {
  readonly set: RulesView;
  /** The set in force. */
  readonly base: number;
  onShow(version: number): void;
}

function OneSet({ set, base, onShow }: OneSetProps) {
  const text = useText();
  const me = useMe();
  const [asking, setAsking] = useState<'switch-on' | 'drop' | null>(null);
  const tried = useSend<Simulation>();
  const act = useSend(() => setAsking(null));
  const isSupervisor = me.is('supervisor');
  const isDraft = set.state === 'draft';
  const isMine = set.draftedBy === me.mark;
  const simulation = tried.data ?? set.simulation;
  return (
    <>
      {(isDraft || simulation) && (
        <Section
          title={`${text.t('rules.set', { n: set.version })}: ${text.t('rules.simulation')}`}
          actions={
            isDraft && (
              <Group gap="xs">
                {me.is('supervisor', 'analyst') && (
                  <Button
                    size="xs"
                    variant="default"
                    loading={tried.isPending}
                    onClick={() => tried.mutate({ path: `/api/tip-rules/${set.version}/simulate`, body: { days: 30 } })}
                  >
                    {text.t('rules.simulate')}
                  </Button>
                )}
                {isSupervisor && !isMine && simulation && (
                  <Button size="xs" onClick={() => setAsking('switch-on')}>
                    {text.t('rules.switch-on')}
                  </Button>
                )}
                {isSupervisor && (
                  <Button size="xs" variant="subtle" color="red" onClick={() => setAsking('drop')}>
                    {text.t('rules.drop')}
                  </Button>
                )}
              </Group>
            )
          }
        >
          <ProblemAlert error={tried.error} />
          {isDraft && isMine && (
            <Text size="sm" c="dimmed" mb="xs">
              {text.t('rules.switch-on.own')}
            </Text>
          )}
          {simulation && <SimulationResult simulation={simulation} />}
        </Section>
      )}
      <RulesEditor set={set} base={base} onDrafted={onShow} />
      {asking && (
        <ReasonDialog
          opened
          title={`${text.t(`rules.${asking}`)}: ${text.t('rules.set', { n: set.version })}`}
          confirm={text.t(`rules.${asking}`)}
          danger={asking === 'drop'}
          pending={act.isPending}
          error={act.error}
          onClose={() => {
            act.reset();
            setAsking(null);
          }}
          onConfirm={(reason) => act.mutate({ path: `/api/tip-rules/${set.version}/${asking}`, body: { reason } })}
        />
      )}
    </>
  );
}
