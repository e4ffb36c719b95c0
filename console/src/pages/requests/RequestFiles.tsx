import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { AttachmentState, RequestView, UploadStarted } from '../../../../src/cases/contract.ts';
import { call } from '../../api/client.ts';
import { refreshAll } from '../../api/query-client.ts';
import { useMe } from '../../api/session.ts';
import { Hash } from '../../components/Hash.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AttachmentList } from '../../uploads/AttachmentList.tsx';

interface Props {
  readonly request: RequestView;
  readonly files: readonly AttachmentState[];
}

/** The documents of a request: those that are here as downloads, the others with how much of them is. */
export function RequestFiles({ request, files }: Props) {
  const text = useText();
  const me = useMe();
  const client = useQueryClient();
  const acts = me.is('analyst', 'supervisor', 'watch-officer');
  const here = files.filter((file) => file.state === 'complete');
  const owed = files.filter((file) => file.state !== 'complete');
  return (
    <Section title={text.t('request.attachments')}>
      <Stack gap="sm">
        {here.map((file) => (
          <div key={file.sha256}>
            <Group gap="sm">
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {file.name}
              </Text>
              <Text size="sm" c="dimmed">
                {text.size(file.size)}
              </Text>
              <StateBadge state={file.state} scope="upload.state" size="sm" />
              {acts && (
                <Button
                  component="a"
                  href={`/api/requests/${request.id}/attachments/${file.sha256}`}
                  download
                  size="xs"
                  variant="light"
                  leftSection={<IconDownload size={14} aria-hidden />}
                >
                  {text.t('upload.download')}
                </Button>
              )}
            </Group>
            <Hash value={file.sha256} />
          </div>
        ))}
        {owed.length > 0 && (
          <AttachmentList
            files={owed}
            start={(sha256) => call<UploadStarted>('POST', `/api/requests/${request.id}/uploads`, { body: { sha256 } })}
            onDone={() => void refreshAll(client)}
          />
        )}
      </Stack>
    </Section>
  );
}
