import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate, useSearchParams } from 'react-router';
import { THREAD_TYPES } from '../../../../src/correspondence/contract.ts';
import { ASSISTANCE } from '../../../../src/directory/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { BureausSelect } from '../../form/BureauSelect.tsx';
import { prune } from '../../form/pointer.ts';
import { UrgencySelect } from '../../form/UrgencySelect.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/words.ts';
import { Checklist } from '../requirements/Checklist.tsx';
import { Audience } from './Audience.tsx';
import { PhrasePicker } from './PhrasePicker.tsx';

interface Sent {
  readonly threadId: string;
  readonly stripped: readonly string[];
}

/** Starts a conversation with other bureaus. */
export function NewThreadPage() {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const caseId = params.get('case') ?? undefined;
  const to = params.get('to')?.split(',').filter(Boolean) ?? [];
  const series = params.get('series');
  const label = params.get('label');
  // One draft a matter and its bureaus: what was begun to one is not found in a message to another.
  const matter = [me.person.id, caseId ?? '', series ?? '', ...to].join('.');
  const draft = useDraft<object>(`thread.${matter}`, () => ({
    to,
    type: 'request-for-information',
    lang: text.language,
    urgency: 'routine',
    asks: true,
    ...(label && {
      subject: text.t('lookup.write.subject', { label }),
      text: text.t('lookup.write.text', { label }),
    }),
    handling: { onward: 'no', ...(label && { purpose: text.t('lookup.write.purpose') }) },
  }));
  const send = useSend<Sent>((sent) => {
    draft.clear();
    notifications.show({ color: 'teal', message: text.t('thread.sent') });
    void navigate(`/threads/${sent.threadId}`);
  });
  const form = useForm(draft.value, draft.set, send.error);
  return (
    <>
      <PageHeader title={text.t('threads.new')} back={{ to: '/threads', label: text.t('threads.title') }} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ path: '/api/threads', body: { ...(prune(draft.value) as object), caseId } });
        }}
      >
        <ProblemAlert error={send.error} fields />
        <Section title={text.t('threads.new')}>
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <BureausSelect {...form.many('/to')} label={text.t('thread.to')} required />
              <Select
                {...form.choice('/type')}
                label={text.t('threads.type')}
                data={THREAD_TYPES.map((value) => ({ value, label: text.word(value, 'message.type') }))}
                required
              />
              <UrgencySelect {...form.choice('/urgency')} />
            </SimpleGrid>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Audience form={form} />
              <Select
                {...form.choice('/assistance')}
                label={text.t('thread.assistance')}
                data={ASSISTANCE.map((value) => ({ value, label: text.word(value, 'assistance') }))}
                clearable
              />
              <PhrasePicker form={form} templates />
            </SimpleGrid>
            <Checklist
              form={form}
              countries={(form.get('/to') as string[] | undefined) ?? []}
              assistance={form.get('/assistance') ? [String(form.get('/assistance'))] : []}
            />
            <TextInput {...form.text('/subject')} label={text.t('threads.subject')} required />
            <Textarea {...form.text('/text')} label={text.t('thread.text')} autosize minRows={8} />
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <Select
                {...form.choice('/lang')}
                label={text.t('thread.lang')}
                data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              />
              <TextInput {...form.text('/handling/purpose')} label={text.t('thread.purpose')} required />
              <Select
                {...form.choice('/handling/onward')}
                label={text.t('thread.onward')}
                data={(['no', 'with-consent', 'yes'] as const).map((value) => ({
                  value,
                  label: text.word(value, 'onward'),
                }))}
              />
            </SimpleGrid>
            <Checkbox {...form.flag('/asks')} label={text.t('thread.asks')} description={text.t('thread.asks.hint')} />
          </Stack>
        </Section>
        <Group justify="flex-end">
          <Button type="submit" size="md" loading={send.isPending}>
            {text.t('common.send')}
          </Button>
        </Group>
      </form>
    </>
  );
}
