import { Button, Group, NumberInput, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { IcseSettings } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What the Secretariat sets for the database. */
export function LeadDays() {
  const text = useText();
  const query = useGet<IcseSettings>('/api/icse-settings');
  return (
    <Section title={text.t('lyon.settings')}>
      <Loaded query={query}>{(settings) => <Form key={settings.version} settings={settings} />}</Loaded>
    </Section>
  );
}

function Form({ settings }: { readonly settings: IcseSettings }) {
  const text = useText();
  const me = useMe();
  const [days, setDays] = useState<number | string>(settings.leadStaleDays);
  const send = useSend(() => notifications.show({ color: 'teal', message: text.t('lyon.saved') }));
  if (!me.is('curator')) return <Text size="sm">{text.t('lyon.days.are', { n: settings.leadStaleDays })}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path: '/api/icse-settings', body: { version: settings.version, leadStaleDays: Number(days) } });
      }}
    >
      <ProblemAlert error={send.error} />
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={text.t('lyon.days')}
          description={text.t('lyon.days.hint')}
          min={1}
          max={3650}
          value={days}
          onChange={setDays}
          maw={320}
        />
        <Button type="submit" loading={send.isPending} disabled={days === settings.leadStaleDays || days === ''}>
          {text.t('lyon.save')}
        </Button>
      </Group>
    </form>
  );
}
