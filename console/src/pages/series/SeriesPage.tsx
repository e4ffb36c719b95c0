import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGitMerge } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { SeriesView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { TimelineSection } from '../../components/TimelineSection.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ClueList } from '../clues/ClueList.tsx';
import { MediaList } from '../pictures/MediaList.tsx';
import { Alerts } from './Alerts.tsx';
import { LyonPicture } from './LyonPicture.tsx';
import { SeriesActions } from './SeriesActions.tsx';
import { SeriesClaims } from './SeriesClaims.tsx';
import { SeriesMoves } from './SeriesMoves.tsx';
import { SeriesOutcomeDialog } from './SeriesOutcomeDialog.tsx';
import { SeriesPersons } from './SeriesPersons.tsx';
import { SeriesWho } from './SeriesWho.tsx';

/** A series of pictures: how far the child's identification is, and who works on it. Never a name. */
export function SeriesPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const query = useGet<SeriesView>(`/api/series/${id}`);
  const identifies = me.is('analyst', 'supervisor', 'watch-officer', 'vid-specialist', 'curator');
  return (
    <Loaded query={query}>
      {(series) => (
        <>
          <PageHeader
            title={series.label}
            back={{ to: '/series', label: text.t('series.title') }}
            hint={text.t('series.no-name')}
            badges={<StateBadge state={series.state} scope="series.state" size="lg" />}
            actions={<SeriesActions series={series} />}
          />
          {series.mergedInto !== null && (
            <Alert icon={<IconGitMerge />} color="orange" mb="md">
              {text.t('series.merged-here')}{' '}
              <Anchor component={Link} to={`/series/${series.mergedInto}`}>
                {text.t('series.merged.open')}
              </Anchor>
            </Alert>
          )}
          <SeriesWho series={series} />
          <Alerts seriesId={id} />
          <SeriesPersons series={series} kind="victim" />
          <SeriesPersons series={series} kind="offender" />
          <SeriesClaims series={series} />
          {me.isSecretariat ? <AtLyon series={series} /> : <Own series={series} />}
          {identifies && (
            <Section title={text.t('clues.title')}>
              <ClueList filter={{ seriesId: id }} />
            </Section>
          )}
          <Outcomes series={series} reports={identifies} />
          {me.isSecretariat && me.is('curator') && <SeriesMoves series={series} />}
          {series.asks.length > 0 && (
            <Section title={text.t('series.asks')}>
              <Stack gap={6}>
                {series.asks.map((ask) => (
                  <Group key={ask.id} gap="xs">
                    <Text size="sm">{text.word(ask.kind, 'series.ask.kind')}</Text>
                    <StateBadge state={ask.state} scope="ask.state" size="sm" />
                    {ask.code && <Text size="sm">{text.phrase(ask.code, { by: series.by, since: series.since })}</Text>}
                    <Text size="sm" c="dimmed">
                      <When at={ask.askedAt} />
                    </Text>
                  </Group>
                ))}
              </Stack>
            </Section>
          )}
          <TimelineSection path={`/api/series/${id}/timeline`} />
        </>
      )}
    </Loaded>
  );
}

function Own({ series }: { readonly series: SeriesView }) {
  const text = useText();
  return (
    <Section title={text.t('series.own')}>
      {series.mediaIds.length === 0 ? (
        <EmptyState title={text.t('series.own.none')} />
      ) : (
        <MediaList filter={{ seriesId: series.id }} />
      )}
    </Section>
  );
}

const SHOWN_AT_LYON = 50;

function AtLyon({ series }: { readonly series: SeriesView }) {
  const text = useText();
  return (
    <Section title={text.t('series.at-lyon')}>
      <Stack gap={4}>
        {series.mediaIds.slice(0, SHOWN_AT_LYON).map((id, n) => (
          <Group key={id} gap="xs">
            <Text size="sm" fw={600}>
              {text.t('series.picture.n', { n: n + 1 })}
            </Text>
            <LyonPicture id={id} />
          </Group>
        ))}
        {series.mediaIds.length > SHOWN_AT_LYON && (
          <Text size="sm" c="dimmed">
            {text.t('files.more', { n: series.mediaIds.length - SHOWN_AT_LYON })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function Outcomes({ series, reports }: { readonly series: SeriesView; readonly reports: boolean }) {
  const text = useText();
  const [reporting, dialog] = useDisclosure(false);
  return (
    <Section
      title={text.t('series.outcomes')}
      actions={
        reports && (
          <Button size="xs" variant="light" onClick={dialog.open}>
            {text.t('series.do.outcome')}
          </Button>
        )
      }
    >
      {series.outcomes.length === 0 && <EmptyState title={text.t('series.outcomes.none')} />}
      <Stack gap={6}>
        {series.outcomes.map((outcome) => (
          <Group key={outcome.id} gap="xs">
            <Text size="sm" fw={650}>
              {text.word(outcome.kind, 'outcome')}
              {outcome.number > 1 && ` × ${text.number(outcome.number)}`}
            </Text>
            <Text size="sm">
              {text.country(outcome.country)} · {text.partialDate(outcome.date)}
            </Text>
            <BureauTag code={outcome.bureau} />
          </Group>
        ))}
      </Stack>
      {reporting && <SeriesOutcomeDialog series={series} onClose={dialog.close} />}
    </Section>
  );
}
