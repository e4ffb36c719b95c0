import { Button, NumberInput, SimpleGrid, Switch, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RoutingRules, RulesView } from '../../../../../src/tips/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { Section } from '../../../components/Section.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { AreasEditor, CountriesEditor } from './RulesLists.tsx';

interface Props {
  readonly set: RulesView;
  /** The set in force, which a draft is based on. */
  readonly base: number;
  onDrafted(version: number): void;
}

/** A set of rules to be read; a supervisor drafts another from it. */
export function RulesEditor({ set, base, onDrafted }: Props) {
  const text = useText();
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  const [rules, setRules] = useState<RoutingRules>(set.rules);
  const [asking, setAsking] = useState(false);
  const draft = useSend<{ version: number }>(({ version }) => {
    setAsking(false);
    onDrafted(version);
  });
  const change = (more: Partial<RoutingRules>): void => setRules({ ...rules, ...more });
  const { automatic, lowered, dueDays, weights } = rules;
  const number = (label: string, value: number, onChange: (value: number) => void, max = 100, min = 0): ReactNode => (
    <NumberInput
      key={label}
      size="xs"
      label={label}
      min={min}
      max={max}
      allowDecimal={false}
      readOnly={!isEditing}
      value={value}
      onChange={(given) => onChange(typeof given === 'number' ? given : min)}
    />
  );
  return (
    <Section
      title={text.t('rules.set', { n: set.version })}
      actions={
        me.is('supervisor') &&
        (isEditing ? (
          <Button size="xs" onClick={() => setAsking(true)}>
            {text.t('rules.draft')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {text.t('rules.edit')}
          </Button>
        ))
      }
    >
      <Heading>{text.t('rules.automatic')}</Heading>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing={8}>
        {(['domestic', 'federal', 'marked'] as const).map((key) =>
          isEditing ? (
            <Switch
              key={key}
              label={text.t(`rules.automatic.${key}`)}
              checked={automatic[key]}
              onChange={(event) => change({ automatic: { ...automatic, [key]: event.currentTarget.checked } })}
            />
          ) : (
            <Text key={key} size="sm">
              {text.t(`rules.automatic.${key}`)}:{' '}
              <Text span inherit fw={600}>
                {text.t(automatic[key] ? 'common.yes' : 'common.no')}
              </Text>
            </Text>
          ),
        )}
        <Text size="sm" c="dimmed">
          {text.t('rules.automatic.never-abroad')}
        </Text>
        {number(text.t('rules.automatic.least'), automatic.least, (least) =>
          change({ automatic: { ...automatic, least } }),
        )}
        {number(text.t('rules.automatic.lead'), automatic.lead, (lead) =>
          change({ automatic: { ...automatic, lead } }),
        )}
        {number(text.t('rules.propose'), rules.propose.least, (least) =>
          change({ propose: { ...rules.propose, least } }),
        )}
        <TextInput
          size="xs"
          label={text.t('rules.federal')}
          readOnly={!isEditing}
          value={rules.federal.agency}
          onChange={(event) => change({ federal: { ...rules.federal, agency: event.currentTarget.value } })}
        />
      </SimpleGrid>
      <Heading>{text.t('rules.weights')}</Heading>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="md" verticalSpacing={6}>
        {Object.entries(weights).map(([key, value]) =>
          number(text.phrase(`tip.weight.${key}`), value, (given) => change({ weights: { ...weights, [key]: given } })),
        )}
      </SimpleGrid>
      <Heading>{text.t('rules.lowered')}</Heading>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="md" verticalSpacing={6}>
        {(['proxy', 'stale', 'sources-differ'] as const).map((key) =>
          number(text.t(`rules.lowered.${key}`), lowered[key], (given) =>
            change({ lowered: { ...lowered, [key]: given } }),
          ),
        )}
        {number(text.t('rules.stale-days'), rules.staleDays, (staleDays) => change({ staleDays }), 10_000, 1)}
      </SimpleGrid>
      <Heading>{text.t('rules.due')}</Heading>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="md" verticalSpacing={6}>
        {(['task-force', 'federal', 'bureau', 'incoming'] as const).map((key) =>
          number(
            key === 'incoming' ? text.t('rules.due.incoming') : text.phrase(`tip.target.${key}`),
            dueDays[key],
            (given) => change({ dueDays: { ...dueDays, [key]: given } }),
            366,
            1,
          ),
        )}
      </SimpleGrid>
      <Heading>{text.t('rules.areas')}</Heading>
      <AreasEditor areas={rules.areas} isEditing={isEditing} onChange={(areas) => change({ areas })} />
      <Heading>{text.t('rules.countries')}</Heading>
      <CountriesEditor rules={rules} isEditing={isEditing} onChange={change} />
      <Text size="xs" c="dimmed" mt="md">
        <bdi>{rules.source}</bdi>
      </Text>
      {asking && (
        <ReasonDialog
          opened
          title={text.t('rules.draft')}
          confirm={text.t('rules.draft')}
          pending={draft.isPending}
          error={draft.error}
          onClose={() => {
            draft.reset();
            setAsking(false);
          }}
          onConfirm={(reason) => draft.mutate({ path: '/api/tip-rules', body: { base, rules, reason } })}
        />
      )}
    </Section>
  );
}

function Heading({ children }: { readonly children: ReactNode }) {
  return (
    <Title order={3} size="h5" mt="md" mb="xs">
      {children}
    </Title>
  );
}
