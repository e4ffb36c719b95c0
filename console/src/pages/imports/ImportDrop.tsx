import { Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImportView } from '../../../../src/identification/contract.ts';
import { call, newKey } from '../../api/client.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useText } from '../../i18n/use-text.ts';
import { announce, isSameFile, sendParts } from './upload-list.ts';

interface Props {
  /** An import that broke off: goes on with what is missing. */
  readonly unfinished?: ImportView;
  onDone?(): void;
}

/** Takes a list of hashes from this computer to the bureau, in parts, and asks for its preview. Nothing is taken in by that. */
export function ImportDrop({ unfinished, onDone }: Props) {
  const text = useText();
  const navigate = useNavigate();
  const [progress, setProgress] = useState<{ sent: number; size: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [other, setOther] = useState(false);

  async function take(file: File): Promise<void> {
    setError(null);
    setOther(unfinished !== undefined && !isSameFile(file, unfinished));
    if (unfinished && !isSameFile(file, unfinished)) return;
    setProgress({ sent: 0, size: file.size });
    try {
      const id = unfinished?.id ?? (await announce(file)).id;
      await sendParts(id, file, unfinished?.parts ?? [], (sent) => setProgress({ sent, size: file.size }));
      await call('POST', `/api/imports/${id}/preview`, { body: {}, key: newKey() });
      onDone?.();
      await navigate(`/imports/${id}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setProgress(null);
    }
  }

  return (
    <>
      <DropZone
        label={text.t('import.drop')}
        hint={text.t(unfinished ? 'import.go-on' : 'import.drop.hint')}
        choose={text.t('import.choose')}
        disabled={progress !== null}
        onFiles={([file]) => file && void take(file)}
      />
      {progress && (
        <>
          <Text size="sm" role="status" mt="sm">
            {text.t('import.sending', { done: text.size(progress.sent), all: text.size(progress.size) })}
          </Text>
          <Progress
            value={(progress.sent / Math.max(1, progress.size)) * 100}
            animated
            aria-label={text.t('import.moving')}
          />
        </>
      )}
      {other && (
        <Text c="red" size="sm" role="alert" mt="sm">
          {text.t('import.other-file')}
        </Text>
      )}
      <ProblemAlert error={error} />
    </>
  );
}
