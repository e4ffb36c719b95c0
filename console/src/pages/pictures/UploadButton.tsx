import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { IMAGE_TYPES, VIDEO_TYPES } from '../../../../src/identification/contract.ts';
import { call, newKey } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import { refreshAll } from '../../api/query-client.ts';
import { useText } from '../../i18n/use-text.ts';

interface Sealed {
  readonly alreadyHeld: boolean;
}

/** Takes pictures in: hashed and sealed by the bureau, one after the other; none is shown. */
export function UploadButton({ caseId }: { readonly caseId?: string }) {
  const text = useText();
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);

  async function take(files: File[]): Promise<void> {
    setProgress({ done: 0, all: files.length });
    for (const [n, file] of files.entries()) {
      try {
        const sealed = await call<Sealed>('POST', '/api/media', {
          query: { caseId, label: file.name.slice(0, 200) },
          body: file,
          key: newKey(),
        });
        if (sealed.alreadyHeld) notifications.show({ message: text.t('pictures.already', { name: file.name }) });
      } catch (error) {
        const problem = error instanceof ApiError ? error : new ApiError(500, 'internal');
        const first = problem.errors[0];
        notifications.show({
          color: 'red',
          title: file.name,
          message: first ? text.phrase(first.code, first.params) : text.word(problem.code, 'problem'),
          autoClose: false,
        });
      }
      setProgress({ done: n + 1, all: files.length });
    }
    setProgress(null);
    await refreshAll(client);
  }

  return (
    <FileButton multiple accept={[...IMAGE_TYPES, ...VIDEO_TYPES].join(',')} onChange={(files) => void take(files)}>
      {(props) => (
        <Button
          {...props}
          leftSection={<IconLock size={16} aria-hidden />}
          disabled={progress !== null}
          aria-live="polite"
        >
          {progress ? text.t('pictures.adding', progress) : text.t('pictures.add')}
        </Button>
      )}
    </FileButton>
  );
}
