import { Alert, Button, Group, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconPlugConnectedX, IconShieldLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { publicRequest } from '../../../../src/cases/contract.ts';
import type { ApiError } from '../../api/problem.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { checkAgainst } from '../../form/check.ts';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { type Form, useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { AttachmentFields } from '../intake/AttachmentFields.tsx';
import { MatterFields } from '../intake/MatterFields.tsx';
import { PersonsFields } from '../intake/PersonsFields.tsx';
import { guestCall, newSecret } from './guest-call.ts';
import { PublicAgencySelect } from './PublicAgencySelect.tsx';

interface FormData {
  readonly offences: readonly unknown[];
  readonly countries: readonly string[];
}

/** A request for assistance without an account. The private link is drawn here, before anything is sent. */
export function AskPage() {
  const text = useText();
  const client = useQueryClient();
  const query = useQuery<FormData, ApiError>({
    queryKey: ['public-form'],
    queryFn: async () => {
      const form = await guestCall<FormData>('GET', '/api/public/requests/form');
      // The fields of the form read these where a signed-in person would; nobody is asked for them here.
      client.setQueryData(['/api/directory/offences', null], { offences: form.offences });
      client.setQueryData(['/api/directory/countries', null], {
        countries: form.countries.map((code) => ({ code, member: true })),
      });
      return form;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <Title order={1} mb={4}>
        {text.t('intake.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {text.t('guest.hint')}
      </Text>
      <Loaded query={query}>{() => <AskForm />}</Loaded>
    </>
  );
}

function AskForm() {
  const text = useText();
  const navigate = useNavigate();
  const { online } = useNetwork();
  const draft = useDraft('public-request', () => ({
    secret: newSecret(),
    agency: undefined as string | undefined,
    officer: {},
    wanted: [] as string[],
    countries: [] as string[],
    urgency: 'routine',
    persons: [] as unknown[],
    attachments: [] as unknown[],
  }));
  const [wrong, setWrong] = useState<ApiError | null>(null);
  const send = useMutation<{ number: string }, ApiError, object>({
    mutationFn: (body) => guestCall('POST', '/api/public/requests', { body }),
    onSuccess: () => {
      const { secret } = draft.value;
      draft.clear();
      void navigate(`/ask/status?new=1#${secret}`);
    },
    onError: () => window.scrollTo({ top: 0 }),
  });
  const problem = wrong ?? send.error;
  const form = useForm(draft.value, draft.set, problem);

  function submit(): void {
    const body = prune(draft.value) ?? {};
    const found = checkAgainst(publicRequest, body);
    setWrong(found);
    send.reset();
    if (found) window.scrollTo({ top: 0 });
    else send.mutate(body);
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {!online && (
        <Alert color="orange" icon={<IconPlugConnectedX />} mb="md">
          {text.t('intake.offline')}
        </Alert>
      )}
      <Alert color="harbour" icon={<IconShieldLock />} mb="md" title={text.t('guest.no-media.title')}>
        {text.t('guest.no-media')}
      </Alert>
      <ProblemAlert error={problem} fields />
      <You form={form} />
      <MatterFields form={form} />
      <PersonsFields form={form} />
      <AttachmentFields form={form} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {draft.keptAt !== null && text.t('intake.draft.kept', { at: text.dateTime(draft.keptAt) })}
        </Text>
        <Group gap="xs">
          {draft.keptAt !== null && (
            <Button
              variant="default"
              onClick={() => {
                draft.clear();
                setWrong(null);
                send.reset();
              }}
            >
              {text.t('intake.draft.discard')}
            </Button>
          )}
          <Button type="submit" size="md" loading={send.isPending}>
            {text.t('intake.submit')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

function You({ form }: { readonly form: Form }) {
  const text = useText();
  return (
    <Section title={text.t('intake.you')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <PublicAgencySelect form={form} />
        <TextInput {...form.text('/officer/name')} label={text.t('intake.name')} autoComplete="name" required />
        <TextInput
          {...form.text('/officer/phone')}
          label={text.t('intake.phone')}
          description={text.t('intake.phone.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="tel"
          autoComplete="tel"
          dir="ltr"
          required
        />
        <TextInput
          {...form.text('/officer/email')}
          label={text.t('intake.email')}
          type="email"
          autoComplete="email"
          dir="ltr"
          required
        />
        <TextInput {...form.text('/officer/badge')} label={text.t('intake.badge')} dir="ltr" />
        <TextInput {...form.text('/agencyReference')} label={text.t('intake.reference')} dir="ltr" />
      </SimpleGrid>
    </Section>
  );
}
