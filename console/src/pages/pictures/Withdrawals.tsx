import { Alert, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { MediaView, WithdrawalView } from '../../../../src/identification/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** The button and the dialog that take a contributed picture back. */
export function WithdrawButton({ media }: { readonly media: MediaView }) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const send = useSend(() => setAsking(false));
  const list = usePages<WithdrawalView>('/api/withdrawals', { mediaId: media.id });
  if (list.items?.some(({ state }) => state === 'proposed' || state === 'sent')) return null;
  return (
    <>
      <Button variant="default" color="red" onClick={() => setAsking(true)}>
        {text.t('withdraw.do')}
      </Button>
      <ReasonDialog
        opened={asking}
        title={text.t('withdraw.do')}
        warning={text.t('withdraw.warning')}
        confirm={text.t('withdraw.do')}
        danger
        pending={send.isPending}
        error={send.error}
        onClose={() => setAsking(false)}
        onConfirm={(reason) =>
          send.mutate({ path: `/api/media/${media.id}/withdraw`, body: { version: media.version, reason } })
        }
      />
    </>
  );
}

/** What became of taking it back; another person than who proposed it says yes or no here. */
export function Withdrawals({ mediaId }: { readonly mediaId: string }) {
  const text = useText();
  const list = usePages<WithdrawalView>('/api/withdrawals', { mediaId });
  if (!list.items || list.items.length === 0) return null;
  return (
    <Section title={text.t('withdraw.title')}>
      <Stack gap="sm">
        {list.items.map((one) => (
          <Withdrawal key={one.id} withdrawal={one} />
        ))}
      </Stack>
    </Section>
  );
}

function Withdrawal({ withdrawal }: { readonly withdrawal: WithdrawalView }) {
  const text = useText();
  const me = useMe();
  const [answer, setAnswer] = useState<'confirm' | 'decline' | null>(null);
  const send = useSend(() => setAnswer(null));
  const isMine = withdrawal.by === me.mark;
  const seconds = withdrawal.state === 'proposed' && me.is(me.isSecretariat ? 'curator' : 'supervisor');
  return (
    <Paper withBorder p="sm">
      <Stack gap={6}>
        <Group gap="xs">
          <StateBadge state={withdrawal.state} scope="withdrawal.state" />
          {withdrawal.gone !== null && (
            <Text size="sm">{text.t(withdrawal.gone ? 'withdraw.gone' : 'withdraw.stays')}</Text>
          )}
          {withdrawal.code && <Text size="sm">{text.phrase(withdrawal.code)}</Text>}
        </Group>
        <Text size="sm">
          <Actor id={withdrawal.by} /> · <When at={withdrawal.at} /> · <bdi>{withdrawal.reason}</bdi>
        </Text>
        {withdrawal.depends.length > 0 && (
          <Group gap={6}>
            {withdrawal.depends.map((code) => (
              <Badge key={code} variant="light" color="orange" tt="none">
                {text.word(code, 'withdrawal.depends')}
              </Badge>
            ))}
          </Group>
        )}
        {withdrawal.second && (
          <Text size="sm">
            <Actor id={withdrawal.second.by} /> · <When at={withdrawal.second.at} /> ·{' '}
            <bdi>{withdrawal.second.reason}</bdi>
          </Text>
        )}
        {seconds && isMine && <Alert color="blue">{text.t('withdraw.own')}</Alert>}
        {seconds && !isMine && (
          <Group gap="xs">
            <Button size="xs" color="red" onClick={() => setAnswer('confirm')}>
              {text.t('withdraw.confirm')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAnswer('decline')}>
              {text.t('withdraw.decline')}
            </Button>
          </Group>
        )}
      </Stack>
      <ReasonDialog
        opened={answer !== null}
        title={text.t(answer === 'decline' ? 'withdraw.decline' : 'withdraw.confirm')}
        confirm={text.t(answer === 'decline' ? 'withdraw.decline' : 'withdraw.confirm')}
        danger={answer === 'confirm'}
        pending={send.isPending}
        error={send.error}
        onClose={() => setAnswer(null)}
        onConfirm={(reason) =>
          send.mutate({
            path: `/api/withdrawals/${withdrawal.id}/${answer}`,
            body: { version: withdrawal.version, reason },
          })
        }
      />
    </Paper>
  );
}
