import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import type * as z from 'zod';
import { AUTHORITIES, type Authority, type partnersView } from '../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

type Partner = z.infer<typeof partnersView>['partners'][number];

/** Which authorities answer deconfliction by themselves, where, and with which key. */
export function PartnersPage() {
  const text = useText();
  const query = useGet<{ partners: readonly Partner[] }>('/api/deconfliction/partners');
  return (
    <>
      <PageHeader title={text.t('deconflict.partners')} hint={text.t('deconflict.partners.hint')} />
      <Loaded query={query}>
        {({ partners }) =>
          AUTHORITIES.map((authority) => {
            const known = partners.find((one) => one.authority === authority);
            return <PartnerForm key={`${authority}${known?.version ?? 0}`} authority={authority} known={known} />;
          })
        }
      </Loaded>
    </>
  );
}

function PartnerForm({ authority, known }: { readonly authority: Authority; readonly known: Partner | undefined }) {
  const text = useText();
  const me = useMe();
  const send = useSend();
  const { form, body } = useFormState({ url: known?.url ?? '', isOn: known?.isOn ?? false }, send.error);
  const readOnly = !me.is('administrator');
  return (
    <Section title={text.word(authority, 'authority')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({
            method: 'PUT',
            path: `/api/deconfliction/partners/${authority}`,
            body: body({ version: known?.version ?? 0 }),
          });
        }}
      >
        <Stack gap="sm">
          <Group grow align="start">
            <TextInput
              {...form.text('/url')}
              label={text.t('deconflict.url')}
              type="url"
              dir="ltr"
              readOnly={readOnly}
              required
            />
            {!readOnly && (
              <TextInput
                {...form.text('/key')}
                label={text.t('deconflict.key')}
                description={known?.hasKey ? text.t('deconflict.key.kept') : undefined}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                type="password"
                autoComplete="off"
                dir="ltr"
              />
            )}
          </Group>
          <Switch {...form.flag('/isOn')} label={text.t('deconflict.on')} disabled={readOnly} />
          <ProblemAlert error={send.error} />
          {readOnly ? (
            <Text size="sm" c="dimmed">
              {text.t('deconflict.partners.read')}
            </Text>
          ) : (
            <Button type="submit" loading={send.isPending} w="fit-content">
              {text.t('common.save')}
            </Button>
          )}
        </Stack>
      </form>
    </Section>
  );
}
