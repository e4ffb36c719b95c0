import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RoutingView } from '../../../../../src/tips/contract.ts';
import { useGet } from '../../../api/hooks.ts';
import { Section } from '../../../components/Section.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { receiverName, targetKey } from './names.ts';

/** On a report's own page: whom it is proposed for or went to, and the way to the decision. */
export function RoutingSummary({ id }: { readonly id: string }) {
  const text = useText();
  const { data: view } = useGet<RoutingView>(`/api/tips/${id}/routing`);
  if (!view) return null;
  const proposed = view.candidates.filter((one) => one.proposed && one.has === null);
  return (
    <Section
      title={text.t('routing.title')}
      actions={
        <Button component={Link} to={`/tips/${id}/routing`} size="xs" variant="default">
          {text.t('routing.open')}
        </Button>
      }
    >
      <Stack gap={4}>
        {view.tip.state === 'open' &&
          proposed.map((one) => (
            <Text size="sm" key={targetKey(one)}>
              {text.t('routing.proposed')}: <bdi>{receiverName(one, one.name, text)}</bdi> ·{' '}
              {text.number(one.confidence)} % {text.phrase(`tip.confidence.${one.band}`)}
            </Text>
          ))}
        {view.referrals.map((one) => (
          <Group gap="xs" key={one.id}>
            <Anchor component={Link} to={`/tip-referrals/${one.id}`} size="sm">
              {text.t(one.direction === 'out' ? 'routing.out' : 'routing.in')}:{' '}
              <bdi>{receiverName({ kind: one.kind, id: one.party }, one.partyName, text)}</bdi>
            </Anchor>
            <StateBadge state={one.state} scope="tip-referral.state" />
          </Group>
        ))}
        {view.elsewhere.map((one) => (
          <Text size="sm" key={targetKey(one)}>
            {text.phrase(one.by === 'ncmec' ? 'tip.has.ncmec' : 'tip.has.provider')}:{' '}
            <bdi>{receiverName(one, one.name, text)}</bdi>
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
