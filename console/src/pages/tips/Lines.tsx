import { Stack, Text } from '@mantine/core';

/** Short values one below the other, each in its own direction; none of them is a link. */
export function Lines({ lines }: { readonly lines: readonly (string | null)[] }) {
  return (
    <Stack gap={0}>
      {[...new Set(lines)].map(
        (line) =>
          line && (
            <Text key={line} size="sm" style={{ overflowWrap: 'anywhere' }}>
              <bdi>{line}</bdi>
            </Text>
          ),
      )}
    </Stack>
  );
}

/** An address on the net so that nothing opens it by itself: whoever is behind it would know. */
export function defanged(url: string): string {
  return url.replace(/^http/i, 'hxxp');
}
