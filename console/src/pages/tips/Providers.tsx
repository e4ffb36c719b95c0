import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProviderCredentials, ProviderView } from '../../../../src/tips/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

type Step = 'password' | 'suspend' | 'resume' | 'end';
const STATE_OF = { suspend: 'suspended', resume: 'active', end: 'ended' } as const;
const PATH = '/ispws';

/** Accounts under which providers' software reports here. */
export function Providers() {
  const text = useText();
  const me = useMe();
  const query = useGet<{ items: ProviderView[] }>('/api/tip-providers');
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ step: Step; provider: ProviderView } | null>(null);
  const [told, setTold] = useState<ProviderCredentials | null>(null);
  const close = () => {
    setAdding(false);
    setAsked(null);
  };
  const send = useSend<ProviderCredentials | { version: number }>((made) => {
    if ('password' in made) setTold(made);
    close();
  });
  const changes = me.is('administrator');
  const stepsOf = (provider: ProviderView): Step[] =>
    provider.state === 'ended' ? [] : ['password', provider.state === 'active' ? 'suspend' : 'resume', 'end'];
  return (
    <Section
      title={text.t('tips.accounts')}
      actions={
        changes && (
          <Button size="xs" variant="light" onClick={() => setAdding(true)}>
            {text.t('tip-provider.add')}
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {text.t('tip-provider.hint', { path: PATH })}
      </Text>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('tip-provider.none')} />
          ) : (
            <RowTable
              caption={text.t('tips.accounts')}
              rows={items}
              keyOf={(provider) => provider.id}
              columns={[
                {
                  label: text.t('tips.provider'),
                  lead: true,
                  cell: (provider) => (
                    <Text size="sm" fw={600}>
                      <bdi>{provider.name}</bdi>{' '}
                      <Text span size="xs" c="dimmed" className="ltr">
                        {provider.username}
                      </Text>
                    </Text>
                  ),
                },
                {
                  label: text.t('common.state'),
                  cell: (provider) => <StateBadge state={provider.state} scope="tip-provider.state" />,
                },
                { label: text.t('tip-provider.reports'), cell: (provider) => text.number(provider.tips) },
                {
                  label: text.t('tip-provider.last'),
                  cell: ({ lastAt }) => lastAt !== null && <When at={lastAt} />,
                },
                {
                  label: text.t('people.change'),
                  cell: (provider) =>
                    changes && (
                      <Group gap={6} className="cell">
                        {stepsOf(provider).map((step) => (
                          <Button
                            key={step}
                            size="compact-sm"
                            variant="default"
                            onClick={() => setAsked({ step, provider })}
                          >
                            {text.t(`tip-provider.${step}`)}
                          </Button>
                        ))}
                      </Group>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding && (
        <AddDialog
          pending={send.isPending}
          error={send.error}
          onAdd={(body) => send.mutate({ path: '/api/tip-providers', body })}
          onClose={() => {
            send.reset();
            close();
          }}
        />
      )}
      {asked && (
        <ReasonDialog
          opened
          title={`${text.t(`tip-provider.${asked.step}`)}: ${asked.provider.name}`}
          confirm={text.t(`tip-provider.${asked.step}`)}
          minLength={0}
          danger={asked.step !== 'resume'}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            close();
          }}
          onConfirm={() => {
            const { step, provider } = asked;
            const { id, version } = provider;
            if (step === 'password') send.mutate({ path: `/api/tip-providers/${id}/password`, body: { version } });
            else send.mutate({ path: `/api/tip-providers/${id}/state`, body: { version, state: STATE_OF[step] } });
          }}
        />
      )}
      {told && (
        <Modal opened onClose={() => setTold(null)} title={text.t('people.secret.title')} closeOnClickOutside={false}>
          <Stack gap="sm">
            <Text size="sm">{text.t('people.secret.hint')}</Text>
            <div className="print-alone">
              <Facts
                cols={1}
                facts={[
                  [text.t('people.username'), <Mono key="u">{told.username}</Mono>],
                  [text.t('people.secret.password'), <Mono key="p">{told.password}</Mono>],
                  [text.t('sharing.partner.path'), <Mono key="b">{told.basePath}</Mono>],
                ]}
              />
            </div>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => window.print()}>
                {text.t('people.secret.print')}
              </Button>
              <Button onClick={() => setTold(null)}>{text.t('people.secret.done')}</Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </Section>
  );
}

interface AddProps {
  readonly pending: boolean;
  readonly error: unknown;
  onAdd(body: object): void;
  onClose(): void;
}

function AddDialog({ pending, error, onAdd, onClose }: AddProps) {
  const text = useText();
  const { form, body } = useFormState({}, error);
  return (
    <FormDialog
      title={text.t('tip-provider.add')}
      submit={text.t('tip-provider.add')}
      pending={pending}
      error={error}
      onSubmit={() => onAdd(body())}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput {...form.text('/name')} label={text.t('tips.provider')} required data-autofocus />
        <TextInput
          {...form.text('/username')}
          label={text.t('people.username')}
          dir="ltr"
          autoComplete="off"
          required
        />
      </SimpleGrid>
    </FormDialog>
  );
}

function Mono({ children }: { readonly children: string }) {
  return <span className="mono">{children}</span>;
}
