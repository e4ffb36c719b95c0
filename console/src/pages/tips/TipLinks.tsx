import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RelatedTip } from '../../../../src/tips/contract.ts';
import { StateBadge } from '../../components/StateBadge.tsx';

/** Reports named in a few words, each with how it stands. */
export function TipLinks({ tips }: { readonly tips: readonly RelatedTip[] }) {
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      {tips.map((tip) => (
        <Group key={tip.id} gap={6} className="cell">
          <Anchor component={Link} to={`/tips/${tip.id}`} size="sm" className="ltr">
            {tip.reportNumber}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            <bdi>{tip.provider}</bdi>
          </Text>
          <StateBadge state={tip.state} scope="tip.state" size="sm" />
        </Group>
      ))}
    </div>
  );
}
