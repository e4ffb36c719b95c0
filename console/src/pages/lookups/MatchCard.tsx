import { Anchor, Badge, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import type { LookupMatch } from '../../../../src/identification/contract.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { SealedView } from '../pictures/SealedView.tsx';

interface Props {
  readonly match: LookupMatch;
  /** Our own picture that was asked about. */
  readonly mediaId: string | null;
  readonly caseId: string | null;
}

/** How near, in which series, whose pictures, and the way to them. */
export function MatchCard({ match, mediaId, caseId }: Props) {
  const text = useText();
  const me = useMe();
  const [opened, deposit] = useDisclosure(false);
  const others = match.contributors.filter((code) => code !== me.bureau);
  const { series } = match;
  return (
    <Paper withBorder p="sm" mb="sm">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={6}>
          <Group gap="xs">
            <Badge color={match.kind === 'exact' ? 'red' : 'orange'} variant="light" tt="none" size="lg">
              {text.phrase(`match.${match.kind}`, { distance: match.distance })}
            </Badge>
            {match.orientation && match.orientation !== 'original' && (
              <Text size="sm">{text.word(match.orientation, 'orientation')}</Text>
            )}
            {match.late && (
              <Badge variant="default" tt="none">
                {text.t('lookup.match.late')}
              </Badge>
            )}
          </Group>
          {match.distance !== null && (
            <Progress
              value={100 - (match.distance / 256) * 100}
              w={220}
              color="harbour"
              aria-label={text.t('lookup.match.bits', { distance: match.distance })}
            />
          )}
          <Group gap="xs">
            <Text size="sm">{text.t('pictures.series')}:</Text>
            <Anchor component={Link} to={`/series/${series.id}`} fw={600}>
              {series.label}
            </Anchor>
            <StateBadge state={series.state} scope="series.state" />
            {series.by && <BureauTag code={series.by} />}
          </Group>
          <Group gap="xs">
            <Text size="sm">{text.t('lookup.match.contributors')}:</Text>
            {match.contributors.map((code) => (
              <BureauTag key={code} code={code} />
            ))}
          </Group>
          {mediaId && (
            <Anchor component={Link} to={`/pictures/${mediaId}`} size="sm">
              {text.t('lookup.match.picture')}
            </Anchor>
          )}
        </Stack>
        <Group gap="xs">
          {others.length > 0 && (
            <Button
              component={Link}
              to={`/threads/new?to=${others.join(',')}${caseId ? `&case=${caseId}` : ''}`}
              variant="light"
            >
              {text.t('lookup.contact')}
            </Button>
          )}
          {match.deposited && me.is('vid-specialist') && (
            <Button variant="default" onClick={deposit.toggle} aria-expanded={opened}>
              {text.t('lookup.open-deposit')}
            </Button>
          )}
        </Group>
      </Group>
      {opened && <SealedView path={`/api/deposits/${match.lyonMediaId}/open`} action={text.t('lookup.open-deposit')} />}
    </Paper>
  );
}
