import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { HitRow } from '../../../../src/notices/contract.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Where the person of the notice was found. */
export function NoticeHits({ hits }: { readonly hits: readonly HitRow[] }) {
  const text = useText();
  if (hits.length === 0) return null;
  return (
    <Section title={text.t('notice.hits')}>
      <Stack gap="xs">
        {hits.map((hit) => (
          <Group key={hit.id} gap="sm">
            <Anchor component={Link} to={`/hits/${hit.id}`} fw={600}>
              <When at={hit.recordedAt} />
            </Anchor>
            <BureauTag code={hit.finder} />
            <StateBadge state={hit.state} scope="hit.state" />
            {hit.papersDueAt !== null && (
              <Group gap={4}>
                <Text size="sm">{text.t('hit.papers-due')}:</Text>
                <Deadline at={hit.papersDueAt} done={!hit.open} />
              </Group>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
