import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { SeriesSummary } from '../../../../src/identification/contract.ts';
import { useMe } from '../../api/session.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly series: SeriesSummary;
  readonly contributors: readonly string[];
  readonly caseId: string | null;
}

/** Who knows most of the child: who identified it, who leads, or who holds the pictures; and the way to write to them. */
export function WhoToTalkTo({ series, contributors, caseId }: Props) {
  const text = useText();
  const me = useMe();
  const led = series.state !== 'unidentified' && series.by !== null;
  const first = led && series.by !== me.bureau ? series.by : null;
  const holders = contributors.filter((code) => code !== me.bureau);
  const others = first === null ? holders : [first];
  const known = led ? [series.by ?? ''] : holders.length > 0 ? holders : series.contributors;
  if (known.length === 0 || (others.length === 0 && !led)) return <Text size="sm">{text.t('lookup.talk.ours')}</Text>;
  const names = text.list(known.map((code) => text.bureau(code)));
  const about = new URLSearchParams({ to: others.join(','), series: series.id, label: series.label });
  if (caseId) about.set('case', caseId);
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">
        <Text span size="sm" c="dimmed">
          {text.t('lookup.talk')}:{' '}
        </Text>
        {text.t(`lookup.talk.${led ? series.state : 'unidentified'}`, { bureau: names })}
      </Text>
      {others.length > 0 && (
        <Group gap="xs">
          <Button
            component={Link}
            to={`/threads/new?${about}`}
            variant="light"
            size="xs"
            leftSection={<IconMessage size={16} aria-hidden />}
          >
            {text.t('lookup.write', { bureau: text.list(others.map((code) => text.bureau(code))) })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
