import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { RemovalView } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** The refused rows as a file, and the way back for them once they are put right. */
export function MendRows({ item }: { readonly item: RemovalView }) {
  const text = useText();
  const send = useSend();
  return (
    <Section
      title={text.t('removals.mend')}
      actions={
        <Button
          component="a"
          href={`/api/removals/${item.id}/problems`}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {text.t('removals.problems')}
        </Button>
      }
    >
      <Stack gap="xs">
        {item.undoUntil !== null && (
          <DropZone
            small
            label={text.t('removals.mend')}
            hint={text.t('removals.mend.hint')}
            choose={text.t('trip.choose')}
            accept=".csv,.json,.jsonl"
            disabled={send.isPending}
            onFiles={([file]) =>
              file &&
              send.mutate({
                path: `/api/removals/${item.id}/mend`,
                query: { fileName: file.name, version: item.version },
                body: new Blob([file], { type: 'application/octet-stream' }),
              })
            }
          />
        )}
        <ProblemAlert error={send.error} />
      </Stack>
    </Section>
  );
}
