import { Anchor, Button, Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import type { PublicSetting } from '../../../../../src/notices/contract.ts';
import { useGet, useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Actor } from '../../../components/Actor.tsx';
import { Facts } from '../../../components/Facts.tsx';
import { Loaded } from '../../../components/Loaded.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { Section } from '../../../components/Section.tsx';
import { When } from '../../../components/When.tsx';
import { useFormState } from '../../../form/use-form-state.ts';
import { useText } from '../../../i18n/use-text.ts';

const KINDS = ['red', 'yellow', 'un-persons', 'un-entities'] as const;

/** The switch of the public extract: an administrator's, seen by all who work on notices. */
export function PublicExtractPage() {
  const text = useText();
  const query = useGet<PublicSetting>('/api/public-extract');
  return (
    <Loaded query={query}>
      {(setting) => (
        <>
          <PageHeader title={text.t('public.title')} hint={text.t('public.hint')} />
          <Section title={text.t('public.count')}>
            <Facts
              cols={4}
              facts={KINDS.map(
                (kind) => [text.t(`public.kind.${kind}`), text.number(setting.shown[kind] ?? 0)] as const,
              )}
            />
            {setting.enabled && (
              <Group mt="sm" gap="md">
                <Anchor href="/notices/v1/red" target="_blank" size="sm" className="ltr">
                  /notices/v1/red
                </Anchor>
                <Anchor href="/notices/v1/openapi.json" target="_blank" size="sm">
                  {text.t('public.describe')}
                </Anchor>
              </Group>
            )}
          </Section>
          <Setting key={setting.version} setting={setting} />
        </>
      )}
    </Loaded>
  );
}

function Setting({ setting }: { readonly setting: PublicSetting }) {
  const text = useText();
  const me = useMe();
  const send = useSend();
  const { enabled, trustForwarded, perMinute, version } = setting;
  const { form, body } = useFormState({ enabled, trustForwarded, perMinute }, send.error);
  const isFree = me.is('administrator');
  return (
    <Section title={text.t('public.settings')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({
            method: 'PUT',
            path: '/api/public-extract',
            body: body({
              version,
              enabled: form.get('/enabled') === true,
              trustForwarded: form.get('/trustForwarded') === true,
            }),
          });
        }}
      >
        <Stack gap="sm" maw={480}>
          <Switch {...form.flag('/enabled')} label={text.t('public.setting.enabled')} disabled={!isFree} />
          <Switch {...form.flag('/trustForwarded')} label={text.t('public.setting.trust')} disabled={!isFree} />
          <NumberInput
            {...form.number('/perMinute')}
            label={text.t('public.setting.rate')}
            min={1}
            max={1_000_000}
            readOnly={!isFree}
          />
          <ProblemAlert error={send.error} fields />
          {isFree && (
            <Group>
              <Button type="submit" loading={send.isPending}>
                {text.t('public.setting.save')}
              </Button>
            </Group>
          )}
          {setting.changedAt !== null && setting.changedBy !== null && (
            <Text size="xs" c="dimmed">
              {text.t('public.changed')} <When at={setting.changedAt} /> · <Actor id={setting.changedBy} />
            </Text>
          )}
        </Stack>
      </form>
    </Section>
  );
}
