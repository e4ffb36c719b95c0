import { Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import type { Particulars } from '../../../../src/cases/contract.ts';
import { call } from '../../api/client.ts';
import type { ApiError } from '../../api/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useText } from '../../i18n/use-text.ts';
import { nameLines } from '../../person/name-lines.ts';

type Identity = Pick<Particulars, 'names' | 'documents' | 'domestic'>;

/** A victim's names, shown only when asked for; each look is on the record, so nothing is fetched ahead or kept. */
export function SealedIdentity({ subjectId }: { readonly subjectId: string }) {
  const text = useText();
  const [opened, dialog] = useDisclosure(false);
  const [identity, setIdentity] = useState<Identity | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  async function show(): Promise<void> {
    setError(null);
    try {
      setIdentity(await call<Identity>('GET', `/api/subjects/${subjectId}/identity`));
    } catch (problem) {
      setError(problem as ApiError);
    }
  }

  function close(): void {
    setIdentity(null);
    setError(null);
    dialog.close();
  }

  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconLockOpen size={14} aria-hidden />} onClick={dialog.open}>
        {text.t('case.identity.show')}
      </Button>
      <Modal opened={opened} onClose={close} title={text.t('case.identity.show')} size="md">
        <Stack gap="sm">
          {identity ? (
            <>
              {nameLines(identity.names).map((line) => (
                <Text key={line} fw={650}>
                  {line}
                </Text>
              ))}
              {identity.documents.map((document) => (
                <Text key={document.number} size="sm">
                  {text.t(`person.document.type.${document.type}`)} <span className="ltr">{document.number}</span>
                </Text>
              ))}
            </>
          ) : (
            <>
              <Text size="sm">{text.t('case.identity.warning')}</Text>
              <ProblemAlert error={error} />
              <Button onClick={() => void show()} data-autofocus>
                {text.t('case.identity.show')}
              </Button>
            </>
          )}
        </Stack>
      </Modal>
    </>
  );
}
