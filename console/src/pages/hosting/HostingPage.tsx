import { Anchor, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ListRow } from '../../../../src/hosting/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { PagedTable } from '../../components/PagedTable.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AuthorityKeys } from './AuthorityKeys.tsx';
import { CountryMap } from './CountryMap.tsx';
import { NewList } from './NewList.tsx';
import { Referrals } from './Referrals.tsx';

/** Addresses of the web: taken in, looked up, confirmed, referred. */
export function HostingPage() {
  const text = useText();
  const me = useMe();
  const list = usePages<ListRow>('/api/hosting/lists');
  return (
    <>
      <PageHeader title={text.t('hosting.title')} hint={text.t('hosting.hint')} />
      {me.is('analyst', 'supervisor', 'watch-officer') && (
        <Section title={text.t('hosting.new')}>
          <NewList />
        </Section>
      )}
      <Section title={text.t('hosting.lists')}>
        <PagedTable
          caption={text.t('hosting.lists')}
          list={list}
          empty={text.t('hosting.lists.empty')}
          keyOf={(item) => item.id}
          columns={[
            {
              label: text.t('hosting.list-title'),
              lead: true,
              cell: (item) => (
                <Anchor component={Link} to={`/hosting/lists/${item.id}`} fw={600} size="sm">
                  <Text span inherit c="dimmed" className="ltr">
                    {item.number}
                  </Text>{' '}
                  <bdi>{item.title}</bdi>
                </Anchor>
              ),
            },
            {
              label: text.t('common.state'),
              cell: (item) => <StateBadge state={item.state} scope="hosting-list.state" size="sm" />,
            },
            { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
            {
              label: text.t('hosting.count'),
              cell: (item) => (
                <div>
                  <Text size="sm">
                    {text.t('hosting.count-of', {
                      urls: text.number(item.checked),
                      confirmed: text.number(item.confirmed),
                    })}
                  </Text>
                  <Progress value={item.total === 0 ? 0 : (100 * item.confirmed) / item.total} size="xs" aria-hidden />
                </div>
              ),
            },
            { label: text.t('common.date'), cell: (item) => <When at={item.createdAt} /> },
          ]}
        />
      </Section>
      <Section title={text.t('hosting.where')}>
        <CountryMap path="/api/hosting/countries" caption={text.t('hosting.where')} />
      </Section>
      <Section title={text.t('hosting.referrals')}>
        <Referrals />
      </Section>
      {me.is('supervisor', 'auditor') && <AuthorityKeys />}
    </>
  );
}
