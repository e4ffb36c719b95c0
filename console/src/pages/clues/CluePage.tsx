import { Anchor, Button, Grid, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ClueView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { SealedView } from '../pictures/SealedView.tsx';
import { AppealDialog } from './AppealDialog.tsx';
import { ClueSheet } from './ClueSheet.tsx';
import { ReadingDialog } from './ReadingDialog.tsx';
import { Readings } from './Readings.tsx';

/** One clue: its words, what was read in it, and the sheet to print. */
export function CluePage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const seriesId = params.get('series') ?? undefined;
  const query = useGet<{ readonly items: readonly ClueView[] }>('/api/clues', { seriesId });
  const [dialog, setDialog] = useState<'read' | 'appeal' | null>(null);
  const reads = me.is('vid-specialist');
  return (
    <Loaded query={query}>
      {({ items }) => {
        const clue = items.find((item) => item.id === id);
        if (!clue) {
          return (
            <>
              <PageHeader title={text.t('clue.title')} back={{ to: '/clues', label: text.t('clues.title') }} />
              <EmptyState title={text.t('clue.gone')} />
            </>
          );
        }
        return (
          <>
            <PageHeader
              title={clue.words}
              back={{ to: '/clues', label: text.t('clues.title') }}
              badges={<StateBadge state={clue.series.state} scope="series.state" size="lg" />}
              actions={
                <>
                  {reads && <Button onClick={() => setDialog('read')}>{text.t('clue.read')}</Button>}
                  {me.is('analyst', 'supervisor', 'vid-specialist', 'curator') && (
                    <Button variant="default" onClick={() => setDialog('appeal')}>
                      {text.t('clue.appeal')}
                    </Button>
                  )}
                </>
              }
            />
            <Grid>
              <Grid.Col span={{ base: 12, lg: 6 }}>
                <Section title={text.t('clue.sheet')}>
                  <Text size="sm" mb="sm">
                    {text.t(reads ? 'clue.sheet.hint' : 'clue.certified')}
                  </Text>
                  {reads && (
                    <SealedView
                      path={`/api/clues/${clue.id}/open`}
                      action={text.t('seal.reveal.clue')}
                      tools={(picture) => <ClueSheet clue={clue} picture={picture} />}
                    />
                  )}
                </Section>
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}>
                <Section title={text.t('clue.title')}>
                  <Facts
                    cols={2}
                    facts={[
                      [text.t('clues.kind'), text.word(clue.kind, 'clue.kind')],
                      [
                        text.t('pictures.series'),
                        <Anchor key="s" component={Link} to={`/series/${clue.series.id}`}>
                          <bdi>{clue.series.label}</bdi>
                        </Anchor>,
                      ],
                      clue.make && [text.t('clue.make'), clue.make],
                      clue.placeHints.length > 0 && [text.t('clue.hints'), text.list(clue.placeHints)],
                      [text.t('clue.by'), <BureauTag key="b" code={clue.bureau} />],
                      [text.t('common.at'), <When key="w" at={clue.at} />],
                      [
                        text.t('clue.size'),
                        <span key="z" className="ltr">
                          {clue.width}×{clue.height}
                        </span>,
                      ],
                    ]}
                  />
                </Section>
                <Section title={text.t('clue.readings')}>
                  <Readings readings={clue.readings} named />
                </Section>
              </Grid.Col>
            </Grid>
            {dialog === 'read' && <ReadingDialog clue={clue} onClose={() => setDialog(null)} />}
            {dialog === 'appeal' && <AppealDialog clue={clue} onClose={() => setDialog(null)} />}
          </>
        );
      }}
    </Loaded>
  );
}
