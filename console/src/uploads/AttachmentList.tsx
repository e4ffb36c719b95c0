import { Alert, Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { AttachmentState, UploadStarted } from '../../../src/cases/contract.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { StateBadge } from '../components/StateBadge.tsx';
import { useText } from '../i18n/use-text.ts';
import { heldFiles } from './held-files.ts';
import { hashOfFile } from './send-file.ts';
import { useSending } from './use-sending.ts';

interface Props {
  readonly files: readonly AttachmentState[];
  start(sha256: string): Promise<UploadStarted>;
  onDone(): void;
}

/** What was announced, how much of it is here, and how to go on. */
export function AttachmentList({ files, start, onDone }: Props) {
  const text = useText();
  const sending = useSending(start, onDone);
  const [other, setOther] = useState<string | null>(null);
  const owed = files.filter((file) => file.state === 'announced' || file.state === 'open');

  // What was chosen on the page before goes on by itself.
  useEffect(() => {
    for (const file of owed) {
      const held = heldFiles.get(file.sha256);
      if (held && !sending.of.has(file.sha256)) sending.send(file.sha256, held);
    }
  });

  async function choose(chosen: readonly File[]): Promise<void> {
    setOther(null);
    for (const file of chosen) {
      const sha256 = await hashOfFile(file);
      if (files.some((one) => one.sha256 === sha256)) sending.send(sha256, file);
      else setOther(file.name);
    }
  }

  return (
    <Stack gap="sm">
      {files.map((file) => {
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
                <StateBadge state={now?.phase === 'failed' ? 'refused' : file.state} scope="upload.state" size="sm" />
              </Group>
            </Group>
            {file.state !== 'complete' && file.state !== 'refused' && (
              <Progress value={percent} animated={now?.phase === 'sending'} aria-label={`${file.name}: ${percent} %`} />
            )}
            {now?.phase === 'waiting' && (
              <Text size="xs" c="orange">
                {text.t('upload.waiting')}
              </Text>
            )}
            {file.code && (
              <Text size="sm" c="red">
                {text.phrase(file.code, { name: file.name })}
              </Text>
            )}
            {now?.error && !file.code && <ProblemAlert error={now.error} />}
          </div>
        );
      })}
      {other && <Alert color="orange">{text.t('upload.other-file', { name: other })}</Alert>}
      {owed.length > 0 && (
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            {text.t('upload.resume.hint')}
          </Text>
          <FileButton multiple onChange={(chosen) => void choose(chosen)}>
            {(props) => (
              <Button {...props} variant="light" leftSection={<IconPaperclip size={16} aria-hidden />}>
                {text.t('upload.choose')}
              </Button>
            )}
          </FileButton>
        </div>
      )}
    </Stack>
  );
}
