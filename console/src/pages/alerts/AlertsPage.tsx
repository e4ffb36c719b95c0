import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconPointFilled } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { AlertView } from '../../../../src/desk/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { PagedTable } from '../../components/PagedTable.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { itemPath } from '../desk/item-path.ts';
import { AlertRuleForm } from './AlertRuleForm.tsx';
import { AlertSettings } from './AlertSettings.tsx';
import { alertWords } from './alert-words.ts';
import { Deliveries } from './Deliveries.tsx';
import { Webhooks } from './Webhooks.tsx';

/** What one is told of, how, and how it leaves the house. */
export function AlertsPage() {
  const text = useText();
  const me = useMe();
  const hears = me.is('analyst', 'supervisor', 'watch-officer', 'reviewer', 'curator', 'vid-specialist');
  const setsUp = me.is('administrator');
  return (
    <>
      <PageHeader title={text.t('alerts.title')} hint={text.t('alerts.hint')} />
      {hears && <OwnAlerts />}
      {hears && <AlertRuleForm />}
      {me.is('administrator', 'auditor', 'supervisor') && (
        <>
          <AlertSettings mayChange={setsUp} />
          <Webhooks mayChange={setsUp} />
        </>
      )}
      {me.is('administrator', 'auditor', 'supervisor', 'watch-officer') && (
        <Deliveries mayDecide={me.is('administrator', 'supervisor', 'watch-officer')} />
      )}
    </>
  );
}

function OwnAlerts() {
  const text = useText();
  const list = usePages<AlertView>('/api/alerts', { limit: 20 });
  const read = useSend();
  const unread = (list.items ?? []).some((alert) => alert.readAt === null);
  return (
    <Section
      title={text.t('alerts.list')}
      actions={
        unread && (
          <Button
            size="xs"
            variant="default"
            onClick={() => read.mutate({ path: '/api/alerts/read', body: { ids: null } })}
          >
            {text.t('alerts.read-all')}
          </Button>
        )
      }
    >
      <PagedTable
        list={list}
        caption={text.t('alerts.list')}
        empty={text.t('alerts.none')}
        keyOf={(alert) => alert.id}
        columns={[
          {
            label: text.t('alerts.what'),
            lead: true,
            cell: (alert) => {
              const to = itemPath(alert);
              const words = alertWords(text, alert);
              return (
                <Group gap={6} wrap="nowrap">
                  {alert.readAt === null && <IconPointFilled size={14} aria-label={text.t('alerts.unread')} />}
                  {to ? (
                    <Anchor component={Link} to={to} fw={alert.readAt === null ? 650 : 400}>
                      {words}
                    </Anchor>
                  ) : (
                    <Text>{words}</Text>
                  )}
                </Group>
              );
            },
          },
          {
            label: text.t('common.reason'),
            cell: (alert) => (
              <Badge variant="light" color={alert.reason === 'overdue' ? 'red' : 'gray'} tt="none">
                {text.word(alert.reason, 'alert.reason')}
              </Badge>
            ),
          },
          { label: text.t('common.urgency'), cell: (alert) => <UrgencyBadge urgency={alert.urgency} /> },
          { label: text.t('desk.due'), cell: (alert) => <When at={alert.dueAt} /> },
          { label: text.t('alerts.when'), cell: (alert) => <When at={alert.at} /> },
        ]}
      />
    </Section>
  );
}
