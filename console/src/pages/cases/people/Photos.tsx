import { Button, FileButton, Group, Image } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCamera } from '@tabler/icons-react';
import type { CaseView, SubjectView } from '../../../../../src/cases/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { useText } from '../../../i18n/use-text.ts';

/** The photographs of a person: shown when asked for, since each look is on the record. */
export function Photos({ file, subject }: { readonly file: CaseView; readonly subject: SubjectView }) {
  const text = useText();
  const [shown, show] = useDisclosure(false);
  const send = useSend();
  const photos = file.photos.filter((photo) => photo.subject === subject.id);

  async function add(picked: File | null): Promise<void> {
    if (!picked) return;
    const bytes = new Uint8Array(await picked.arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    send.mutate({ path: `/api/subjects/${subject.id}/photos`, body: { data: btoa(binary) } });
  }

  return (
    <>
      <Group gap="xs" mt="xs">
        {photos.length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={show.toggle} aria-expanded={shown}>
            {text.t('photo.show', { n: photos.length })}
          </Button>
        )}
        {file.state === 'open' && (
          <FileButton accept="image/jpeg,image/png,image/webp" onChange={(picked) => void add(picked)}>
            {(props) => (
              <Button
                {...props}
                size="compact-sm"
                variant="subtle"
                loading={send.isPending}
                leftSection={<IconCamera size={14} aria-hidden />}
                title={text.t('photo.large')}
              >
                {text.t('photo.add')}
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      <ProblemAlert error={send.error} />
      {shown && (
        <Group gap="sm" mt="xs">
          {photos.map((photo, n) => (
            <Image
              key={photo.id}
              src={`/api/photos/${photo.id}`}
              alt={photo.caption ?? text.t('photo.of', { n: n + 1 })}
              w={120}
              h={150}
              fit="contain"
            />
          ))}
        </Group>
      )}
    </>
  );
}
