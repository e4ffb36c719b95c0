import { Alert, Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type CandidateView, type ScreeningView, VERDICTS, type Verdict } from '../../../../src/screening/contract.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { CaseLink } from '../../components/Linked.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { Reasons } from './Reasons.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { WordDialog } from './WordDialog.tsx';

export interface CandidateProps {
  readonly candidate: CandidateView;
  readonly screening: ScreeningView;
}

const FINAL = new Set(['same', 'ended']);

/** A record that may be the person: how it is called, why, what people said, and what can be done. */
export function CandidateCard({ candidate, screening }: CandidateProps) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<Verdict | 'record' | 'action' | null>(null);
  const decides = me.is('analyst', 'supervisor', 'watch-officer');
  const close = (): void => setDialog(null);
  return (
    <Paper withBorder p="sm" component="section" aria-label={`${candidate.number ?? ''} ${candidate.kind}`}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs" align="flex-start">
          <Group gap="sm">
            <Kind candidate={candidate} />
            {candidate.number && <span className="ltr">{candidate.number}</span>}
            {candidate.owner && <BureauTag code={candidate.owner} />}
          </Group>
          <Group gap="xs">
            <Badge variant="outline" size="lg" title={text.t('screen.score')}>
              {(candidate.score * 100).toFixed(1)} %
            </Badge>
            <StateBadge state={candidate.state} scope="screening.candidate" />
          </Group>
        </Group>
        {candidate.banners.map((banner) => (
          <Alert key={banner.code} color="red" p="xs" icon={<IconAlertOctagon />} role="alert">
            <Text fw={600} size="sm">
              {text.phrase(banner.code, banner.params)}
            </Text>
          </Alert>
        ))}
        {candidate.known && <Known candidate={candidate} />}
        <Reasons candidate={candidate} />
        {candidate.words.length > 0 && <Words candidate={candidate} />}
        {candidate.action && (
          <Text size="sm">
            {text.t('screen.action')}: <strong>{text.word(candidate.action.action, 'screening.action')}</strong>{' '}
            {candidate.action.note && <bdi>{candidate.action.note} </bdi>}· <Actor id={candidate.action.by} /> ·{' '}
            <When at={candidate.action.at} />
          </Text>
        )}
        <Group gap="sm">
          {candidate.hitId && (
            <Anchor component={Link} to={`/hits/${candidate.hitId}`} size="sm">
              {text.t('screen.hit')}
            </Anchor>
          )}
          {candidate.caseId && <CaseLink id={candidate.caseId} />}
        </Group>
        {decides && (
          <Group gap="xs">
            {candidate.state !== 'ended' && (
              <Button size="xs" variant={candidate.looked ? 'default' : 'filled'} onClick={() => setDialog('record')}>
                {text.t('screen.open-record')}
              </Button>
            )}
            {!FINAL.has(candidate.state) &&
              VERDICTS.map((verdict) => (
                <Button
                  key={verdict}
                  size="xs"
                  variant="default"
                  disabled={verdict === 'same' && !candidate.looked}
                  title={verdict === 'same' && !candidate.looked ? text.t('screen.judge.look') : undefined}
                  onClick={() => setDialog(verdict)}
                >
                  {text.word(verdict, 'screening.verdict')}
                </Button>
              ))}
            {candidate.state === 'same' && candidate.action === null && (
              <Button size="xs" onClick={() => setDialog('action')}>
                {text.t('screen.act')}
              </Button>
            )}
            {candidate.needsTwo && !FINAL.has(candidate.state) && (
              <Text size="xs" c="dimmed">
                {text.t('screen.needs-two')}
              </Text>
            )}
          </Group>
        )}
      </Stack>
      {dialog === 'record' && <RecordDialog candidate={candidate} screening={screening} onClose={close} />}
      {dialog === 'action' && <ActionDialog candidate={candidate} screening={screening} onClose={close} />}
      {VERDICTS.some((verdict) => verdict === dialog) && (
        <WordDialog candidate={candidate} screening={screening} verdict={dialog as Verdict} onClose={close} />
      )}
    </Paper>
  );
}

function Kind({ candidate }: { readonly candidate: CandidateView }) {
  const text = useText();
  const { source, kind } = candidate;
  if (source === 'notice') return <ColourMark colour={kind as never} />;
  const scope = { subject: 'subject', traveller: 'travel.kind', document: 'lost-document.status' }[source];
  return (
    <Group gap={6}>
      <Badge variant="light" tt="none">
        {text.word(source, 'screening.source')}
      </Badge>
      <span>{text.word(kind, scope, 'subject.role', 'role')}</span>
    </Group>
  );
}

function Known({ candidate }: { readonly candidate: CandidateView }) {
  const text = useText();
  const { known } = candidate;
  if (!known) return null;
  return (
    <Alert color="gray" p="xs">
      <Text size="sm">
        {text.word('known', 'screening.candidate')}: <Actor id={known.by} /> · <When at={known.at} /> ·{' '}
        <bdi>{known.reason}</bdi>
      </Text>
      {known.changedSince && (
        <Text size="sm" fw={600}>
          {text.t('screen.known.changed')}
        </Text>
      )}
    </Alert>
  );
}

function Words({ candidate }: { readonly candidate: CandidateView }) {
  const text = useText();
  return (
    <div>
      <Text size="xs" c="dimmed">
        {text.t('screen.words')}
      </Text>
      {candidate.words.map((word) => (
        <Text size="sm" key={`${word.by}${word.at}`}>
          <strong>{text.word(word.verdict, 'screening.verdict')}</strong> · <Actor id={word.by} /> ·{' '}
          <When at={word.at} /> · <bdi>{word.reason}</bdi>
        </Text>
      ))}
    </div>
  );
}
