import { Alert, Button, Group, List, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type FormCheck, LATE_REASONS, type TravelDetail, type TravelForm } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { Bureaus } from '../../components/Bureaus.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { Stripped } from './Stripped.tsx';
import { TravelFields } from './TravelFields.tsx';

interface Props {
  readonly mode: 'new' | 'edit' | 'change';
  readonly initial: TravelForm;
  readonly item: TravelDetail | null;
}

/** The whole form, what the bureau finds in it, and what is done with it. */
export function TravelEditor({ mode, initial, item }: Props) {
  const text = useText();
  const navigate = useNavigate();
  const [check, setCheck] = useState<FormCheck | null>(item?.check ?? null);
  const checking = useSend<FormCheck>(setCheck, { quiet: true });
  const send = useSend<TravelDetail>((saved) => void navigate(`/travel/${saved.id}`));
  const { form, body } = useFormState(
    { form: initial, kind: 'change', reason: '', late: {} },
    send.error ?? checking.error,
  );
  const values = body() as { form: object; kind: string; reason?: string; late?: { reason?: string; text?: string } };
  const late = values.late?.reason && values.late.text ? { late: values.late } : {};
  const version = item ? { version: item.version } : {};

  function save(then: 'draft' | 'send'): void {
    if (mode === 'new')
      send.mutate({ path: '/api/travel', body: { form: values.form, send: then === 'send', ...late } });
    else if (mode === 'change')
      send.mutate({
        path: `/api/travel/${item?.id}/change`,
        body: { ...version, form: values.form, kind: values.kind, reason: values.reason ?? '', ...late },
      });
    else send.mutate({ path: `/api/travel/${item?.id}`, method: 'PATCH', body: { ...version, form: values.form } });
  }
  const title = text.t(mode === 'new' ? 'trip.new' : mode === 'edit' ? 'trip.edit' : 'trip.change');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        checking.mutate({ path: '/api/travel/check', body: { form: values.form } });
      }}
    >
      <PageHeader
        title={title}
        number={item?.reference}
        back={{ to: item ? `/travel/${item.id}` : '/travel', label: text.t('trip.title') }}
      />
      <TravelFields form={form} />
      {mode === 'change' && (
        <Section title={text.t('trip.change')}>
          <Stack gap="sm">
            <Radio.Group
              label={text.t('trip.change.kind')}
              value={String(form.get('/kind'))}
              onChange={(value) => form.set('/kind', value)}
            >
              <Group mt={4}>
                {(['change', 'correction'] as const).map((kind) => (
                  <Radio key={kind} value={kind} label={text.word(kind, 'travel.version')} />
                ))}
              </Group>
            </Radio.Group>
            <Textarea {...form.text('/reason')} label={text.t('common.reason')} required autosize minRows={2} />
          </Stack>
        </Section>
      )}
      <Section
        title={text.t('trip.check')}
        actions={
          <Button type="submit" variant="default" size="xs" loading={checking.isPending}>
            {text.t('trip.check.run')}
          </Button>
        }
      >
        <Stack gap="sm">
          {check && <Findings check={check} />}
          {check?.late && (
            <Group align="start" grow>
              <Select
                {...form.choice('/late/reason')}
                label={text.t('trip.late.why')}
                required
                data={LATE_REASONS.map((value) => ({ value, label: text.word(value, 'travel.late') }))}
              />
              <Textarea {...form.text('/late/text')} label={text.t('trip.late.text')} required autosize minRows={1} />
            </Group>
          )}
          <ProblemAlert error={send.error ?? checking.error} fields />
          <Group gap="xs">
            {mode !== 'change' && (
              <Button variant="default" loading={send.isPending} onClick={() => save('draft')}>
                {text.t('trip.save-draft')}
              </Button>
            )}
            {mode === 'new' && (
              <Button disabled={!check?.complete} loading={send.isPending} onClick={() => save('send')}>
                {text.t('trip.send', { n: check?.recipients.length ?? 0 })}
              </Button>
            )}
            {mode === 'change' && (
              <Button loading={send.isPending} onClick={() => save('send')}>
                {text.t('common.send')}
              </Button>
            )}
          </Group>
        </Stack>
      </Section>
    </form>
  );
}

/** What is missing, whom it goes to, whether it is late, what stays here. */
export function Findings({ check }: { readonly check: FormCheck }) {
  const text = useText();
  const lines = (needed: boolean) => check.problems.filter((problem) => problem.needed === needed);
  return (
    <Stack gap="xs" role="status">
      {check.complete ? (
        <Text size="sm">{text.t('trip.complete')}</Text>
      ) : (
        <Alert color="orange" title={text.t('trip.needed')}>
          <List size="sm">
            {lines(true).map((one) => (
              <List.Item key={one.pointer + one.code}>{text.phrase(one.code, one.params)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {lines(false).length > 0 && (
        <Text size="sm" c="dimmed">
          {text.t('trip.advised')}: {text.list(lines(false).map((one) => text.phrase(one.code, one.params)))}
        </Text>
      )}
      {check.recipients.length > 0 && (
        <Group gap="xs">
          <Text size="sm">{text.t('trip.recipients')}:</Text>
          <Bureaus codes={check.recipients.map((one) => one.bureau)} />
        </Group>
      )}
      {check.leadDays !== null && (
        <Text size="sm" c={check.late ? 'orange' : undefined} fw={check.late ? 600 : undefined}>
          {text.t('trip.lead')}:{' '}
          {text.t('trip.lead.of', { days: Math.max(0, check.leadDays), expected: check.expectedDays })}
          {check.registrantLeadDays !== null &&
            ` · ${text.t('trip.registrant.lead')}: ${text.t('trip.days.before', { days: check.registrantLeadDays })}`}
        </Text>
      )}
      <Stripped pointers={check.stripped} />
    </Stack>
  );
}
