import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReferralView } from '../../../../../src/tips/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Actor } from '../../../components/Actor.tsx';
import { Deadline } from '../../../components/Deadline.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { When } from '../../../components/When.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { FeedbackDialog } from './FeedbackDialog.tsx';
import { receiverName } from './names.ts';

const OPEN: readonly string[] = ['sent', 'opened', 'useful'];

/** A report that went to somebody or came from another bureau, with every word on it. */
export function ReferralCard({ referral }: { readonly referral: ReferralView }) {
  const text = useText();
  const me = useMe();
  const [telling, setTelling] = useState(false);
  const [taking, setTaking] = useState(false);
  const withdraw = useSend(() => setTaking(false));
  const isOpen = OPEN.includes(referral.state);
  const isOut = referral.direction === 'out';
  const name = receiverName({ kind: referral.kind, id: referral.party }, referral.partyName, text);
  const mayAct = me.is('analyst', 'supervisor', 'watch-officer');
  // A closed one still takes late news; what was refused or taken back does not.
  const mayTell = mayAct && (isOut ? isOpen || referral.state === 'closed' : isOpen);
  return (
    <Paper component="article" withBorder p="sm" mb="xs" aria-label={name}>
      <Group justify="space-between" gap="xs" align="flex-start">
        <Stack gap={2}>
          <Group gap="xs">
            <Text fw={600} size="sm">
              <bdi>{name}</bdi>
            </Text>
            <StateBadge state={referral.state} scope="tip-referral.state" />
          </Group>
          <Text size="xs" c="dimmed">
            {text.t(isOut ? 'routing.out' : 'routing.in')} · <When at={referral.at} /> ·{' '}
            {referral.automatic ? text.t('routing.by-rules') : <Actor id={referral.by} />}
            {referral.delivery && ` · ${deliveryWord(referral.delivery, text)}`}
          </Text>
          {referral.reason !== '' && (
            <Text size="sm">
              <bdi>{referral.reason}</bdi>
            </Text>
          )}
        </Stack>
        {isOpen && <Deadline at={referral.dueAt} />}
      </Group>
      <Stack gap={2} mt="xs">
        {referral.feedback.map((one) => (
          <Text size="sm" key={`${one.at}${one.kind}`}>
            <Text span inherit fw={600}>
              {text.phrase(`tip.feedback.${one.kind}`)}
            </Text>
            {one.date !== null && ` · ${text.partialDate(one.date)}`}
            {one.country !== null && ` · ${text.country(one.country)}`}
            {one.note !== '' && (
              <>
                {' · '}
                <bdi>{one.note}</bdi>
              </>
            )}
            {' · '}
            <Actor id={one.by} /> · <When at={one.at} />
          </Text>
        ))}
        {referral.feedback.length === 0 && (
          <Text size="sm" c="dimmed">
            {text.t('routing.feedback.none')}
          </Text>
        )}
      </Stack>
      <Group gap="xs" mt="xs">
        {mayTell && (
          <Button size="compact-sm" onClick={() => setTelling(true)}>
            {isOut ? text.t('routing.feedback.add') : text.t('routing.feedback.tell', { bureau: name })}
          </Button>
        )}
        {mayAct && isOut && (
          <Button
            size="compact-sm"
            variant="default"
            component="a"
            href={`/api/tip-referrals/${referral.id}/package`}
            download={`report-${referral.reportNumber}.json`}
          >
            {text.t('routing.package')}
          </Button>
        )}
        {mayAct && isOut && isOpen && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setTaking(true)}>
            {text.t('routing.withdraw')}
          </Button>
        )}
      </Group>
      {telling && <FeedbackDialog referral={referral} title={name} onClose={() => setTelling(false)} />}
      {taking && (
        <ReasonDialog
          opened
          title={`${text.t('routing.withdraw')}: ${name}`}
          confirm={text.t('routing.withdraw')}
          danger
          pending={withdraw.isPending}
          error={withdraw.error}
          onClose={() => setTaking(false)}
          onConfirm={(reason) =>
            withdraw.mutate({
              path: `/api/tip-referrals/${referral.id}/withdraw`,
              body: { version: referral.version, reason },
            })
          }
        />
      )}
    </Paper>
  );
}

function deliveryWord(delivery: string, text: ReturnType<typeof useText>): string {
  return delivery === 'queued' || delivery === 'delivered' || delivery === 'refused'
    ? text.t(`routing.delivery.${delivery}`)
    : delivery;
}
