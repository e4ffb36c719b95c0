import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { submitRequest } from '../../../../src/cases/contract.ts';
import { useSend } from '../../api/hooks.ts';
import type { ApiError } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { checkAgainst } from '../../form/check.ts';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useKeptDraft } from '../../form/use-kept-draft.ts';
import { useText } from '../../i18n/use-text.ts';
import { AttachmentFields } from './AttachmentFields.tsx';
import { MatterFields } from './MatterFields.tsx';
import { OfficerFields } from './OfficerFields.tsx';
import { PersonsFields } from './PersonsFields.tsx';

interface Created {
  readonly id: string;
  readonly number: string;
}

/** A request for assistance: one page, no training, nothing lost. */
export function IntakePage() {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const { online } = useNetwork();
  const officer = me.person.agency !== null;
  const draft = useDraft(`intake.${me.person.id}`, () => ({
    agency: me.person.agency ?? undefined,
    officer: officer ? { name: me.person.name } : {},
    wanted: [] as string[],
    countries: [] as string[],
    urgency: 'routine',
    persons: [] as unknown[],
    attachments: [] as unknown[],
  }));
  const kept = useKeptDraft('intake', draft);
  const [wrong, setWrong] = useState<ApiError | null>(null);
  const [discarding, discard] = useDisclosure(false);
  const send = useSend<Created>((created) => {
    draft.clear();
    kept.forget();
    notifications.show({ color: 'teal', message: text.t('intake.sent', { number: created.number }) });
    void navigate(officer ? `/my/requests/${created.id}` : `/requests/${created.id}`);
  });
  const problem = wrong ?? send.error;
  const form = useForm(draft.value, draft.set, problem);

  function submit(): void {
    const body = prune(draft.value) ?? {};
    const found = checkAgainst(submitRequest, body);
    setWrong(found);
    send.reset();
    if (found) window.scrollTo({ top: 0 });
    else send.mutate({ path: '/api/requests', body }, { onError: () => window.scrollTo({ top: 0 }) });
  }

  return (
    <>
      <PageHeader
        title={text.t('intake.title')}
        hint={text.t('intake.hint')}
        actions={
          draft.keptAt !== null && (
            <Button variant="default" onClick={discard.open}>
              {text.t('intake.draft.discard')}
            </Button>
          )
        }
      />
      {!online && (
        <Alert color="orange" icon={<IconPlugConnectedX />} mb="md">
          {text.t('intake.offline')}
        </Alert>
      )}
      {kept.other && (
        <Alert
          color="harbour"
          mb="md"
          title={text.t('intake.draft.other', { at: kept.other.updatedAt ? text.dateTime(kept.other.updatedAt) : '' })}
        >
          <Group gap="xs">
            <Button size="xs" onClick={kept.take}>
              {text.t('intake.draft.take')}
            </Button>
            <Button size="xs" variant="default" onClick={kept.writeOver}>
              {text.t('intake.draft.write-over')}
            </Button>
          </Group>
        </Alert>
      )}
      <ProblemAlert error={problem} fields />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <OfficerFields form={form} agency={me.person.agency} />
        <MatterFields form={form} />
        <PersonsFields form={form} />
        <AttachmentFields form={form} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {draft.keptAt !== null && text.t('intake.draft.kept', { at: text.dateTime(draft.keptAt) })}{' '}
            {kept.keptAt !== null && text.t('intake.draft.kept-there', { at: text.dateTime(kept.keptAt) })}
          </Text>
          <Button type="submit" size="md" loading={send.isPending}>
            {text.t('intake.submit')}
          </Button>
        </Group>
      </form>
      <ReasonDialog
        opened={discarding}
        title={text.t('intake.draft.discard')}
        warning={text.t('intake.draft.discard.sure')}
        confirm={text.t('intake.draft.discard')}
        minLength={0}
        danger
        onConfirm={() => {
          draft.clear();
          kept.forget();
          setWrong(null);
          send.reset();
          discard.close();
        }}
        onClose={discard.close}
      />
    </>
  );
}
