import { Badge, Button, Select, SimpleGrid, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { RosterView, ShiftView, WatchView } from '../../../../src/desk/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { fieldErrors } from '../../components/field-errors.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { localInput } from '../desk/local-input.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

type Row = { readonly from: number; readonly to: number; readonly shift: ShiftView | null };

/** A week of shifts in order, and in their place among them the times that nobody is planned for. */
export function Roster({ people, mayPlan }: { readonly people: WatchView['people']; readonly mayPlan: boolean }) {
  const text = useText();
  const [now] = useState(() => Math.floor(Date.now() / HOUR) * HOUR);
  const [week, setWeek] = useState(0);
  const [planning, setPlanning] = useState<{ from: number; to: number } | null>(null);
  const from = now + week * WEEK;
  const query = useGet<RosterView>('/api/watch/roster', { from, to: from + WEEK });
  const cancel = useSend();
  return (
    <Section
      title={text.t('watch.roster')}
      actions={
        <>
          <Button size="xs" variant="default" onClick={() => setWeek(week - 1)}>
            {text.t('watch.week.previous')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setWeek(week + 1)}>
            {text.t('watch.week.next')}
          </Button>
          {mayPlan && (
            <Button size="xs" onClick={() => setPlanning({ from: now + HOUR, to: now + 9 * HOUR })}>
              {text.t('watch.plan')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {(roster) => {
          const rows: Row[] = [
            ...roster.shifts.map((shift) => ({ from: shift.startsAt, to: shift.endsAt, shift })),
            ...roster.gaps.map((gap) => ({ ...gap, shift: null })),
          ].sort((a, b) => a.from - b.from);
          return (
            <RowTable
              caption={text.t('watch.roster')}
              rows={rows}
              keyOf={(row) => row.shift?.id ?? `gap ${row.from}`}
              columns={[
                { label: text.t('watch.from'), lead: true, cell: (row) => <When at={row.from} /> },
                { label: text.t('watch.to'), cell: (row) => <When at={row.to} /> },
                {
                  label: text.t('watch.who'),
                  cell: (row) =>
                    row.shift ? (
                      <Actor id={row.shift.person} name={people.find(({ id }) => id === row.shift?.person)?.name} />
                    ) : (
                      <Badge
                        color="red"
                        variant="light"
                        tt="none"
                        leftSection={<IconAlertTriangle size={13} aria-hidden />}
                      >
                        {text.t('watch.gap.in', { time: text.duration(row.to - row.from) })}
                      </Badge>
                    ),
                },
                {
                  label: '',
                  cell: ({ shift, ...gap }) =>
                    mayPlan &&
                    (shift ? (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        color="red"
                        onClick={() =>
                          cancel.mutate({
                            path: `/api/watch/shifts/${shift.id}/cancel`,
                            body: { version: shift.version },
                          })
                        }
                      >
                        {text.t('watch.cancel-shift')}
                      </Button>
                    ) : (
                      <Button
                        size="compact-xs"
                        variant="light"
                        onClick={() => setPlanning({ from: gap.from, to: Math.min(gap.to, gap.from + 8 * HOUR) })}
                      >
                        {text.t('watch.plan')}
                      </Button>
                    )),
                },
              ]}
            />
          );
        }}
      </Loaded>
      {planning && <PlanDialog people={people} span={planning} onClose={() => setPlanning(null)} />}
    </Section>
  );
}

function PlanDialog({
  people,
  span,
  onClose,
}: {
  readonly people: WatchView['people'];
  readonly span: { readonly from: number; readonly to: number };
  onClose(): void;
}) {
  const text = useText();
  const [person, setPerson] = useState<string | null>(null);
  const [from, setFrom] = useState(localInput(span.from));
  const [to, setTo] = useState(localInput(span.to));
  const send = useSend(onClose);
  const errors = fieldErrors(send.error, text);
  return (
    <FormDialog
      title={text.t('watch.plan')}
      submit={text.t('watch.plan')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: '/api/watch/shifts',
          body: { person, startsAt: Date.parse(from) || 0, endsAt: Date.parse(to) || 0 },
        })
      }
    >
      <Select
        label={text.t('watch.who')}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={person}
        onChange={setPerson}
        error={errors.at('/person')}
        searchable
        required
        data-autofocus
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          type="datetime-local"
          label={text.t('watch.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          error={errors.at('/startsAt')}
          required
        />
        <TextInput
          type="datetime-local"
          label={text.t('watch.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={errors.at('/endsAt')}
          required
        />
      </SimpleGrid>
    </FormDialog>
  );
}
