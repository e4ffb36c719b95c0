import { Anchor, Button, Grid, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
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
import { ReadingDialog } from './ReadingDialog.tsx';
import { Readings } from './Readings.tsx';
import { SheetDialog } from './SheetDialog.tsx';

/** One clue: its words, the crop under seal, what was read in it, and the sheet to print. */
export function CluePage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const query = useGet<{ readonly items: readonly ClueView[] }>('/api/clues', { id });
  const [dialog, setDialog] = useState<'read' | 'appeal' | 'sheet' | null>(null);
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
              title={`${text.word(clue.kind, 'clue.kind')} · ${clue.series.label}`}
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
                {reads ? (
                  <>
                    <SealedView path={`/api/clues/${clue.id}/open`} action={text.t('seal.reveal.clue')} />
                    <Text size="sm" c="dimmed" my="sm">
                      {text.t('clue.sheet.hint')}
                    </Text>
                    <Button
                      variant="default"
                      leftSection={<IconPrinter size={16} aria-hidden />}
                      onClick={() => setDialog('sheet')}
                    >
                      {text.t('clue.sheet')}
                    </Button>
                  </>
                ) : (
                  <Text size="sm" c="dimmed">
                    {text.t('clue.certified')}
                  </Text>
                )}
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}>
                <Section title={text.t('clue.title')}>
                  <Text className="prose" mb="sm">
                    {clue.words}
                  </Text>
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
            {dialog === 'sheet' && <SheetDialog clue={clue} onClose={() => setDialog(null)} />}
            {dialog === 'appeal' && <AppealDialog clue={clue} onClose={() => setDialog(null)} />}
          </>
        );
      }}
    </Loaded>
  );
}
