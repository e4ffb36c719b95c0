import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { OffenderView, SeriesView, VictimView } from '../../../../src/identification/contract.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { offenderMoves, victimMoves } from './person-moves.ts';
import { RegisterPersonDialog } from './RegisterPersonDialog.tsx';
import { StateMoves } from './StateMoves.tsx';
import { VictimIdentity } from './VictimIdentity.tsx';

interface Props {
  readonly series: SeriesView;
  readonly kind: 'victim' | 'offender';
}

/** Those in the series, by number and never by name: how far each is, who leads, and what can be said next. */
export function SeriesPersons({ series, kind }: Props) {
  const text = useText();
  const me = useMe();
  const [adding, dialog] = useDisclosure(false);
  const changes = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  // Whether they hold the compartment only the bureau knows, and says when they ask.
  const links = me.is('analyst', 'supervisor', 'vid-specialist');
  const persons: readonly (VictimView | OffenderView)[] = kind === 'victim' ? series.victimList : series.offenderList;
  const title = text.t(`series.${kind}s`);

  function age({ ageFrom, ageTo }: VictimView | OffenderView): string | null {
    if (ageFrom === null && ageTo === null) return null;
    const span = ageFrom === ageTo ? String(ageFrom) : `${ageFrom ?? ''}–${ageTo ?? ''}`;
    return text.t('series.person.years', { age: span });
  }
  const moves = (person: VictimView | OffenderView) =>
    kind === 'victim' ? victimMoves(person as VictimView, me.bureau) : offenderMoves(person as OffenderView, me.bureau);

  return (
    <Section
      title={title}
      actions={
        changes && (
          <Button size="xs" variant="light" onClick={dialog.open}>
            {text.t(`series.${kind}.add`)}
          </Button>
        )
      }
    >
      {persons.length === 0 ? (
        <EmptyState title={text.t(`series.${kind}s.none`)} />
      ) : (
        <RowTable
          caption={title}
          rows={persons}
          keyOf={(person) => person.id}
          columns={[
            {
              label: text.t('series.person.no'),
              lead: true,
              cell: (person) => <span className="ltr">{person.label}</span>,
            },
            {
              label: text.t('common.state'),
              cell: ({ state }) => <StateBadge state={state} scope={[`${kind}.state`, 'series.state']} size="sm" />,
            },
            { label: text.t('series.leads'), cell: ({ by }) => by && <BureauTag code={by} /> },
            {
              label: text.t('series.person.sex'),
              cell: ({ sex }) => text.t(`series.person.sex.${sex}`),
            },
            { label: text.t('series.person.age'), cell: age },
            {
              label: text.t('series.person.active'),
              cell: ({ activeAt }) => activeAt !== null && <When at={activeAt} day />,
            },
            ...(kind === 'victim' && links
              ? [
                  {
                    label: text.t('victim.identity'),
                    cell: (person: VictimView | OffenderView) => <VictimIdentity victim={person as VictimView} />,
                  },
                ]
              : []),
            {
              label: text.t('series.person.do'),
              cell: (person) =>
                changes && (
                  <StateMoves
                    path={`/api/${kind}s/${person.id}/state`}
                    version={person.version}
                    moves={moves(person)}
                    of={person.label}
                    leading={person.by === me.bureau}
                  />
                ),
            },
          ]}
        />
      )}
      {adding && <RegisterPersonDialog seriesId={series.id} kind={kind} onClose={dialog.close} />}
    </Section>
  );
}
