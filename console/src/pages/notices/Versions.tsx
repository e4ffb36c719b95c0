import { Group, Stack, Text } from '@mantine/core';
import type { NoticeVersion } from '../../../../src/notices/contract.ts';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** How the notice came to say what it says. */
export function Versions({ versions }: { readonly versions: readonly NoticeVersion[] }) {
  const text = useText();
  if (versions.length === 0) return null;
  return (
    <Section title={text.t('notice.versions')}>
      <Stack gap={6}>
        {versions.map((version) => (
          <Group key={version.n} gap="sm">
            <Text size="sm" fw={600}>
              {text.t('notice.version.n', { n: version.n })}
            </Text>
            <StateBadge state={version.state} scope="notice.version.state" size="sm" />
            <Text size="sm" c="dimmed">
              <When at={version.at} />
            </Text>
            {version.reason && <Text size="sm">{version.reason}</Text>}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
