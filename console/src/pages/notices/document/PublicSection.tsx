import { Anchor, Badge, Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PublicState } from '../../../../../src/notices/contract.ts';
import { useGet, useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Actor } from '../../../components/Actor.tsx';
import { Loaded } from '../../../components/Loaded.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { Section } from '../../../components/Section.tsx';
import { When } from '../../../components/When.tsx';
import { useText } from '../../../i18n/use-text.ts';
import type { NoticeProps } from '../notice-props.ts';
import { ConsentDialog } from './ConsentDialog.tsx';

/** Whether anybody may read it, who agreed to that, and what stands in the way. */
export function PublicSection({ notice }: NoticeProps) {
  const text = useText();
  const me = useMe();
  const query = useGet<PublicState>(`/api/notices/${notice.id}/public`);
  const [asking, setAsking] = useState<'consent' | 'public' | 'private' | null>(null);
  const [sure, setSure] = useState(false);
  const send = useSend(() => setAsking(null));
  const withdraw = useSend();
  const works = me.is('analyst', 'supervisor', 'watch-officer');
  const close = () => {
    send.reset();
    setAsking(null);
    setSure(false);
  };
  return (
    <Section
      title={text.t('public.title')}
      actions={
        <>
          {works && notice.state === 'issued' && (
            <Button size="xs" variant="default" onClick={() => setAsking('consent')}>
              {text.t('public.consent.add')}
            </Button>
          )}
          {me.is('supervisor') && query.data && !query.data.shown && query.data.obstacles.length === 0 && (
            <Button size="xs" onClick={() => setAsking('public')}>
              {text.t('public.publish')}
            </Button>
          )}
          {me.is('supervisor') && query.data?.shown && (
            <Button size="xs" color="red" variant="outline" onClick={() => setAsking('private')}>
              {text.t('public.unpublish')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {(state) => (
          <>
            <Group gap="sm" mb="xs">
              <Badge color={state.shown ? 'teal' : 'gray'} variant="light" size="lg" tt="none">
                {text.t(state.shown ? 'public.shown' : 'public.not-shown')}
              </Badge>
              {state.path && state.enabled && (
                <Anchor href={state.path} target="_blank" size="sm" className="ltr">
                  {state.path}
                </Anchor>
              )}
            </Group>
            {state.shown && !state.enabled && (
              <Text size="sm" c="dimmed">
                {text.t('public.is-off')}
              </Text>
            )}
            {!state.shown && state.obstacles.length > 0 && (
              <List size="sm" mb="xs">
                {state.obstacles.map((code) => (
                  <List.Item key={code}>{text.phrase(code)}</List.Item>
                ))}
              </List>
            )}
            {state.consents.length > 0 && (
              <Stack component="ul" gap="xs" p={0} m={0} aria-label={text.t('public.consents')}>
                {state.consents.map((one) => (
                  <Group key={one.id} component="li" justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
                    <div>
                      <Text size="sm" td={one.withdrawnAt === null ? undefined : 'line-through'}>
                        {text.word(one.kind, 'notice.consent')} ·{' '}
                        {one.kind === 'bureau' ? <Actor id={one.givenBy} /> : <bdi>{one.givenBy}</bdi>} ·{' '}
                        <span className="ltr">{one.givenOn}</span>
                      </Text>
                      <Text size="xs" c="dimmed">
                        <bdi>{one.reference}</bdi>
                      </Text>
                      {one.withdrawnAt !== null && (
                        <Text size="xs">
                          {text.t('public.consent.withdraw')} <When at={one.withdrawnAt} />
                        </Text>
                      )}
                    </div>
                    {works && one.kind !== 'bureau' && one.withdrawnAt === null && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        title={text.t('public.consent.withdraw.hint')}
                        loading={withdraw.isPending}
                        onClick={() =>
                          withdraw.mutate({ path: `/api/notices/${notice.id}/public/consents/${one.id}/withdraw` })
                        }
                      >
                        {text.t('public.consent.withdraw')}
                      </Button>
                    )}
                  </Group>
                ))}
              </Stack>
            )}
            <ProblemAlert error={withdraw.error} />
          </>
        )}
      </Loaded>
      {asking === 'consent' && <ConsentDialog id={notice.id} onClose={close} />}
      {(asking === 'public' || asking === 'private') && (
        <ReasonDialog
          opened
          title={text.t(asking === 'public' ? 'public.publish' : 'public.unpublish')}
          warning={asking === 'public' && text.t('public.publish.warning')}
          confirm={text.t(asking === 'public' ? 'public.publish' : 'public.unpublish')}
          danger={asking === 'private'}
          disabled={asking === 'public' && !sure}
          pending={send.isPending}
          error={send.error}
          onClose={close}
          onConfirm={(reason) =>
            send.mutate({
              path: `/api/notices/${notice.id}/${asking}`,
              body: { version: notice.version, reason, ...(asking === 'public' ? { notAbuseVictim: true } : {}) },
            })
          }
        >
          {asking === 'public' && (
            <Checkbox
              label={text.t('public.not-victim')}
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
          )}
        </ReasonDialog>
      )}
    </Section>
  );
}
