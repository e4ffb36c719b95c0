import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { NoticeDetail, NoticeVersion } from '../../../../src/notices/contract.ts';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Difference } from './life/Difference.tsx';

/** How the notice came to say what it says, and what each version changed. */
export function Versions({ notice }: { readonly notice: NoticeDetail }) {
  const text = useText();
  if (notice.versions.length === 0) return null;
  return (
    <Section title={text.t('notice.versions')}>
      <Stack gap={6}>
        {notice.versions.map((version) => (
          <Version key={version.n} notice={notice} version={version} />
        ))}
      </Stack>
    </Section>
  );
}

function Version({ notice, version }: { readonly notice: NoticeDetail; readonly version: NoticeVersion }) {
  const text = useText();
  const [shown, setShown] = useState(false);
  const hasEarlier = notice.versions.some((v) => v.n < version.n && (v.state === 'issued' || v.state === 'superseded'));
  return (
    <>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {text.t('notice.version.n', { n: version.n })}
        </Text>
        <StateBadge state={version.state} scope="notice.version.state" size="sm" />
        <Text size="sm" c="dimmed">
          <When at={version.at} />
        </Text>
        {version.reason && <Text size="sm">{version.reason}</Text>}
        {hasEarlier && (
          <Button size="compact-xs" variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {text.t('notice.difference')}
          </Button>
        )}
      </Group>
      {shown && <Difference notice={notice.id} n={version.n} colour={notice.colour} />}
    </>
  );
}
