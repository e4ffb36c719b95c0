import { Badge, Button, Group, Menu, Paper, Text } from '@mantine/core';
import { IconChevronDown, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { PersonView } from '../../../../src/access/contract.ts';
import { useMe } from '../../api/session.ts';
import { AgencyName } from '../../components/AgencyName.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useNow } from '../../components/use-now.ts';
import { useText } from '../../i18n/use-text.ts';
import { AddPersonDialog } from './AddPersonDialog.tsx';
import { CertifyDialog } from './CertifyDialog.tsx';
import { ResetDialog } from './ResetDialog.tsx';
import { RightsDialog } from './RightsDialog.tsx';
import { type Secret, SecretSheet } from './SecretSheet.tsx';
import { usePeople } from './use-people.ts';

type Dialog = 'add' | { readonly what: 'rights' | 'reset' | 'certify'; readonly person: PersonView };

/** Who may sign in at this bureau, with which roles, compartments and certificates. */
export function PeoplePage() {
  const text = useText();
  const me = useMe();
  const now = useNow();
  const list = usePeople();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const close = () => setDialog(null);
  const manages = me.is('administrator');
  const handOver = (made: Secret) => {
    setSecret(made);
    close();
  };
  const day = (at: number) => text.date(at);

  return (
    <>
      <PageHeader
        title={text.t('people.title')}
        hint={text.t('people.hint')}
        actions={
          manages && (
            <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setDialog('add')}>
              {text.t('people.add')}
            </Button>
          )
        }
      />
      <Paper withBorder p="md">
        <Loaded query={{ data: list.people, error: list.query.error, refetch: list.query.refetch }}>
          {(people) =>
            people.length === 0 ? (
              <EmptyState title={text.t('people.empty')} />
            ) : (
              <RowTable
                caption={text.t('people.title')}
                rows={people}
                keyOf={(person) => person.id}
                columns={[
                  {
                    label: text.t('people.name'),
                    lead: true,
                    cell: (person) => (
                      <div>
                        <Text size="sm" fw={600}>
                          {person.name}
                        </Text>
                        <Text size="xs" c="dimmed">
                          <span className="ltr">{person.username}</span>
                          {person.agency && (
                            <>
                              {' · '}
                              <AgencyName ori={person.agency} />
                            </>
                          )}
                        </Text>
                      </div>
                    ),
                  },
                  {
                    label: text.t('people.roles'),
                    cell: (person) => text.list(person.roles.map((role) => text.word(role, 'role'))),
                  },
                  {
                    label: text.t('people.compartments'),
                    cell: (person) => (
                      <Group gap={4} className="cell">
                        {person.compartments.map((name) => (
                          <Badge key={name} variant="default" tt="none" size="sm" className="ltr">
                            {name}
                          </Badge>
                        ))}
                      </Group>
                    ),
                  },
                  {
                    label: text.t('people.certificate'),
                    cell: (person) =>
                      person.certificates.map((certificate) => (
                        <Text key={certificate.number} size="sm" c={certificate.validUntil < now ? 'red' : undefined}>
                          {text.t(
                            certificate.validUntil < now ? 'people.certificate.over' : 'people.certificate.until',
                            { day: day(certificate.validUntil) },
                          )}
                        </Text>
                      )),
                  },
                  {
                    label: text.t('common.state'),
                    cell: (person) => <StateBadge state={person.disabled ? 'out' : 'in'} scope="people" size="sm" />,
                  },
                  {
                    label: text.t('people.change'),
                    cell: (person) =>
                      manages &&
                      (person.id === me.person.id ? (
                        <Text size="xs" c="dimmed" maw={200}>
                          {text.t('people.me')}
                        </Text>
                      ) : (
                        <Menu position="bottom-end">
                          <Menu.Target>
                            <Button
                              size="compact-sm"
                              variant="default"
                              rightSection={<IconChevronDown size={14} aria-hidden />}
                              aria-label={`${text.t('people.change')}: ${person.name}`}
                            >
                              {text.t('people.change')}
                            </Button>
                          </Menu.Target>
                          <Menu.Dropdown>
                            <Menu.Item onClick={() => setDialog({ what: 'rights', person })}>
                              {text.t('people.change')}
                            </Menu.Item>
                            <Menu.Item onClick={() => setDialog({ what: 'certify', person })}>
                              {text.t('people.certify')}
                            </Menu.Item>
                            <Menu.Item onClick={() => setDialog({ what: 'reset', person })}>
                              {text.t('people.reset')}
                            </Menu.Item>
                          </Menu.Dropdown>
                        </Menu>
                      )),
                  },
                ]}
              />
            )
          }
        </Loaded>
        <MoreButton more={list.more} />
      </Paper>
      {dialog === 'add' && <AddPersonDialog onMade={handOver} onClose={close} />}
      {dialog !== null && dialog !== 'add' && dialog.what === 'rights' && (
        <RightsDialog person={dialog.person} onClose={close} />
      )}
      {dialog !== null && dialog !== 'add' && dialog.what === 'reset' && (
        <ResetDialog person={dialog.person} onMade={handOver} onClose={close} />
      )}
      {dialog !== null && dialog !== 'add' && dialog.what === 'certify' && (
        <CertifyDialog person={dialog.person} onClose={close} />
      )}
      {secret && <SecretSheet secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
