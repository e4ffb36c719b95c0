import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ConsentView } from '../../../../src/correspondence/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Who asks to pass something on, and what its owner said. */
export function Consents({ consents }: { readonly consents: readonly ConsentView[] }) {
  const text = useText();
  const me = useMe();
  const [answer, setAnswer] = useState<{ id: string; yes: boolean; label: string } | null>(null);
  const send = useSend(() => setAnswer(null));
  if (consents.length === 0) return null;
  return (
    <Section title={text.t('thread.consents')}>
      <Stack gap="sm">
        {consents.map((consent) => {
          const open = consent.state === 'open' && !me.is('auditor');
          const say = (yes: boolean, label: string) => setAnswer({ id: consent.id, yes, label });
          return (
            <Group key={consent.id} gap="xs">
              <Text size="sm">
                {text.t(`thread.consent.${consent.side}`, {
                  bureau: text.bureau(consent.bureau),
                  to: text.list(consent.to.map(text.bureau)),
                  reason: consent.reason,
                })}
              </Text>
              {consent.state !== 'open' && (
                <Badge color={consent.state === 'yes' ? 'teal' : 'gray'} variant="light">
                  {text.t(consent.state === 'yes' ? 'common.yes' : 'common.no')}
                </Badge>
              )}
              {consent.answerReason && (
                <Text size="sm" c="dimmed">
                  {consent.answerReason}
                </Text>
              )}
              {open && consent.side === 'asking' && (
                <>
                  <Button size="compact-sm" onClick={() => say(true, text.t('thread.consent.yes'))}>
                    {text.t('thread.consent.yes')}
                  </Button>
                  <Button size="compact-sm" variant="default" onClick={() => say(false, text.t('thread.consent.no'))}>
                    {text.t('thread.consent.no')}
                  </Button>
                </>
              )}
              {open && consent.side === 'asked' && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => say(false, text.t('thread.consent.withdraw'))}
                >
                  {text.t('thread.consent.withdraw')}
                </Button>
              )}
            </Group>
          );
        })}
      </Stack>
      <ReasonDialog
        opened={answer !== null}
        title={answer?.label ?? ''}
        confirm={answer?.label ?? ''}
        pending={send.isPending}
        error={send.error}
        onClose={() => setAnswer(null)}
        onConfirm={(reason) =>
          send.mutate({ path: `/api/forward-consents/${answer?.id}/answer`, body: { yes: answer?.yes, reason } })
        }
      />
    </Section>
  );
}
