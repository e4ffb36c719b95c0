import { Anchor, Badge, Button, Checkbox, Group, List, Text } from '@mantine/core';
import { useState } from 'react';
import type { PublicState } from '../../../../../src/notices/contract.ts';
import { useGet, useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Actor } from '../../../components/Actor.tsx';
import { Loaded } from '../../../components/Loaded.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { RowTable } from '../../../components/RowTable.tsx';
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
              <Badge color={state.shown ? 'teal' : 'gray'} variant="light" size="lg">
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
              <RowTable
                caption={text.t('public.consents')}
                rows={state.consents}
                keyOf={(one) => one.id}
                columns={[
                  {
                    label: text.t('public.consent.kind'),
                    lead: true,
                    cell: (one) => text.word(one.kind, 'notice.consent'),
                  },
                  {
                    label: text.t('public.consent.by'),
                    cell: (one) => (one.kind === 'bureau' ? <Actor id={one.givenBy} /> : <bdi>{one.givenBy}</bdi>),
                  },
                  { label: text.t('public.consent.reference'), cell: (one) => <bdi>{one.reference}</bdi> },
                  { label: text.t('public.consent.on'), cell: (one) => <span className="ltr">{one.givenOn}</span> },
                  {
                    label: text.t('common.state'),
                    cell: (one) =>
                      one.withdrawnAt !== null ? (
                        <>
                          {text.t('public.consent.withdraw')} <When at={one.withdrawnAt} />
                        </>
                      ) : (
                        works &&
                        one.kind !== 'bureau' && (
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
                        )
                      ),
                  },
                ]}
              />
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
