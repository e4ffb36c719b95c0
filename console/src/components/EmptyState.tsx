import { Stack, Text, ThemeIcon } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Nothing here, said so that nobody wonders whether it is still loading. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xs" ta="center">
      <ThemeIcon size={30} radius="xl" variant="light" color="gray" aria-hidden>
        <IconInbox size={17} />
      </ThemeIcon>
      <Text c="dimmed" size="sm">
        {title}
      </Text>
      {children}
    </Stack>
  );
}
