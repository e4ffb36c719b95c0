import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { CaseView } from '../../../../src/cases/contract.ts';
import type { identityView, VictimView } from '../../../../src/identification/contract.ts';
import { call } from '../../api/client.ts';
import { useGet, usePages, useSend } from '../../api/hooks.ts';
import { ApiError } from '../../api/problem.ts';
import { Actor } from '../../components/Actor.tsx';
import { CaseLink } from '../../components/Linked.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { SealedIdentity } from '../cases/SealedIdentity.tsx';

type Identity = z.infer<typeof identityView>;

/**
 * Which subject of which case here a victim is. It lies in this bureau's compartment of victims' identities and is never told to
 * Lyon; each look is on the record, so nothing is read before it is asked for.
 */
export function VictimIdentity({ victim }: { readonly victim: VictimView }) {
  const text = useText();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconLock size={13} aria-hidden />}
        onClick={dialog.open}
      >
        {text.t('victim.identity')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={`${text.t('victim.identity')}: ${victim.label}`}
        size="lg"
        closeButtonProps={{ 'aria-label': text.t('common.close') }}
      >
        {opened && <Body victimId={victim.id} />}
      </Modal>
    </>
  );
}

function Body({ victimId }: { readonly victimId: string }) {
  const text = useText();
  const [shown, setShown] = useState<Identity | 'none' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [linking, link] = useDisclosure(false);

  async function show(): Promise<void> {
    setError(null);
    try {
      setShown(await call<Identity>('GET', `/api/victims/${victimId}/identity`));
    } catch (problem) {
      // No link, and no right to read one, look the same.
      if (problem instanceof ApiError && problem.status === 404) setShown('none');
      else setError(problem);
    }
  }

  return (
    <Stack gap="sm">
      <Text size="sm">{text.t('victim.identity.hint')}</Text>
      <ProblemAlert error={error} />
      {shown === 'none' && <Text size="sm">{text.t('victim.identity.none')}</Text>}
      {shown !== null && shown !== 'none' && (
        <Stack gap={6}>
          <CaseLink id={shown.caseId} />
          <Text size="sm" c="dimmed">
            <Actor id={shown.by} /> · <When at={shown.at} />
          </Text>
          <Group gap="xs">
            <SealedIdentity subjectId={shown.subjectId} />
          </Group>
        </Stack>
      )}
      {linking ? (
        <LinkForm
          victimId={victimId}
          onDone={(identity) => {
            setShown(identity);
            link.close();
          }}
        />
      ) : (
        <Group gap="xs">
          {shown === null && (
            <Button onClick={() => void show()} data-autofocus>
              {text.t('victim.identity.show')}
            </Button>
          )}
          <Button variant="default" onClick={link.open}>
            {text.t('victim.identity.link')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function LinkForm({ victimId, onDone }: { readonly victimId: string; onDone(identity: Identity): void }) {
  const text = useText();
  const [caseId, setCaseId] = useState<string | null>(null);
  const [subjectId, setSubjectId] = useState<string | null>(null);
  const cases = usePages<{ readonly id: string; readonly number: string; readonly title: string }>('/api/cases');
  const chosen = useGet<CaseView>(`/api/cases/${caseId}`, undefined, { enabled: caseId !== null });
  const send = useSend<Identity>(onDone);
  const victims = (chosen.data?.subjects ?? []).filter(({ role }) => role === 'victim');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path: `/api/victims/${victimId}/identity`, body: { caseId, subjectId } });
      }}
    >
      <Stack gap="sm">
        <Select
          label={text.t('common.case')}
          searchable
          required
          value={caseId}
          onChange={(id) => {
            setCaseId(id);
            setSubjectId(null);
          }}
          data={(cases.items ?? []).map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        />
        {caseId !== null && chosen.data && victims.length === 0 && (
          <Text size="sm">{text.t('victim.identity.no-victims')}</Text>
        )}
        {victims.length > 0 && (
          <Select
            label={text.t('victim.identity.subject')}
            required
            value={subjectId}
            onChange={setSubjectId}
            data={victims.map(({ id }, n) => ({ value: id, label: text.t('victim.identity.nth', { n: n + 1 }) }))}
          />
        )}
        <ProblemAlert error={send.error} />
        <Button type="submit" loading={send.isPending} disabled={subjectId === null} w="fit-content">
          {text.t('victim.identity.link')}
        </Button>
      </Stack>
    </form>
  );
}
