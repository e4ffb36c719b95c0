import { Alert, List, Text } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useParams } from 'react-router';
import type { RoutingView } from '../../../../../src/tips/contract.ts';
import { useGet } from '../../../api/hooks.ts';
import { Facts } from '../../../components/Facts.tsx';
import { Loaded } from '../../../components/Loaded.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Section } from '../../../components/Section.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { When } from '../../../components/When.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Candidates } from './Candidates.tsx';
import { Checks } from './Checks.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { Evidence } from './Evidence.tsx';
import { ReferralCard } from './ReferralCard.tsx';

/** The decision on one report: whom it points to, why, what stands against it, and to whom it went. */
export function RoutingPage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<RoutingView>(`/api/tips/${id}/routing`);
  return (
    <Loaded query={query}>
      {(view) => (
        <>
          <PageHeader
            title={text.t('routing.title')}
            number={String(view.tip.reportNumber)}
            back={{ to: `/tips/${view.tip.id}`, label: `${view.tip.reportNumber} · ${view.tip.provider}` }}
            badges={<StateBadge state={view.tip.state} scope="tip.state" size="lg" />}
            hint={text.t('routing.hint')}
          />
          <Section title={text.t('routing.candidates')}>
            <Facts
              facts={[
                view.tip.outcome && [text.t('common.state'), text.phrase(view.tip.outcome)],
                view.tip.preservedUntil !== null && [
                  text.t('routing.preserved'),
                  <When key="p" at={view.tip.preservedUntil} day />,
                ],
              ]}
            />
            {view.tip.state === 'open' && view.waits.length > 0 && (
              <Alert color="orange" my="sm" icon={<IconUserQuestion />} title={text.t('routing.waits')}>
                <List size="sm">
                  {view.waits.map((wait) => (
                    <List.Item key={wait}>{text.phrase(`tip.wait.${wait}`)}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            <Candidates view={view} />
            <Text size="xs" c="dimmed" mt="xs">
              {text.t('routing.judged', { rules: view.rules, n: view.n, at: text.dateTime(view.at) })}
            </Text>
          </Section>
          <Evidence view={view} />
          <Checks view={view} />
          <Elsewhere view={view} />
          <Section title={text.t('routing.referrals')}>
            {view.referrals.length === 0 ? (
              <Text size="sm" c="dimmed">
                {text.t('routing.referrals.none')}
              </Text>
            ) : (
              view.referrals.map((referral) => <ReferralCard key={referral.id} referral={referral} />)
            )}
          </Section>
        </>
      )}
    </Loaded>
  );
}
