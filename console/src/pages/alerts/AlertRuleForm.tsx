import { Alert, Button, Checkbox, Group, MultiSelect, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AlertRule } from '../../../../src/desk/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { fieldErrors } from '../../components/field-errors.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { kindWords } from '../desk/item-words.ts';
import { clock, minutes, ROOMS } from './rooms.ts';

/** Of what one wants to hear, how, and when not. */
export function AlertRuleForm() {
  const text = useText();
  const query = useGet<AlertRule>('/api/alerts/rule');
  return (
    <Section title={text.t('alerts.mine')}>
      <Loaded query={query}>{(rule) => <Form key={rule.version} rule={rule} />}</Loaded>
    </Section>
  );
}

function Form({ rule }: { readonly rule: AlertRule }) {
  const text = useText();
  const [draft, setDraft] = useState<AlertRule>(() =>
    rule.version === 0 ? { ...rule, zone: Intl.DateTimeFormat().resolvedOptions().timeZone } : rule,
  );
  const send = useSend<AlertRule>();
  const errors = fieldErrors(send.error, text);
  const set = (change: Partial<AlertRule>) => setDraft({ ...draft, ...change });
  const blocked = typeof Notification !== 'undefined' && Notification.permission === 'denied';
  const box = (name: 'onlyMine' | 'dueSoon' | 'overdue', label: string) => (
    <Checkbox label={label} checked={draft[name]} onChange={(event) => set({ [name]: event.currentTarget.checked })} />
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ method: 'PUT', path: '/api/alerts/rule', body: draft });
      }}
    >
      <Stack gap="sm">
        {rule.version === 0 && <Alert color="blue">{text.t('alerts.off')}</Alert>}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <MultiSelect
            label={text.t('alerts.rooms')}
            description={text.t('alerts.rooms.hint')}
            data={ROOMS.map((room) => ({ value: room, label: kindWords(text, room) }))}
            value={[...(draft.rooms ?? [])]}
            onChange={(rooms) => set({ rooms: rooms.length > 0 ? rooms : null })}
            searchable
            clearable
          />
          <Select
            label={text.t('alerts.urgency')}
            description={text.t('common.urgency')}
            data={(['routine', 'urgent', 'life-at-risk'] as const).map((value) => ({ value, label: text.word(value) }))}
            value={draft.urgency}
            onChange={(value) => value && set({ urgency: value as AlertRule['urgency'] })}
            allowDeselect={false}
          />
        </SimpleGrid>
        {box('onlyMine', text.t('alerts.only-mine'))}
        {box('dueSoon', text.t('alerts.due-soon'))}
        {box('overdue', text.t('alerts.overdue'))}
        <Checkbox
          label={text.t('alerts.browser')}
          description={blocked ? text.t('alerts.browser.blocked') : undefined}
          checked={draft.browser}
          onChange={(event) => {
            set({ browser: event.currentTarget.checked });
            if (event.currentTarget.checked && typeof Notification !== 'undefined')
              void Notification.requestPermission();
          }}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            type="email"
            label={text.t('alerts.email')}
            value={draft.email ?? ''}
            onChange={(event) => set({ email: event.currentTarget.value.trim() || null })}
            error={errors.at('/email')}
          />
          <TextInput
            label={text.t('alerts.zone')}
            className="ltr"
            value={draft.zone}
            onChange={(event) => set({ zone: event.currentTarget.value })}
            error={errors.at('/zone')}
          />
        </SimpleGrid>
        <Checkbox
          label={text.t('alerts.quiet')}
          checked={draft.quiet !== null}
          onChange={(event) => set({ quiet: event.currentTarget.checked ? { from: 22 * 60, to: 6 * 60 } : null })}
        />
        {draft.quiet && (
          <Group gap="sm" align="end">
            <TextInput
              type="time"
              label={text.t('alerts.quiet.from')}
              value={clock(draft.quiet.from)}
              onChange={(event) =>
                draft.quiet && set({ quiet: { ...draft.quiet, from: minutes(event.currentTarget.value) } })
              }
            />
            <TextInput
              type="time"
              label={text.t('alerts.quiet.to')}
              value={clock(draft.quiet.to)}
              onChange={(event) =>
                draft.quiet && set({ quiet: { ...draft.quiet, to: minutes(event.currentTarget.value) } })
              }
            />
          </Group>
        )}
        <ProblemAlert error={send.error} />
        <Group gap="sm">
          <Button type="submit" loading={send.isPending}>
            {text.t('common.save')}
          </Button>
          {send.isSuccess && (
            <Text size="sm" role="status">
              {text.t('alerts.saved')}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
