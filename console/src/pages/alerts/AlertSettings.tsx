import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { SettingsView } from '../../../../src/desk/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { fieldErrors } from '../../components/field-errors.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

type Smtp = NonNullable<SettingsView['smtp']>;
const EMPTY: Smtp = { host: '', port: 587, security: 'starttls', username: null, from: '', ca: null };

/** The mail server and what else lets alerts out of the house. */
export function AlertSettings({ mayChange }: { readonly mayChange: boolean }) {
  const text = useText();
  const query = useGet<SettingsView>('/api/alerts/settings');
  return (
    <Section title={text.t('alerts.out')}>
      <Text size="sm" c="dimmed" mb="sm">
        {text.t('alerts.out.hint')}
      </Text>
      <Loaded query={query}>
        {(settings) => (
          <fieldset disabled={!mayChange} style={{ border: 0, padding: 0, margin: 0 }}>
            <Form key={settings.version} settings={settings} mayChange={mayChange} />
          </fieldset>
        )}
      </Loaded>
    </Section>
  );
}

function Form({ settings, mayChange }: { readonly settings: SettingsView; readonly mayChange: boolean }) {
  const text = useText();
  const [consoleUrl, setConsoleUrl] = useState(settings.consoleUrl ?? '');
  const [smtp, setSmtp] = useState<Smtp | null>(settings.smtp);
  const [password, setPassword] = useState('');
  const [allowPrivate, setAllowPrivate] = useState(settings.allowPrivate);
  const [to, setTo] = useState('');
  const send = useSend();
  const test = useSend();
  const errors = fieldErrors(send.error, text);
  const set = (change: Partial<Smtp>) => smtp && setSmtp({ ...smtp, ...change });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({
          method: 'PUT',
          path: '/api/alerts/settings',
          body: {
            consoleUrl: consoleUrl || null,
            smtp,
            allowPrivate,
            version: settings.version,
            ...(password && { smtpPassword: password }),
          },
        });
      }}
    >
      <Stack gap="sm">
        <TextInput
          type="url"
          label={text.t('alerts.console-url')}
          value={consoleUrl}
          onChange={(event) => setConsoleUrl(event.currentTarget.value)}
          error={errors.at('/consoleUrl')}
        />
        <Checkbox
          label={text.t('alerts.smtp')}
          checked={smtp !== null}
          onChange={(event) => setSmtp(event.currentTarget.checked ? (settings.smtp ?? EMPTY) : null)}
        />
        {smtp && (
          <>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <TextInput
                label={text.t('alerts.smtp.host')}
                value={smtp.host}
                onChange={(event) => set({ host: event.currentTarget.value })}
                error={errors.at('/smtp/host')}
                required
              />
              <NumberInput
                label={text.t('alerts.smtp.port')}
                value={smtp.port}
                min={1}
                max={65_535}
                onChange={(port) => set({ port: Number(port) })}
                error={errors.at('/smtp/port')}
                required
              />
              <Select
                label={text.t('alerts.smtp.security')}
                data={(['starttls', 'tls', 'none'] as const).map((value) => ({
                  value,
                  label: text.t(`alerts.smtp.${value}`),
                }))}
                value={smtp.security}
                onChange={(value) => value && set({ security: value as Smtp['security'] })}
                allowDeselect={false}
              />
              <TextInput
                label={text.t('alerts.smtp.user')}
                value={smtp.username ?? ''}
                onChange={(event) => set({ username: event.currentTarget.value || null })}
                autoComplete="off"
              />
              <PasswordInput
                label={text.t('alerts.smtp.password')}
                placeholder={settings.hasPassword ? text.t('alerts.smtp.password.kept') : undefined}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                autoComplete="new-password"
              />
              <TextInput
                type="email"
                label={text.t('alerts.smtp.from')}
                value={smtp.from}
                onChange={(event) => set({ from: event.currentTarget.value })}
                error={errors.at('/smtp/from')}
                required
              />
            </SimpleGrid>
            <Textarea
              label={text.t('alerts.smtp.ca')}
              className="ltr"
              value={smtp.ca ?? ''}
              onChange={(event) => set({ ca: event.currentTarget.value || null })}
              autosize
              minRows={1}
              maxRows={6}
            />
          </>
        )}
        <Checkbox
          label={text.t('alerts.allow-private')}
          checked={allowPrivate}
          onChange={(event) => setAllowPrivate(event.currentTarget.checked)}
        />
        <ProblemAlert error={send.error} />
        {mayChange && (
          <Group gap="sm" align="end">
            <Button type="submit" loading={send.isPending}>
              {text.t('common.save')}
            </Button>
            {settings.smtp && (
              <Group gap="xs" align="end">
                <TextInput
                  type="email"
                  aria-label={text.t('alerts.delivery.to')}
                  placeholder={text.t('alerts.delivery.to')}
                  value={to}
                  onChange={(event) => setTo(event.currentTarget.value)}
                />
                <Button
                  variant="default"
                  loading={test.isPending}
                  disabled={to === ''}
                  onClick={() => test.mutate({ path: '/api/alerts/settings/test', body: { email: to } })}
                >
                  {text.t('alerts.test')}
                </Button>
              </Group>
            )}
          </Group>
        )}
        {send.isSuccess && <Text role="status">{text.t('alerts.saved')}</Text>}
        {test.isSuccess && <Text role="status">{text.t('alerts.test.sent')}</Text>}
        <ProblemAlert error={test.error} />
      </Stack>
    </form>
  );
}
