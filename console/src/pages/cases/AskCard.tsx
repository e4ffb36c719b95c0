import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { AskView } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

const WAITING = new Set(['sent', 'accepted', 'returned', 'undelivered']);

/** One request to one bureau, and how far it is. */
export function AskCard({ ask }: { readonly ask: AskView }) {
  const text = useText();
  const [dialog, setDialog] = useState<'supplement' | 'withdraw' | null>(null);
  const send = useSend(() => setDialog(null));
  const close = () => {
    setDialog(null);
    send.reset();
  };
  const waiting = WAITING.has(ask.state);
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <BureauTag code={ask.to} />
          <StateBadge state={ask.state} scope="ask.state" />
          {waiting && <Deadline at={ask.dueAt} />}
        </Group>
        <Group gap="xs">
          {ask.state === 'returned' && (
            <Button size="xs" onClick={() => setDialog('supplement')}>
              {text.t('case.ask.supplement')}
            </Button>
          )}
          {waiting && (
            <Button size="xs" variant="default" onClick={() => setDialog('withdraw')}>
              {text.t('case.ask.withdraw')}
            </Button>
          )}
        </Group>
      </Group>
      <Stack gap={4} mt={6}>
        <Text size="sm">
          {text.list(ask.wanted.map((wanted) => text.word(wanted, 'wanted')))} ·{' '}
          <Text span size="sm" c="dimmed">
            <When at={ask.at} />
          </Text>
        </Text>
        {ask.reason && <Text size="sm">{text.word(ask.reason, 'decline')}</Text>}
        {ask.explanation && (
          <Text size="sm" className="prose">
            {ask.explanation}
          </Text>
        )}
        {ask.answer && (
          <Text size="sm" className="prose">
            <b>{text.t('case.ask.answer')}:</b> {ask.answer}
          </Text>
        )}
        {ask.theirRef && (
          <Text size="xs" c="dimmed">
            {text.t('request.their-case')}: <span className="mono">{ask.theirRef}</span>
          </Text>
        )}
      </Stack>
      <ReasonDialog
        opened={dialog === 'supplement'}
        title={text.t('case.ask.supplement')}
        reasonLabel={text.t('case.ask.supplement.label')}
        confirm={text.t('common.send')}
        pending={send.isPending}
        error={send.error}
        onClose={close}
        onConfirm={(words) => send.mutate({ path: `/api/asks/${ask.id}/supplement`, body: { text: words } })}
      />
      <ReasonDialog
        opened={dialog === 'withdraw'}
        title={text.t('case.ask.withdraw')}
        confirm={text.t('case.ask.withdraw')}
        pending={send.isPending}
        error={send.error}
        onClose={close}
        onConfirm={(reason) => send.mutate({ path: `/api/asks/${ask.id}/withdraw`, body: { reason } })}
      />
    </Paper>
  );
}
