import { Grid } from '@mantine/core';
import { useParams } from 'react-router';
import type { RequestView } from '../../../../src/cases/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { BesidePanel } from './BesidePanel.tsx';
import { CallBackPanel } from './CallBackPanel.tsx';
import { DecisionPanel } from './DecisionPanel.tsx';
import { RequestContent } from './RequestContent.tsx';

/** A request under review: what it says at one side, what is to be done at the other. */
export function RequestPage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<RequestView>(`/api/requests/${id}`);
  return (
    <Loaded query={query}>
      {(request) => (
        <>
          <PageHeader
            number={request.number}
            title={text.word(request.offence, 'offence')}
            back={{ to: '/requests', label: text.t('requests.all') }}
            badges={
              <>
                <StateBadge state={request.state} scope="request.state" size="lg" />
                <UrgencyBadge urgency={request.urgency} />
              </>
            }
          />
          <Grid>
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <RequestContent request={request} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <CallBackPanel request={request} />
              <DecisionPanel request={request} />
              <BesidePanel request={request} />
            </Grid.Col>
          </Grid>
        </>
      )}
    </Loaded>
  );
}
