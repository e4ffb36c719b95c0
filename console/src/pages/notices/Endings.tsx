import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { NoticeDetail } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** How the notice ends: proposed, confirmed by a second person, done. */
export function Endings({ notice }: { readonly notice: NoticeDetail }) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<'confirm' | 'reject' | null>(null);
  const send = useSend(() => setDialog(null));
  if (notice.endings.length === 0) return null;
  const close = () => {
    setDialog(null);
    send.reset();
  };
  return (
    <Section title={text.t('notice.endings')}>
      <Stack gap="sm">
        {notice.endings.map((ending) => (
          <div key={ending.id}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {text.t(`notice.ending.kind.${ending.kind}`)}: {text.word(ending.ground, 'notice.ground')}
              </Text>
              <StateBadge state={ending.state} scope="notice.ending.state" size="sm" />
            </Group>
            <Text size="sm" c="dimmed">
              <When at={ending.at} /> · <Actor id={ending.proposedBy} />
              {ending.confirmedBy && (
                <>
                  {' · '}
                  <Actor id={ending.confirmedBy} />
                </>
              )}
            </Text>
            {ending.reason && (
              <Text size="sm" className="prose">
                {ending.reason}
              </Text>
            )}
            {ending.evidence && (
              <Text size="sm">
                {text.t('notice.evidence')}: {ending.evidence.who} · {ending.evidence.where},{' '}
                {text.country(ending.evidence.country)} · {text.partialDate(ending.evidence.when)}
              </Text>
            )}
            {ending.refusal && (
              <Text size="sm" c="red">
                {text.phrase(ending.refusal)}
              </Text>
            )}
            {ending.state === 'proposed' && me.is('supervisor') && ending.proposedBy !== me.mark && (
              <Group gap="xs" mt={6}>
                <Button size="xs" color="red" onClick={() => setDialog('confirm')}>
                  {text.t('notice.do.confirm')}
                </Button>
                <Button size="xs" variant="default" onClick={() => setDialog('reject')}>
                  {text.t('notice.do.reject')}
                </Button>
              </Group>
            )}
          </div>
        ))}
      </Stack>
      <ReasonDialog
        opened={dialog !== null}
        title={text.t(dialog === 'reject' ? 'notice.do.reject' : 'notice.do.confirm')}
        confirm={text.t(dialog === 'reject' ? 'notice.do.reject' : 'notice.do.confirm')}
        danger={dialog === 'confirm'}
        pending={send.isPending}
        error={send.error}
        onClose={close}
        onConfirm={(reason) =>
          send.mutate({
            path: `/api/notices/${notice.id}/cancel/confirm`,
            body: { version: notice.version, decision: dialog, reason },
          })
        }
      />
    </Section>
  );
}
