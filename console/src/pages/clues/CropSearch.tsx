import { Alert, Button, Group, Text } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { DropZone } from '../../components/DropZone.tsx';
import type { HashedPicture } from '../../hashing/use-hashed-picture.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly picture: HashedPicture | null;
  take(file: File): void;
  forget(): void;
}

/** Finds clues that look like a crop on this computer; the crop stays here. */
export function CropSearch({ picture, take, forget }: Props) {
  const text = useText();
  if (picture?.state === 'ready') {
    return (
      <Group gap="sm" role="status">
        <IconPhotoSearch size={18} aria-hidden />
        <Text size="sm" fw={600}>
          <bdi>{text.t('clues.crop.near', { name: picture.name })}</bdi>
        </Text>
        <Button size="xs" variant="default" onClick={forget}>
          {text.t('clues.crop.forget')}
        </Button>
      </Group>
    );
  }
  return (
    <>
      {picture?.state === 'failed' && (
        <Alert color="orange" role="alert" title={picture.name}>
          {text.t('clues.crop.failed')}
        </Alert>
      )}
      <DropZone
        small
        label={text.t('clues.crop.drop')}
        hint={text.t('clues.crop.hint')}
        choose={text.t('files.choose')}
        accept="image/*"
        disabled={picture?.state === 'hashing'}
        onFiles={([file]) => file && take(file)}
      />
    </>
  );
}
