import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { partnerAccountList, partnerCredentials } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { PartnerDialog } from './PartnerDialog.tsx';

type Partner = z.infer<typeof partnerAccountList>['items'][number];
type Credentials = z.infer<typeof partnerCredentials>;
type Dialog = 'add' | { readonly what: 'lists' | 'password' | 'revoke'; readonly partner: Partner };

/** Organisations that read lists here: which, until when, when last. */
export function Partners() {
  const text = useText();
  const me = useMe();
  const reads = me.is('administrator', 'auditor', 'supervisor', 'curator');
  const query = useGet<z.infer<typeof partnerAccountList>>('/api/hash-partners', undefined, { enabled: reads });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [told, setTold] = useState<Credentials | null>(null);
  const close = () => setDialog(null);
  const send = useSend<Credentials | null>((made) => {
    if (made && 'password' in made) setTold(made);
    close();
  });
  const changes = me.is('administrator');
  const open = dialog !== null && dialog !== 'add' ? dialog : null;
  if (!reads) return null;
  return (
    <Section
      title={text.t('sharing.partners')}
      actions={
        changes && (
          <Button size="xs" variant="light" onClick={() => setDialog('add')}>
            {text.t('sharing.partner.add')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('sharing.partners.none')} />
          ) : (
            <RowTable
              caption={text.t('sharing.partners')}
              rows={items}
              keyOf={(partner) => partner.id}
              columns={[
                {
                  label: text.t('sharing.partner.org'),
                  lead: true,
                  cell: (partner) => (
                    <Text size="sm" fw={600}>
                      <bdi>{partner.name}</bdi>{' '}
                      <Text span size="xs" c="dimmed" className="ltr">
                        {partner.username}
                      </Text>
                    </Text>
                  ),
                },
                { label: text.t('lists.title'), cell: (partner) => text.number(partner.listIds.length) },
                {
                  label: text.t('sharing.partner.until'),
                  cell: (partner) =>
                    partner.revokedAt === null ? (
                      <When at={partner.expiresAt} day />
                    ) : (
                      text.t('sharing.partner.revoked')
                    ),
                },
                {
                  label: text.t('sharing.partner.last'),
                  cell: ({ lastReadAt }) => lastReadAt !== null && <When at={lastReadAt} />,
                },
                {
                  label: text.t('people.change'),
                  cell: (partner) =>
                    changes &&
                    partner.revokedAt === null && (
                      <Group gap={6} className="cell">
                        {(['lists', 'password', 'revoke'] as const).map((what) => (
                          <Button
                            key={what}
                            size="compact-sm"
                            variant="default"
                            onClick={() => setDialog({ what, partner })}
                          >
                            {text.t(`sharing.partner.${what}`)}
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
      {(dialog === 'add' || open?.what === 'lists') && (
        <PartnerDialog
          partner={open?.partner ?? null}
          pending={send.isPending}
          error={send.error}
          onSend={(what) => send.mutate(what)}
          onClose={() => {
            send.reset();
            close();
          }}
        />
      )}
      {open && open.what !== 'lists' && (
        <ReasonDialog
          opened
          title={`${text.t(`sharing.partner.${open.what}`)}: ${open.partner.name}`}
          confirm={text.t(`sharing.partner.${open.what}`)}
          minLength={0}
          danger
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            close();
          }}
          onConfirm={() =>
            send.mutate(
              open.what === 'password'
                ? { path: `/api/hash-partners/${open.partner.id}/password`, body: { version: open.partner.version } }
                : {
                    path: `/api/hash-partners/${open.partner.id}`,
                    method: 'DELETE',
                    query: { version: open.partner.version },
                  },
            )
          }
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

function Mono({ children }: { readonly children: string }) {
  return <span className="mono">{children}</span>;
}
