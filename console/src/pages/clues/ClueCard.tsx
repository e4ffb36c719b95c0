import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ClueView } from '../../../../src/identification/contract.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { SealedView } from '../pictures/SealedView.tsx';
import { AppealDialog } from './AppealDialog.tsx';
import { ReadingDialog } from './ReadingDialog.tsx';
import { Readings } from './Readings.tsx';

/** One clue: what it is in words, the crop under seal, and what specialists read in it. */
export function ClueCard({ clue }: { readonly clue: ClueView }) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<'read' | 'appeal' | null>(null);
  const close = () => setDialog(null);
  const reads = me.is('vid-specialist');
  const appeals = me.is('analyst', 'supervisor', 'vid-specialist', 'curator');
  return (
    <Paper withBorder p="md" component="article">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Badge variant="light" tt="none">
              {text.word(clue.kind, 'clue.kind')}
            </Badge>
            <Anchor component={Link} to={`/series/${clue.series.id}`} fw={600}>
              {clue.series.label}
            </Anchor>
            <StateBadge state={clue.series.state} scope="series.state" size="sm" />
            {clue.orientation !== null && clue.orientation !== 'original' && (
              <Text size="sm">{text.word(clue.orientation, 'orientation')}</Text>
            )}
            {clue.distance !== null && (
              <Badge variant="light" color="orange" tt="none">
                {text.t('lookup.match.bits', { distance: clue.distance })}
              </Badge>
            )}
          </Group>
          <BureauTag code={clue.bureau} />
        </Group>
        <Text className="prose">{clue.words}</Text>
        {(clue.make || clue.placeHints.length > 0) && (
          <Text size="sm" c="dimmed">
            {[clue.make, ...clue.placeHints].filter(Boolean).join(' · ')}
          </Text>
        )}
        {reads ? (
          <SealedView path={`/api/clues/${clue.id}/open`} action={text.t('seal.reveal.clue')} />
        ) : (
          <Text size="sm" c="dimmed">
            {text.t('clue.certified')}
          </Text>
        )}
        <div>
          <Text size="sm" fw={650}>
            {text.t('clue.readings')}
          </Text>
          <Readings readings={clue.readings} />
        </div>
        <Group gap="xs">
          <Button component={Link} to={`/clues/${clue.id}`} size="xs" variant="default">
            {text.t('clue.open')}
          </Button>
          {reads && (
            <Button size="xs" onClick={() => setDialog('read')}>
              {text.t('clue.read')}
            </Button>
          )}
          {appeals && (
            <Button size="xs" variant="default" onClick={() => setDialog('appeal')}>
              {text.t('clue.appeal')}
            </Button>
          )}
        </Group>
      </Stack>
      {dialog === 'read' && <ReadingDialog clue={clue} onClose={close} />}
      {dialog === 'appeal' && <AppealDialog clue={clue} onClose={close} />}
    </Paper>
  );
}
