import { Anchor, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ReferralView } from '../../../../../src/tips/contract.ts';
import { usePages } from '../../../api/hooks.ts';
import { Deadline } from '../../../components/Deadline.tsx';
import { PagedTable } from '../../../components/PagedTable.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Section } from '../../../components/Section.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { When } from '../../../components/When.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { receiverName } from './names.ts';

/** Every report that went to somebody or came from another bureau, and what came of it. */
export function ReferralsPage() {
  const text = useText();
  const [direction, setDirection] = useState<string>('all');
  const [state, setState] = useState<string>('all');
  const list = usePages<ReferralView>('/api/tip-referrals', {
    ...(direction === 'all' ? {} : { direction }),
    ...(state === 'all' ? {} : { state }),
  });
  return (
    <>
      <PageHeader
        title={text.t('routing.referrals')}
        back={{ to: '/tips', label: text.t('tips.title') }}
        hint={text.t('routing.referrals.hint')}
      />
      <Section
        title={text.t('routing.referrals')}
        actions={
          <>
            <Select
              size="xs"
              aria-label={text.t('routing.referral')}
              allowDeselect={false}
              value={direction}
              onChange={(value) => setDirection(value ?? 'all')}
              data={[
                { value: 'all', label: text.t('routing.all') },
                { value: 'out', label: text.t('routing.out') },
                { value: 'in', label: text.t('routing.in') },
              ]}
            />
            <Select
              size="xs"
              aria-label={text.t('common.state')}
              allowDeselect={false}
              value={state}
              onChange={(value) => setState(value ?? 'all')}
              data={[
                { value: 'all', label: text.t('routing.all') },
                { value: 'open', label: text.t('routing.standing') },
                { value: 'ended', label: text.t('routing.ended') },
              ]}
            />
          </>
        }
      >
        <PagedTable
          caption={text.t('routing.referrals')}
          list={list}
          empty={text.t('routing.referrals.none')}
          keyOf={(one) => one.id}
          columns={[
            {
              label: text.t('routing.candidate'),
              lead: true,
              cell: (one) => (
                <div>
                  <Anchor component={Link} to={`/tip-referrals/${one.id}`} fw={600} size="sm">
                    <bdi>{receiverName({ kind: one.kind, id: one.party }, one.partyName, text)}</bdi>
                  </Anchor>
                  <Text size="xs" c="dimmed">
                    {text.t(one.direction === 'out' ? 'routing.out' : 'routing.in')} ·{' '}
                    {text.phrase(`tip.target.${one.kind}`)}
                  </Text>
                </div>
              ),
            },
            {
              label: text.t('tips.number'),
              cell: (one) => (
                <Anchor component={Link} to={`/tips/${one.tipId}`} size="sm">
                  <span className="ltr">{one.reportNumber}</span> · <bdi>{one.provider}</bdi>
                </Anchor>
              ),
            },
            {
              label: text.t('common.state'),
              cell: (one) => (
                <Group gap={6}>
                  <StateBadge state={one.state} scope="tip-referral.state" />
                  {one.outcome && text.knows(`tip.feedback.${one.outcome}`) && (
                    <Text size="xs">{text.phrase(`tip.feedback.${one.outcome}`)}</Text>
                  )}
                </Group>
              ),
            },
            { label: text.t('common.at'), cell: (one) => <When at={one.at} /> },
            {
              label: text.t('routing.due'),
              cell: (one) => one.closedAt === null && <Deadline at={one.dueAt} />,
            },
          ]}
        />
      </Section>
    </>
  );
}
