import { Alert, Button, Group, Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AUTHORITIES, type DeconflictionView, type RequestView } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly request: RequestView;
  readonly state: DeconflictionView;
}

/** Who else works on it here: asked before anything goes abroad. */
export function DeconflictionSection({ request, state }: Props) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<'by-hand' | 'override' | null>(null);
  const path = `/api/requests/${request.id}/deconfliction`;
  const ask = useSend();
  const override = useSend(() => setDialog(null));
  const acts = me.is('analyst', 'supervisor', 'watch-officer') && request.state !== 'declined';
  const toAsk = state.online.filter((authority) => state.missing.includes(authority));
  return (
    <Section title={text.t('deconflict.title')}>
      <Stack gap="sm">
        {state.holds ? (
          <Alert color="orange" title={text.t('deconflict.holds')}>
            {text.t('deconflict.holds.hint', {
              missing: text.list(state.missing.map((authority) => text.word(authority, 'authority'))),
            })}
          </Alert>
        ) : (
          <Alert color="teal">{text.t(state.override ? 'deconflict.overridden' : 'deconflict.free')}</Alert>
        )}
        {state.override && (
          <Text size="sm">
            {state.override.reason} · {state.override.by} · <When at={state.override.at} />
          </Text>
        )}
        {state.entries.map((entry) => (
          <div key={entry.id}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {text.word(entry.authority, 'authority')}
              </Text>
              <StateBadge state={entry.state} scope="deconfliction.state" size="sm" />
              <Text size="xs" c="dimmed">
                {text.t(entry.method === 'api' ? 'deconflict.by-api' : 'deconflict.by-hand')} · {entry.by} ·{' '}
                <When at={entry.at} />
              </Text>
            </Group>
            {entry.contact && <Text size="sm">{entry.contact}</Text>}
            {entry.note && <Text size="sm">{text.knows(entry.note) ? text.phrase(entry.note) : entry.note}</Text>}
          </div>
        ))}
        <ProblemAlert error={ask.error} />
        {acts && (
          <Group gap="xs">
            {toAsk.length > 0 && (
              <Button loading={ask.isPending} onClick={() => ask.mutate({ path, body: { authorities: toAsk } })}>
                {text.t('deconflict.ask')}
              </Button>
            )}
            <Button variant="default" onClick={() => setDialog('by-hand')}>
              {text.t('deconflict.record')}
            </Button>
            {state.holds && me.is('supervisor', 'watch-officer') && (
              <Button variant="outline" color="red" onClick={() => setDialog('override')}>
                {text.t('deconflict.override')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
      {dialog === 'by-hand' && (
        <ByHand path={`${path}/by-hand`} first={state.missing[0]} onClose={() => setDialog(null)} />
      )}
      <ReasonDialog
        opened={dialog === 'override'}
        title={text.t('deconflict.override')}
        warning={text.t('deconflict.override.sure')}
        confirm={text.t('deconflict.override')}
        minLength={10}
        danger
        pending={override.isPending}
        error={override.error}
        onClose={() => setDialog(null)}
        onConfirm={(reason) => override.mutate({ path: `${path}/override`, body: { reason } })}
      />
    </Section>
  );
}

interface HandProps {
  readonly path: string;
  readonly first: string | undefined;
  onClose(): void;
}

function ByHand({ path, first, onClose }: HandProps) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ authority: first ?? AUTHORITIES[0], result: 'clear' }, send.error);
  return (
    <FormDialog
      title={text.t('deconflict.record')}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path, body: body() })}
    >
      <Select
        {...form.choice('/authority')}
        label={text.t('deconflict.authority')}
        data={AUTHORITIES.map((value) => ({ value, label: text.word(value, 'authority') }))}
        allowDeselect={false}
      />
      <Radio.Group {...form.choice('/result')} label={text.t('deconflict.result')}>
        <Group mt={4}>
          <Radio value="clear" label={text.word('clear', 'deconfliction.state')} />
          <Radio value="pointer" label={text.word('pointer', 'deconfliction.state')} />
        </Group>
      </Radio.Group>
      <TextInput {...form.text('/contact')} label={text.t('deconflict.contact')} />
      <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={2} />
    </FormDialog>
  );
}
