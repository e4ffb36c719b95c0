import { Anchor, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { AppealView } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { SealedView } from '../pictures/SealedView.tsx';

type Dialog = 'yes' | 'no' | 'publish' | 'withdraw' | 'taken-down';

/** A public appeal: the words, the crop of the object alone, and every owner's answer. */
export function AppealPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const query = useGet<AppealView>(`/api/appeals/${id}`);
  const send = useSend(() => setDialog(null));
  const consents = me.is('supervisor', 'vid-specialist', 'curator');
  const title = {
    yes: 'appeal.agree',
    no: 'appeal.refuse',
    publish: 'appeal.publish',
    withdraw: 'appeal.withdraw',
    'taken-down': 'appeal.taken-down-do',
  } as const;

  function confirm(appeal: AppealView, reason: string): void {
    const { version } = appeal;
    if (dialog === 'taken-down') send.mutate({ path: `/api/appeals/${id}/taken-down`, body: { version } });
    else if (dialog === 'withdraw') send.mutate({ path: `/api/appeals/${id}/withdraw`, body: { version, reason } });
    else if (dialog === 'publish')
      send.mutate({ path: `/api/appeals/${id}/publish`, body: { version, where: reason } });
    else send.mutate({ path: `/api/appeals/${id}/consent`, body: { version, answer: dialog, reason } });
  }

  return (
    <Loaded query={query}>
      {(appeal) => (
        <>
          <PageHeader
            title={appeal.series.label}
            back={{ to: '/appeals', label: text.t('appeals.title') }}
            badges={<StateBadge state={appeal.state} scope="appeal.state" size="lg" />}
            actions={
              <>
                {appeal.consent === 'owed' && consents && (
                  <>
                    <Button onClick={() => setDialog('yes')}>{text.t('appeal.agree')}</Button>
                    <Button variant="outline" color="red" onClick={() => setDialog('no')}>
                      {text.t('appeal.refuse')}
                    </Button>
                  </>
                )}
                {appeal.consent === 'yes' && consents && ['asked', 'cleared', 'published'].includes(appeal.state) && (
                  <Button variant="outline" color="red" onClick={() => setDialog('withdraw')}>
                    {text.t('appeal.withdraw')}
                  </Button>
                )}
                {takeDownOwed(appeal, me.bureau) && me.is('supervisor', 'curator') && (
                  <Button color="red" onClick={() => setDialog('taken-down')}>
                    {text.t('appeal.taken-down-do')}
                  </Button>
                )}
                {appeal.state === 'cleared' && appeal.requester === me.bureau && me.is('supervisor', 'curator') && (
                  <Button onClick={() => setDialog('publish')}>{text.t('appeal.publish')}</Button>
                )}
              </>
            }
          />
          <Grid>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <SealedView path={`/api/appeals/${id}/open`} action={text.t('seal.reveal.clue')} disabled={!consents} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Section title={text.t('appeal.text')}>
                <Text className="prose">{appeal.text}</Text>
                <Group gap="xs" mt="sm">
                  <Text size="sm" c="dimmed">
                    {text.t('appeal.requester')}:
                  </Text>
                  <BureauTag code={appeal.requester} />
                  <Anchor component={Link} to={`/series/${appeal.series.id}`} size="sm">
                    {text.t('pictures.series')}
                  </Anchor>
                </Group>
                {appeal.expiresAt !== null && (
                  <Text size="sm" mt="sm">
                    {text.t('appeal.until')}: <When at={appeal.expiresAt} day />
                  </Text>
                )}
                {appeal.withdrawn && (
                  <Text size="sm" mt="sm">
                    {text.word('withdrawn', 'appeal.state')}: <BureauTag code={appeal.withdrawn.bureau} />{' '}
                    {appeal.withdrawn.reason} · <When at={appeal.withdrawn.at} />
                  </Text>
                )}
                {takeDownOwed(appeal, me.bureau) && (
                  <Text size="sm" mt="sm" c="red" fw={600}>
                    {text.t('appeal.take-down-now')}
                  </Text>
                )}
                {appeal.published && (
                  <Text size="sm" mt="sm">
                    {text.word('published', 'appeal.state')}: {appeal.published.where} ·{' '}
                    <When at={appeal.published.at} />
                  </Text>
                )}
              </Section>
              <Section title={text.t('appeal.owners')}>
                <Stack gap="xs">
                  {appeal.owners.map((owner) => (
                    <Group key={owner.bureau} gap="sm">
                      <BureauTag code={owner.bureau} />
                      {owner.answer ? (
                        <StateBadge state={owner.answer} scope="common" />
                      ) : (
                        <Text size="sm" c="dimmed">
                          {text.t('appeal.owner.none')}
                        </Text>
                      )}
                      {owner.reason && <Text size="sm">{owner.reason}</Text>}
                      {owner.at !== null && (
                        <Text size="sm" c="dimmed">
                          <When at={owner.at} />
                        </Text>
                      )}
                    </Group>
                  ))}
                </Stack>
              </Section>
            </Grid.Col>
          </Grid>
          {dialog && (
            <ReasonDialog
              opened
              title={text.t(title[dialog])}
              warning={text.t('appeal.hint')}
              reasonLabel={dialog === 'publish' ? text.t('appeal.where') : undefined}
              confirm={text.t(title[dialog])}
              danger={dialog === 'no' || dialog === 'withdraw'}
              minLength={dialog === 'taken-down' ? 0 : undefined}
              pending={send.isPending}
              error={send.error}
              onClose={() => {
                setDialog(null);
                send.reset();
              }}
              onConfirm={(reason) => confirm(appeal, reason)}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

/** Withdrawn or over after it was published: whoever published it takes it down. */
function takeDownOwed({ state, published, requester, takenDownAt }: AppealView, ours: string): boolean {
  return (
    published !== null && requester === ours && takenDownAt === null && (state === 'withdrawn' || state === 'expired')
  );
}
