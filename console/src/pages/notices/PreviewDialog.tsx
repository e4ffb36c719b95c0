import { Anchor, Group, Modal, SegmentedControl, Skeleton } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LANGUAGES, type Language } from '../../../../src/notices/contract.ts';
import { type ApiError, readProblem } from '../../api/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useText } from '../../i18n/use-text.ts';

/** The draft as the document it will be, from the same renderer, in each language. */
export function PreviewDialog({
  id,
  version,
  onClose,
}: {
  readonly id: string;
  readonly version: number;
  onClose(): void;
}) {
  const text = useText();
  const [lang, setLang] = useState<Language>(text.language);
  const path = `/api/notices/${id}/document?lang=${lang}`;
  const page = useQuery<string, ApiError>({
    queryKey: [path, version],
    queryFn: async ({ signal }) => {
      const answer = await fetch(`${path}&format=html`, { signal, credentials: 'same-origin' });
      if (!answer.ok) throw await readProblem(answer);
      return answer.text();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(900px, 96vw)"
      title={text.t('notice.preview')}
      closeButtonProps={{ 'aria-label': text.t('common.close') }}
    >
      <Group justify="space-between" mb="sm">
        <SegmentedControl
          aria-label={text.t('notice.preview.language')}
          data={LANGUAGES.map((one) => ({ value: one, label: one }))}
          value={lang}
          onChange={(one) => setLang(one as Language)}
        />
        <Anchor href={`${path}&format=pdf`} target="_blank" size="sm">
          <IconFileTypePdf size={16} aria-hidden style={{ verticalAlign: 'middle' }} /> PDF
        </Anchor>
      </Group>
      <ProblemAlert error={page.error} />
      {page.isPending && <Skeleton h={480} />}
      {page.data && (
        <iframe
          // No script runs in it, and it can reach nothing.
          sandbox=""
          srcDoc={page.data}
          title={text.t('notice.preview')}
          style={{
            width: '100%',
            height: '70vh',
            border: '1px solid var(--mantine-color-default-border)',
            background: 'white',
          }}
        />
      )}
    </Modal>
  );
}
