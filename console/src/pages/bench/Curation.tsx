import { Alert, Anchor, Button, Group, Kbd, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { BASELINE_CODES, type BaselineCode, type CurationView } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { SealedView } from '../pictures/SealedView.tsx';
import { CurationVotes } from './CurationVotes.tsx';
import { whileNoDialog } from './keys.ts';

/** One contested picture: look, vote with a reason, and only then see what others said. */
export function Curation({ id }: { readonly id: string }) {
  const text = useText();
  const query = useGet<CurationView>(`/api/curations/${id}`);
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <Section
            title={text.t('bench.look')}
            actions={<StateBadge state={item.state} scope={['bench.filter']} size="sm" />}
          >
            <Facts
              cols={4}
              facts={[
                [
                  text.t('pictures.series'),
                  <Anchor key="s" component={Link} to={`/series/${item.series.id}`}>
                    <bdi>{item.series.label}</bdi>
                  </Anchor>,
                ],
                [text.t('bench.round', { n: item.round }), text.t(`bench.because.${item.because}`)],
                [text.t('bench.others'), text.t('bench.votes', { n: item.votesGiven, needed: item.votesNeeded })],
                item.state === 'open' && [text.t('desk.due'), <Deadline key="d" at={item.dueAt} />],
              ]}
            />
          </Section>
          <Bench item={item} />
          <CurationVotes item={item} />
        </>
      )}
    </Loaded>
  );
}

function Bench({ item }: { readonly item: CurationView }) {
  const text = useText();
  const me = useMe();
  const reveal = useRef<HTMLButtonElement>(null);
  const [code, setCode] = useState<BaselineCode | null>(null);
  const vote = useSend(() => {
    notifications.show({ color: 'teal', message: text.t('bench.vote.sent') });
    setCode(null);
  });
  const hold = useSend();
  const votes = me.is('vid-specialist') && item.state === 'open' && item.myVote === null;
  const { work } = item;
  const mine = work?.claimedBy === me.mark;
  const path = item.deposited
    ? `/api/deposits/${item.lyonMediaId}/open`
    : item.ownMediaId && `/api/media/${item.ownMediaId}/reveal`;

  function claim(): void {
    if (!work || (work.claimedBy !== null && !mine)) return;
    hold.mutate({ path: `/api/work/${work.id}/${mine ? 'release' : 'claim'}`, body: { version: work.version } });
  }
  useHotkeys([
    ['o', whileNoDialog(() => reveal.current?.click()), { usePhysicalKeys: true }],
    ['c', whileNoDialog(claim), { usePhysicalKeys: true }],
    ...BASELINE_CODES.map((value, n): [string, () => void] => [
      String(n + 1),
      whileNoDialog(() => votes && setCode(value)),
    ]),
  ]);

  return (
    <Section
      title={text.t('bench.vote')}
      actions={
        work && (
          <Group gap="xs">
            {work.claimedBy !== null && (
              <Text size="sm">
                <Actor id={work.claimedBy} />
              </Text>
            )}
            {(work.claimedBy === null || mine) && (
              <Button size="xs" variant="default" onClick={claim} loading={hold.isPending} rightSection={<Kbd>C</Kbd>}>
                {text.t(mine ? 'desk.release' : 'bench.claim')}
              </Button>
            )}
          </Group>
        )
      }
    >
      {path ? <SealedView path={path} revealRef={reveal} /> : <Alert color="orange">{text.t('bench.look.none')}</Alert>}
      {votes && (
        <>
          <Text size="sm" c="dimmed" mt="sm">
            {text.t('bench.vote.alone')}
          </Text>
          <Group gap="xs" mt="xs">
            {BASELINE_CODES.map((value, n) => (
              <Button key={value} variant="default" onClick={() => setCode(value)} rightSection={<Kbd>{n + 1}</Kbd>}>
                {text.t(`bench.vote.code.${value}`)}
              </Button>
            ))}
          </Group>
        </>
      )}
      {code && (
        <ReasonDialog
          opened
          title={`${text.t('bench.vote')}: ${text.t(`bench.vote.code.${code}`)}`}
          warning={text.t(`bench.vote.code.${code}.hint`)}
          confirm={text.t('bench.vote')}
          pending={vote.isPending}
          error={vote.error}
          onClose={() => {
            vote.reset();
            setCode(null);
          }}
          onConfirm={(reason) => vote.mutate({ path: `/api/curations/${item.id}/votes`, body: { code, reason } })}
        />
      )}
    </Section>
  );
}
