import { Anchor } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { ReferralView } from '../../../../../src/tips/contract.ts';
import { useGet } from '../../../api/hooks.ts';
import { Loaded } from '../../../components/Loaded.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { ReferralCard } from './ReferralCard.tsx';

/** One report that went to somebody, or came. */
export function ReferralPage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<ReferralView>(`/api/tip-referrals/${id}`);
  return (
    <Loaded query={query}>
      {(referral) => (
        <>
          <PageHeader
            title={text.t('routing.referral')}
            number={String(referral.reportNumber)}
            back={{ to: '/tip-referrals', label: text.t('routing.referrals') }}
            hint={
              <Anchor component={Link} to={`/tips/${referral.tipId}/routing`} size="sm">
                {text.t('routing.open')}
              </Anchor>
            }
          />
          <ReferralCard referral={referral} />
        </>
      )}
    </Loaded>
  );
}
