import { Button, Group } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';

/** Reads the next page of a list, when there is one. */
export function MoreButton({ more }: { readonly more: (() => void) | undefined }) {
  const text = useText();
  if (!more) return null;
  return (
    <Group justify="center" mt="sm">
      <Button variant="default" onClick={more}>
        {text.t('common.more')}
      </Button>
    </Group>
  );
}
