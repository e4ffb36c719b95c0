import { Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { MediaView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { LookupDialog } from '../lookups/LookupDialog.tsx';
import { ClassifyDialog } from './ClassifyDialog.tsx';
import { ContributeDialog } from './ContributeDialog.tsx';
import { DrawClue } from './DrawClue.tsx';
import { OwnClues } from './OwnClues.tsx';
import { PictureFacts } from './PictureFacts.tsx';
import { SealedView } from './SealedView.tsx';
import { Withdrawals, WithdrawButton } from './Withdrawals.tsx';

type Dialog = 'classify' | 'contribute' | 'lookup';

/** One picture: its hashes and record; itself only when revealed. */
export function PicturePage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const query = useGet<MediaView>(`/api/media/${id}`);
  const close = () => setDialog(null);
  const works = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  const draws = me.is('analyst', 'vid-specialist', 'curator');
  return (
    <Loaded query={query}>
      {(media) => (
        <>
          <PageHeader
            title={media.label || text.t('seal.closed')}
            back={{ to: '/pictures', label: text.t('pictures.title') }}
            badges={<StateBadge state={media.contribution} scope="contribution.state" size="lg" />}
            actions={
              works && (
                <>
                  <Button onClick={() => setDialog('lookup')}>{text.t('lookup.do')}</Button>
                  {(media.contribution === 'none' ||
                    media.contribution === 'refused' ||
                    media.contribution === 'withdrawn') && (
                    <Button variant="default" onClick={() => setDialog('contribute')}>
                      {text.t('contribute.do')}
                    </Button>
                  )}
                  {media.contribution === 'held' && <WithdrawButton media={media} />}
                  <Button variant="default" onClick={() => setDialog('classify')}>
                    {text.t('pictures.class.do')}
                  </Button>
                </>
              )
            }
          />
          <Grid>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <SealedView
                path={`/api/media/${id}/reveal`}
                disabled={!works}
                classified={media.classifiedByColleague}
                video={media.video}
                tools={draws && !media.video ? (picture) => <DrawClue mediaId={id} picture={picture} /> : undefined}
              />
              <Text size="sm" c="dimmed" my="xs">
                {text.t('pictures.shown', { n: media.shown, mine: media.shownToMe })}
              </Text>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Section title={text.t('pictures.hashes')}>
                <Stack gap={6}>
                  {(
                    [
                      ['PDQ', media.pdq],
                      ['SHA-256', media.sha256],
                      ['SHA-1', media.sha1],
                      ['MD5', media.md5],
                    ] as const
                  ).map(([name, value]) => (
                    <Group key={name} gap="sm" wrap="nowrap" align="baseline">
                      <Text size="sm" c="dimmed" w={70} className="ltr" style={{ flex: 'none' }}>
                        {name}
                      </Text>
                      <Hash value={value} short={64} />
                    </Group>
                  ))}
                </Stack>
              </Section>
              <PictureFacts media={media} />
              <Withdrawals mediaId={id} />
              <OwnClues clues={media.clues} />
            </Grid.Col>
          </Grid>
          {dialog === 'classify' && <ClassifyDialog media={media} onClose={close} />}
          {dialog === 'contribute' && <ContributeDialog media={media} onClose={close} />}
          {dialog === 'lookup' && <LookupDialog mediaIds={[id]} caseId={media.cases[0]} onClose={close} />}
        </>
      )}
    </Loaded>
  );
}
