import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { TravelDetail } from '../../../../src/travel/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AngelWatch } from './AngelWatch.tsx';
import { Answers } from './Answers.tsx';
import { Complaints } from './Complaints.tsx';
import { FormFacts } from './FormFacts.tsx';
import { HandOvers } from './HandOvers.tsx';
import { Itinerary } from './Itinerary.tsx';
import { Recipients } from './Recipients.tsx';
import { Stripped } from './Stripped.tsx';
import { type Act, TravelActs } from './TravelActs.tsx';
import { Findings } from './TravelEditor.tsx';
import { Versions } from './Versions.tsx';

/** One notification: filed here, or received from another bureau. */
export function TravelDetailPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [act, setAct] = useState<Act | null>(null);
  const query = useGet<TravelDetail>(`/api/travel/${id}`);
  const works = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <Loaded query={query}>
      {(item) => {
        const isOurs = item.relation === 'sender';
        return (
          <>
            <PageHeader
              title={item.name ?? text.word(item.kind, 'travel.kind')}
              number={item.reference}
              back={{ to: '/travel', label: text.t('trip.title') }}
              badges={
                <>
                  <StateBadge state={item.state} scope="travel.state" size="lg" />
                  {item.late && (
                    <Badge color="orange" size="lg" variant="light" tt="none">
                      {text.t('trip.late', { days: item.leadDays ?? 0 })}
                    </Badge>
                  )}
                  {!isOurs && <BureauTag code={item.owner} />}
                </>
              }
              actions={
                works && (
                  <>
                    {item.state === 'draft' && (
                      <>
                        <Button variant="default" onClick={() => setAct('discard')}>
                          {text.t('trip.discard')}
                        </Button>
                        <Button variant="default" component={Link} to={`/travel/${item.id}/edit`}>
                          {text.t('common.edit')}
                        </Button>
                        <Button disabled={!item.check?.complete} onClick={() => setAct('send')}>
                          {text.t('trip.send', { n: item.check?.recipients.length ?? 0 })}
                        </Button>
                      </>
                    )}
                    {item.state === 'sent' && (
                      <>
                        <Button variant="outline" color="red" onClick={() => setAct('cancel')}>
                          {text.t('trip.cancel')}
                        </Button>
                        <Button variant="default" onClick={() => setAct('close')}>
                          {text.t('trip.close')}
                        </Button>
                        <Button component={Link} to={`/travel/${item.id}/change`}>
                          {text.t('trip.change')}
                        </Button>
                      </>
                    )}
                    {item.state === 'handed-over' && (
                      <Button variant="default" onClick={() => setAct('close-received')}>
                        {text.t('trip.close')}
                      </Button>
                    )}
                  </>
                )
              }
              hint={item.closedReason}
            />
            {act && <TravelActs item={item} act={act} onClose={() => setAct(null)} />}
            {item.state === 'draft' && item.check && (
              <Section title={text.t('trip.check')}>
                <Findings check={item.check} />
              </Section>
            )}
            {item.form && <Itinerary item={item} legs={item.form.legs} />}
            {isOurs && item.recipients.length > 0 && <Recipients item={item} works={works} />}
            {isOurs && item.form && item.state !== 'draft' && (
              <Section title={text.t('trip.domestic')}>
                <Stripped pointers={item.stripped} />
              </Section>
            )}
            {!isOurs && <HandOvers item={item} works={works} />}
            {item.state !== 'draft' && <Answers item={item} works={works} />}
            {item.form && <FormFacts item={item} form={item.form} />}
            {isOurs && me.bureau === 'US' && item.state !== 'draft' && <AngelWatch item={item} works={works} />}
            <Versions item={item} />
            {isOurs && item.state !== 'draft' && <Complaints item={item} works={works} />}
          </>
        );
      }}
    </Loaded>
  );
}
