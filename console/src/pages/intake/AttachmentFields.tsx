import { ActionIcon, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Hash } from '../../components/Hash.tsx';
import { Section } from '../../components/Section.tsx';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { type DescribedFile, DOCUMENT_TYPES, describeFile } from './describe-file.ts';

/** Documents, named by their fingerprint. */
export function AttachmentFields({ form, at = '/attachments' }: { readonly form: Form; readonly at?: string }) {
  const text = useText();
  const list = form.list(at);
  const [refused, setRefused] = useState<string[]>([]);

  async function take(files: File[]): Promise<void> {
    const described = await Promise.all(files.map(describeFile));
    setRefused(files.filter((_, n) => described[n] === null).map((file) => file.name));
    form.set(at, [...list.items, ...described.filter((file) => file !== null)]);
  }

  return (
    <Section title={text.t('intake.attachments')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {text.t('intake.attachments.hint')}
        </Text>
        {(list.items as readonly DescribedFile[]).map((file, n) => (
          <Group key={`${file.sha256}${file.name}`} gap="sm" wrap="wrap">
            <Text size="sm" fw={600}>
              {file.name}
            </Text>
            <Text size="sm" c="dimmed">
              {text.size(file.size)}
            </Text>
            <Hash value={file.sha256} />
            <ActionIcon
              variant="default"
              onClick={() => list.remove(n)}
              aria-label={`${text.t('common.remove')}: ${file.name}`}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        {refused.map((name) => (
          <Text key={name} size="sm" c="red" role="alert">
            {text.t('intake.attachments.type', { name })}
          </Text>
        ))}
        <FileButton multiple accept={DOCUMENT_TYPES.join(',')} onChange={(files) => void take(files)}>
          {(props) => (
            <Button {...props} variant="light" w="fit-content" leftSection={<IconPaperclip size={16} aria-hidden />}>
              {text.t('intake.attachments.add')}
            </Button>
          )}
        </FileButton>
      </Stack>
    </Section>
  );
}
