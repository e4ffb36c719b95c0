import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Simulation } from '../../../../../src/tips/contract.ts';
import { RowTable } from '../../../components/RowTable.tsx';
import { useText } from '../../../i18n/use-text.ts';

/** What a set would have done to past reports, receiver by receiver and report by report. */
export function SimulationResult({ simulation }: { readonly simulation: Simulation }) {
  const text = useText();
  const party = (id: string): string => (/^[A-Z]{2}$/.test(id) ? text.bureau(id) : id);
  const where = (to: readonly string[], automatic: boolean): string =>
    `${text.list(to.map(party))}${automatic ? ` (${text.t('routing.by-rules')})` : ''}`;
  return (
    <>
      <Text size="sm" mb="xs">
        {text.t('rules.simulation.of', {
          tried: text.number(simulation.tried),
          reports: text.number(simulation.reports),
          days: simulation.days,
          against: simulation.against,
          changed: text.number(simulation.changed),
          before: text.number(simulation.automaticBefore),
          after: text.number(simulation.automaticAfter),
        })}
      </Text>
      {simulation.moved.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.t('rules.simulation.same')}
        </Text>
      ) : (
        <RowTable
          caption={text.t('rules.simulation')}
          rows={simulation.moved}
          keyOf={(one) => one.id}
          columns={[
            {
              label: text.t('tips.number'),
              lead: true,
              cell: (one) => (
                <Anchor component={Link} to={`/tips/${one.id}/routing`} size="sm" className="ltr">
                  {one.reportNumber}
                </Anchor>
              ),
            },
            { label: text.t('rules.simulation.before'), cell: (one) => where(one.before, one.automaticBefore) },
            { label: text.t('rules.simulation.after'), cell: (one) => where(one.after, one.automaticAfter) },
          ]}
        />
      )}
      <RowTable
        caption={text.t('rules.simulation.party')}
        rows={simulation.parties}
        keyOf={(one) => one.party}
        columns={[
          { label: text.t('rules.simulation.party'), lead: true, cell: (one) => party(one.party) },
          { label: text.t('rules.simulation.before'), cell: (one) => text.number(one.before) },
          { label: text.t('rules.simulation.after'), cell: (one) => text.number(one.after) },
        ]}
      />
    </>
  );
}
