import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useParams } from 'react-router';
import type { SeriesView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Bureaus } from '../../components/Bureaus.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ClueList } from '../clues/ClueList.tsx';
import { Alerts } from './Alerts.tsx';
import { SeriesActions } from './SeriesActions.tsx';
import { SeriesOutcomeDialog } from './SeriesOutcomeDialog.tsx';

/** A series of pictures: how far the child's identification is, and who works on it. Never a name. */
export function SeriesPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [reporting, dialog] = useDisclosure(false);
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
          <Section title={text.t('pictures.series')}>
            <Facts
              facts={[
                series.by && [text.word(series.state, 'series.state'), <BureauTag key="b" code={series.by} />],
                series.since !== null && [text.t('notices.changed'), <When key="s" at={series.since} />],
                [text.t('series.media'), text.number(series.media)],
                [text.t('series.contributors'), <Bureaus key="c" codes={series.contributors} />],
                series.workers.length > 0 && [text.t('series.workers'), <Bureaus key="w" codes={series.workers} />],
              ]}
            />
            {series.mediaIds.length > 0 && (
              <Group gap="sm" mt="sm">
                {series.mediaIds.map((mediaId, n) =>
                  me.isSecretariat ? (
                    <Hash key={mediaId} value={mediaId} short={8} />
                  ) : (
                    <Anchor key={mediaId} component={Link} to={`/pictures/${mediaId}`} size="sm">
                      {text.t('lookup.match.picture')} {n + 1}
                    </Anchor>
                  ),
                )}
              </Group>
            )}
          </Section>
          <Alerts seriesId={id} />
          <Section
            title={text.t('series.outcomes')}
            actions={
              identifies && (
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
          </Section>
          {identifies && (
            <Section title={text.t('clues.title')}>
              <ClueList filter={{ seriesId: id }} />
            </Section>
          )}
          {series.asks.length > 0 && (
            <Section title={text.t('series.asks')}>
              <Stack gap={6}>
                {series.asks.map((ask) => (
                  <Group key={ask.id} gap="xs">
                    <Text size="sm">{text.word(ask.kind, 'series.ask.kind')}</Text>
                    <StateBadge state={ask.state} scope="ask.state" size="sm" />
                    {ask.code && <Text size="sm">{text.phrase(ask.code)}</Text>}
                    <Text size="sm" c="dimmed">
                      <When at={ask.askedAt} />
                    </Text>
                  </Group>
                ))}
              </Stack>
            </Section>
          )}
          {reporting && <SeriesOutcomeDialog series={series} onClose={dialog.close} />}
        </>
      )}
    </Loaded>
  );
}
