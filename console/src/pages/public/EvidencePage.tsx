import { Alert, Group, Progress, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PublicTransfer, UploadStarted } from '../../../../src/cases/contract.ts';
import type { ApiError } from '../../api/problem.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { hashOfFile } from '../../uploads/send-file.ts';
import { useSending } from '../../uploads/use-sending.ts';
import { guestCall, linkSecret } from './guest-call.ts';

/** Sealed evidence, sent under a key that the bureau gave after the call-back. */
export function EvidencePage() {
  const text = useText();
  const [key, setKey] = useState(linkSecret);
  const isKey = /^[A-Za-z0-9_-]{43}$/.test(key);
  const query = useQuery<PublicTransfer, ApiError>({
    queryKey: ['public-evidence', key],
    queryFn: () => guestCall('GET', '/api/public/evidence', { token: key }),
    enabled: isKey,
    retry: false,
  });
  const unknown = query.error?.status === 404;
  return (
    <>
      <Title order={1} mb="xs">
        {text.t('evidence.send.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {text.t('evidence.send.hint')}
      </Text>
      {(!isKey || unknown) && (
        <Section title={text.t('evidence.key')}>
          <TextInput
            label={text.t('evidence.key')}
            description={text.t('evidence.key.hint')}
            error={unknown && isKey ? text.t('evidence.key.unknown') : null}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value.trim())}
            dir="ltr"
          />
        </Section>
      )}
      {isKey && !unknown && (
        <Loaded query={query}>
          {(transfer) => <Transfer key={key} secret={key} transfer={transfer} onDone={() => void query.refetch()} />}
        </Loaded>
      )}
    </>
  );
}

interface Props {
  readonly secret: string;
  readonly transfer: PublicTransfer;
  onDone(): void;
}

function Transfer({ secret, transfer, onDone }: Props) {
  const text = useText();
  const [hashing, setHashing] = useState<{ readonly name: string; readonly percent: number } | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, File>>(new Map());
  const sending = useSending(
    (sha256, file) =>
      guestCall<UploadStarted>('POST', '/api/public/evidence/files', {
        token: secret,
        body: { name: file.name.slice(0, 200), mediaType: file.type || undefined, size: file.size, sha256 },
      }),
    onDone,
  );

  async function take(files: readonly File[]): Promise<void> {
    for (const file of files) {
      setHashing({ name: file.name, percent: 0 });
      const sha256 = await hashOfFile(file, (done) =>
        setHashing({ name: file.name, percent: Math.floor((100 * done) / Math.max(1, file.size)) }),
      );
      setChosen((before) => new Map(before).set(sha256, file));
      sending.send(sha256, file);
    }
    setHashing(null);
  }

  const here = new Map(transfer.files.map((file) => [file.sha256, file]));
  const rows = [
    ...transfer.files.map(({ name, size, sha256, received, state }) => ({ name, size, sha256, received, state })),
    ...[...chosen]
      .filter(([sha256]) => !here.has(sha256))
      .map(([sha256, file]) => ({ name: file.name, size: file.size, sha256, received: 0, state: 'announced' })),
  ];
  return (
    <>
      <Section title={transfer.number}>
        <Facts
          facts={[
            [text.t('request.officer'), transfer.officer],
            [text.t('request.agency'), transfer.agencyName],
            [text.t('evidence.purpose'), transfer.purpose],
            [text.t('evidence.until'), text.dateTime(transfer.expiresAt)],
          ]}
        />
      </Section>
      {transfer.state === 'open' ? (
        <Section title={text.t('evidence.files')}>
          <DropZone
            label={text.t('evidence.drop')}
            hint={text.t('evidence.drop.hint')}
            choose={text.t('upload.choose')}
            multiple
            onFiles={(files) => void take(files)}
          />
          {hashing && (
            <Text size="sm" mt="xs" role="status">
              {text.t('evidence.hashing', { name: hashing.name, percent: hashing.percent })}
            </Text>
          )}
        </Section>
      ) : (
        <Alert icon={<IconLock />} mb="md">
          {text.t('evidence.ended')}
        </Alert>
      )}
      {rows.length > 0 && (
        <Section title={text.t('evidence.sent')}>
          <Stack gap="sm">
            {rows.map((file) => {
              const now = sending.of.get(file.sha256);
              const done = file.state === 'complete' ? file.size : Math.max(now?.done ?? 0, file.received);
              const percent = Math.floor((100 * done) / file.size);
              return (
                <div key={file.sha256}>
                  <Group gap="xs" justify="space-between">
                    <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {file.name}
                    </Text>
                    <Group gap="xs">
                      <Text size="sm" c="dimmed">
                        {text.size(file.size)}
                      </Text>
                      <StateBadge state={now?.phase === 'failed' ? 'refused' : file.state} scope="upload.state" />
                    </Group>
                  </Group>
                  {file.state !== 'complete' && <Progress value={percent} aria-label={`${file.name}: ${percent} %`} />}
                  {now?.phase === 'waiting' && (
                    <Text size="xs" c="orange">
                      {text.t('upload.waiting')}
                    </Text>
                  )}
                  {file.state === 'open' && !now && (
                    <Text size="xs" c="dimmed">
                      {text.t('upload.resume.hint')}
                    </Text>
                  )}
                  <Hash value={file.sha256} />
                  {now?.error && <ProblemAlert error={now.error} />}
                </div>
              );
            })}
          </Stack>
        </Section>
      )}
    </>
  );
}
