import { Alert, Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPhoneCall } from '@tabler/icons-react';
import { useState } from 'react';
import type { RequestView } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { prune } from '../../form/pointer.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

/** Confirms the officer by calling the number that our own directory holds for the agency. */
export function CallBackPanel({ request }: { readonly request: RequestView }) {
  const text = useText();
  const [value, setValue] = useState<Record<string, unknown>>({
    numberDialled: request.directoryNumber ?? '',
    result: 'confirmed',
  });
  const send = useSend();
  const form = useForm(value, (change) => setValue(change), send.error);
  const open = request.origin === 'agency' && (request.state === 'received' || request.state === 'returned');

  if (request.origin === 'bureau') {
    return (
      <Section title={text.t('call-back.title')}>
        <Text size="sm">{text.t('call-back.bureau', { bureau: text.bureau(request.from ?? '') })}</Text>
      </Section>
    );
  }
  return (
    <Section title={text.t('call-back.title')}>
      <Stack gap="sm">
        {request.directoryNumber ? (
          <Alert color="harbour" icon={<IconPhoneCall />} title={text.t('call-back.number')}>
            <Text fz={22} fw={700} className="ltr" component="div">
              {request.directoryNumber}
            </Text>
            {open && <Text size="sm">{text.t('call-back.hint')}</Text>}
          </Alert>
        ) : (
          <Alert color="red">{text.t('call-back.no-number')}</Alert>
        )}
        {request.callBacks.map((call) => (
          <Group key={call.id} gap="xs">
            <StateBadge state={call.result} scope="call-back" />
            <Text size="sm">
              {call.confirmedBy} · <span className="ltr">{call.numberDialled}</span> · <When at={call.at} /> · {call.by}
            </Text>
            {call.note && <Text size="sm">{call.note}</Text>}
          </Group>
        ))}
        {open && request.directoryNumber && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              send.mutate({
                path: `/api/requests/${request.id}/call-back`,
                body: { ...(prune(value) as object), version: request.version },
              });
            }}
          >
            <Stack gap="sm">
              <Group grow align="start">
                <TextInput
                  {...form.text('/numberDialled')}
                  label={text.t('call-back.dialled')}
                  type="tel"
                  dir="ltr"
                  required
                />
                <TextInput {...form.text('/confirmedBy')} label={text.t('call-back.spoke-to')} required />
              </Group>
              <Radio.Group {...form.choice('/result')} label={text.t('call-back.result')}>
                <Group mt={4}>
                  <Radio value="confirmed" label={text.t('call-back.confirmed')} />
                  <Radio value="not-confirmed" label={text.t('call-back.not-confirmed')} />
                </Group>
              </Radio.Group>
              <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={1} />
              <ProblemAlert error={send.error} />
              <Button type="submit" loading={send.isPending} w="fit-content">
                {text.t('call-back.record')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Section>
  );
}
