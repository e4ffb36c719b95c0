import { Alert, Button, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { ROW_FILTERS, type RowView, type ScreeningView } from '../../../../src/screening/contract.ts';
import { useGet, usePages } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { RowCard } from './RowCard.tsx';

/** Short enough that the bar moves under the eyes. */
const WHILE_RUNNING_MS = 1_000;

/** One question: the journey, and everybody who may be somebody. */
export function ScreeningPage() {
  const text = useText();
  const { id = '' } = useParams();
  const [moving, setMoving] = useState(false);
  const query = useGet<ScreeningView>(`/api/screenings/${id}`, undefined, {
    everyMs: moving ? WHILE_RUNNING_MS : undefined,
  });
  const runs = query.data?.state === 'running';
  if (query.data && runs !== moving) setMoving(runs);
  return (
    <Loaded query={query}>
      {(screening) => (
        <>
          <PageHeader
            number={screening.number}
            title={screening.fileName ?? text.word(screening.kind, 'screening.kind')}
            back={{ to: '/screenings', label: text.t('screen.title') }}
            badges={<StateBadge state={screening.state} scope="screening.state" size="lg" />}
            actions={
              <Button component={Link} to="/screenings" variant="default">
                {text.t('screen.again')}
              </Button>
            }
          />
          <Section title={text.t('screen.trip')}>
            <Facts
              cols={4}
              facts={[
                screening.direction && [
                  text.t('screen.direction'),
                  text.word(screening.direction, 'screening.direction'),
                ],
                screening.place && [text.t('screen.place'), <bdi key="p">{screening.place}</bdi>],
                screening.flight && [text.t('screen.flight'), <bdi key="f">{screening.flight}</bdi>],
                screening.travelDate && [text.t('screen.date'), text.partialDate(screening.travelDate)],
                screening.officer && [text.t('screen.officer'), <bdi key="o">{screening.officer}</bdi>],
                [text.t('screen.asked-by'), <Actor key="b" id={screening.askedBy} />],
                [text.t('screen.asked-at'), <When key="a" at={screening.askedAt} />],
                [text.t('screen.min-score'), `${Math.round(screening.minScore * 100)} %`],
                screening.kind === 'manifest' && [text.t('screen.rows'), text.number(screening.rows)],
                screening.kind === 'manifest' && [text.t('screen.only.refused'), text.number(screening.refused)],
                [text.t('screen.undecided'), text.number(screening.undecided)],
              ]}
            />
            {screening.unreadColumns.length > 0 && (
              <Text size="sm" c="dimmed" mt="xs">
                {text.t('screen.unread', { columns: screening.unreadColumns.join(', ') })}
              </Text>
            )}
            {screening.state === 'running' && <Running screening={screening} />}
          </Section>
          {screening.kind === 'person' ? (
            <Section title={text.t('screen.candidates')}>
              <Rows rows={screening.found} screening={screening} empty={text.t('screen.nobody')} />
            </Section>
          ) : (
            <ManifestRows key={screening.rowsDone} screening={screening} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Running({ screening }: { readonly screening: ScreeningView }) {
  const text = useText();
  const words = text.t('screen.progress', { done: screening.rowsDone, all: screening.rows });
  return (
    <Alert mt="sm" role="status">
      <Text size="sm">{words}</Text>
      <Progress value={(screening.rowsDone / screening.rows) * 100} animated mt={6} aria-label={words} />
    </Alert>
  );
}

/** The rows of a manifest: those in which somebody was found first. */
function ManifestRows({ screening }: { readonly screening: ScreeningView }) {
  const text = useText();
  const [only, setOnly] = useState<string>('candidates');
  const list = usePages<RowView>(`/api/screenings/${screening.id}/rows`, { only });
  return (
    <Section
      title={text.t('screen.rows')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={text.t('screen.rows')}
          value={only}
          onChange={setOnly}
          data={ROW_FILTERS.map((value) => ({ value, label: text.t(`screen.only.${value}`) }))}
        />
      }
    >
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(rows) => (
          <Rows
            rows={rows}
            screening={screening}
            empty={text.t(only === 'candidates' ? 'screen.nobody' : 'screen.no-rows')}
          />
        )}
      </Loaded>
      <MoreButton more={list.more} />
    </Section>
  );
}

function Rows(props: { readonly rows: readonly RowView[]; readonly screening: ScreeningView; readonly empty: string }) {
  if (props.rows.length === 0) return <EmptyState title={props.empty} />;
  return (
    <Stack gap="md">
      {props.rows.map((row) => (
        <RowCard key={row.n} row={row} screening={props.screening} />
      ))}
    </Stack>
  );
}
