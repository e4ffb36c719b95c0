import { Anchor, Badge, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import type { LookupMatch } from '../../../../src/identification/contract.ts';
import { useMe } from '../../api/session.ts';
import { Bureaus } from '../../components/Bureaus.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AskFileButton } from '../file-requests/AskFileButton.tsx';
import { clockTime } from '../pictures/clock-time.ts';
import { DepositedView } from '../pictures/DepositedView.tsx';
import { distanceWords } from './distance-words.ts';
import { JudgeMatch } from './JudgeMatch.tsx';
import { WhoToTalkTo } from './WhoToTalkTo.tsx';

interface Props {
  readonly match: LookupMatch;
  readonly lookupId: string;
  /** Our own picture that was asked about. */
  readonly mediaId: string | null;
  /** What the asker's file is called here; the bureau does not know. */
  readonly fileName: string | null;
  readonly caseId: string | null;
}

/** How near, in which series, whose pictures, and the way to them. */
export function MatchCard({ match, lookupId, mediaId, fileName, caseId }: Props) {
  const text = useText();
  const me = useMe();
  const [opened, deposit] = useDisclosure(false);
  const { series } = match;
  const owner = match.contributors.find((code) => code !== me.bureau);
  const working = series.workers.filter((code) => !match.contributors.includes(code) && code !== me.bureau);
  return (
    <Paper withBorder p="sm" mb="sm" component="article">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={6} style={{ flex: '1 1 320px' }}>
          <Text size="sm" fw={600}>
            {mediaId ? (
              <Anchor component={Link} to={`/pictures/${mediaId}`} size="sm" fw={600}>
                {text.t('lookup.match.picture')} {match.item + 1}
              </Anchor>
            ) : (
              <>
                {text.t('lookup.match.file')}:{' '}
                <bdi>{fileName ?? text.t('lookup.match.item', { n: match.item + 1 })}</bdi>
              </>
            )}
          </Text>
          <Group gap="xs">
            <Badge color={match.kind === 'exact' ? 'red' : 'orange'} variant="light" tt="none" size="lg">
              {text.phrase(`match.${match.kind}`, { distance: match.distance })}
            </Badge>
            {match.orientation && match.orientation !== 'original' && (
              <Text size="sm">{text.word(match.orientation, 'orientation')}</Text>
            )}
            {match.withdrawnAt !== null && (
              <Badge color="gray" variant="light" tt="none">
                {text.t('lookup.match.withdrawn')}
              </Badge>
            )}
            {match.late && (
              <Badge variant="default" tt="none">
                {text.t('lookup.match.late')}
              </Badge>
            )}
          </Group>
          <Text size="sm">{text.t(distanceWords(match))}</Text>
          {match.frame && (
            <Text size="sm">
              {text.t('lookup.match.frame', {
                at: clockTime(match.frame.at),
                agreeing: text.number(match.frame.agreeing),
                of: text.number(match.frame.of),
              })}
            </Text>
          )}
          {match.distance !== null && (
            <Progress
              value={100 - (match.distance / 256) * 100}
              maw={220}
              color="harbour"
              aria-label={text.t('lookup.match.bits', { distance: match.distance })}
            />
          )}
          <JudgeMatch match={match} lookupId={lookupId} />
        </Stack>
        <Stack gap={6} style={{ flex: '1 1 320px' }}>
          <Group gap="xs">
            <Text size="sm">{text.t('pictures.series')}:</Text>
            <Anchor component={Link} to={`/series/${series.id}`} fw={600}>
              <bdi>{series.label}</bdi>
            </Anchor>
            <StateBadge state={series.state} scope="series.state" />
            {series.by && <BureauTag code={series.by} />}
          </Group>
          <Group gap="xs">
            <Text size="sm">{text.t('lookup.match.contributors')}:</Text>
            <Bureaus codes={match.contributors} />
          </Group>
          {working.length > 0 && (
            <Group gap="xs">
              <Text size="sm">{text.t('lookup.working')}:</Text>
              <Bureaus codes={working} />
            </Group>
          )}
          <WhoToTalkTo series={series} contributors={match.contributors} caseId={caseId} />
          {owner && !match.deposited && (
            <AskFileButton lyonMediaId={match.lyonMediaId} to={owner} caseId={caseId ?? undefined} />
          )}
          {match.deposited && me.is('vid-specialist') && (
            <Button size="xs" variant="default" onClick={deposit.toggle} aria-expanded={opened} w="fit-content">
              {text.t('lookup.open-deposit')}
            </Button>
          )}
        </Stack>
      </Group>
      {opened && <DepositedView lyonMediaId={match.lyonMediaId} />}
    </Paper>
  );
}
