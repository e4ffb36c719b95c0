import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  FileButton,
  Group,
  Image,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { PhotoCrop } from './PhotoCrop.tsx';

interface Photo {
  readonly sha256: string;
  readonly mediaType: string;
  readonly data?: string;
}

const MOST = 3;

/** Photographs of the person sought, cut to the portrait and made small before they are kept. */
export function PhotoList({ form, at, label }: { readonly form: Form; readonly at: string; readonly label: string }) {
  const text = useText();
  const list = form.list(at);
  const [file, setFile] = useState<File | null>(null);
  const photos = list.items as readonly Photo[];
  return (
    <Fieldset legend={label} p="sm">
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {text.t('notice.form.photo.hint')}
        </Text>
        {photos.map((photo, n) => (
          <Group key={photo.sha256} gap="sm" align="center">
            {photo.data && (
              <Image
                src={`data:${photo.mediaType};base64,${photo.data}`}
                alt={`${label} ${n + 1}`}
                h={96}
                w="auto"
                fit="contain"
                radius="sm"
              />
            )}
            <TextInput
              {...form.text(`${at}/${n}/taken`)}
              label={text.t('common.date')}
              placeholder="2024-06"
              dir="ltr"
              w={140}
            />
            <Checkbox {...form.flag(`${at}/${n}/goodQuality`)} label={text.t('notice.field.goodQuality')} />
            <ActionIcon
              variant="default"
              size={36}
              onClick={() => list.remove(n)}
              aria-label={`${text.t('common.remove')}: ${label} ${n + 1}`}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        {photos.length < MOST && (
          <FileButton accept="image/jpeg,image/png" onChange={setFile}>
            {(props) => (
              <Button {...props} variant="light" w="fit-content" leftSection={<IconPhotoPlus size={16} aria-hidden />}>
                {text.t('notice.form.photo.add')}
              </Button>
            )}
          </FileButton>
        )}
        {file && (
          <PhotoCrop
            file={file}
            onClose={() => setFile(null)}
            onDone={(photo) => {
              list.add({ ...photo, goodQuality: false });
              setFile(null);
            }}
          />
        )}
      </Stack>
    </Fieldset>
  );
}
