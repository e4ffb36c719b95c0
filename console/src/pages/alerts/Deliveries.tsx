import { Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DeliveryView } from '../../../../src/desk/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { PagedTable } from '../../components/PagedTable.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { alertWords } from './alert-words.ts';

const STATES = ['queued', 'sent', 'dead', 'dropped'] as const;

/** What went out, what is on its way, and what was given up until somebody decides. */
export function Deliveries({ mayDecide }: { readonly mayDecide: boolean }) {
  const text = useText();
  const [params] = useSearchParams();
  const [state, setState] = useState<string | null>(params.get('show') === 'deliveries' ? 'dead' : null);
  const list = usePages<DeliveryView>('/api/alerts/deliveries', { state: state ?? undefined, limit: 20 });
  const send = useSend();
  const decide = (one: DeliveryView, what: 'retry' | 'drop'): void =>
    send.mutate({ path: `/api/alerts/deliveries/${one.id}/${what}`, body: { version: one.version } });
  return (
    <Section
      title={text.t('alerts.deliveries')}
      actions={
        <Select
          aria-label={text.t('alerts.delivery.state')}
          placeholder={text.t('common.all')}
          data={STATES.map((value) => ({ value, label: text.word(value, 'delivery.state') }))}
          value={state}
          onChange={setState}
          clearable
          w={180}
        />
      }
    >
      <ProblemAlert error={send.error} />
      <PagedTable
        list={list}
        caption={text.t('alerts.deliveries')}
        empty={text.t('alerts.deliveries.none')}
        keyOf={(one) => one.id}
        columns={[
          {
            label: text.t('alerts.what'),
            lead: true,
            cell: (one) => (one.body.type === 'test' ? text.t('alerts.delivery.test') : alertWords(text, one.body)),
          },
          {
            label: text.t('alerts.delivery.to'),
            cell: (one) => (
              <>
                <Text size="sm">
                  <bdi>{one.target}</bdi>
                </Text>
                <Text size="xs" c="dimmed">
                  {text.word(one.channel, 'alert.channel')}
                </Text>
              </>
            ),
          },
          {
            label: text.t('alerts.delivery.state'),
            cell: (one) => (
              <>
                <StateBadge state={one.state} scope="delivery.state" size="sm" />
                {one.error && (
                  <Text size="xs" c="dimmed">
                    {text.phrase(one.error)}
                  </Text>
                )}
              </>
            ),
          },
          {
            label: text.t('alerts.delivery.attempts'),
            cell: (one) => (
              <>
                {text.number(one.attempts)}
                {one.nextAt !== null && (
                  <Text size="xs" c="dimmed">
                    {text.t('alerts.delivery.next', { at: text.dateTime(one.nextAt) })}
                  </Text>
                )}
              </>
            ),
          },
          { label: text.t('alerts.when'), cell: (one) => <When at={one.createdAt} /> },
          {
            label: '',
            cell: (one) =>
              mayDecide &&
              one.state === 'dead' && (
                <Group gap={6} wrap="nowrap">
                  <Button size="compact-xs" variant="light" onClick={() => decide(one, 'retry')}>
                    {text.t('alerts.delivery.retry')}
                  </Button>
                  <Button size="compact-xs" variant="subtle" color="red" onClick={() => decide(one, 'drop')}>
                    {text.t('alerts.delivery.drop')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
    </Section>
  );
}
