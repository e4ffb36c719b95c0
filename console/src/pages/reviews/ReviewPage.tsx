import { Anchor, Grid, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { z } from 'zod';
import type { reviewDetail } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Duplicates } from '../notices/Duplicates.tsx';
import { FormView } from '../notices/FormView.tsx';
import { RuleResults } from '../notices/RuleResults.tsx';
import { DecideForm } from './DecideForm.tsx';
import { TakeForm } from './TakeForm.tsx';

export type ReviewDetail = z.infer<typeof reviewDetail>;

/** One review: the form, what the rules found, who looks at it, and the decision. */
export function ReviewPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const query = useGet<ReviewDetail>(`/api/reviews/${id}`);
  return (
    <Loaded query={query}>
      {(review) => {
        const mine = review.takenBy.find((taken) => taken.person === me.mark || taken.person === me.person.id);
        const reviews = me.is('reviewer') && review.state === 'open';
        return (
          <>
            <PageHeader
              title={review.name ?? text.t('notices.unnamed')}
              back={{ to: '/reviews', label: text.t('reviews.title') }}
              badges={
                <>
                  <ColourMark colour={review.colour} />
                  <StateBadge state={review.state} scope="review.state" size="lg" />
                  <UrgencyBadge urgency={review.urgency} />
                  {review.state === 'open' && <Deadline at={review.dueAt} />}
                </>
              }
            />
            <Grid>
              <Grid.Col span={{ base: 12, lg: 7 }}>
                <Section title={text.t('review.notice')}>
                  <Facts
                    facts={[
                      [text.t('notices.owner'), <BureauTag key="o" code={review.owner} />],
                      [text.t('reviews.kind'), text.t(`reviews.kind.${review.kind}`)],
                      [text.t('notice.content-version'), text.number(review.contentVersion)],
                      [
                        text.t('notice.distribution.to'),
                        review.distribution.to === 'all'
                          ? text.t('notice.distribution.all')
                          : review.distribution.to.map(text.bureau).join(', '),
                      ],
                      review.distribution.withhold.length > 0 && [
                        text.t('notice.distribution.withhold'),
                        review.distribution.withhold.map(text.bureau).join(', '),
                      ],
                      [
                        text.t('review.notice'),
                        <Anchor key="n" component={Link} to={`/notices/${review.notice}`}>
                          {text.t('common.open')}
                        </Anchor>,
                      ],
                    ]}
                  />
                </Section>
                {review.form && <FormView form={review.form} />}
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 5 }}>
                <Section title={text.t('reviews.reviewers')}>
                  <Text size="sm" mb="xs">
                    {text.t('review.needed', { n: review.needed })}
                  </Text>
                  <Stack gap={4}>
                    {review.takenBy.map((taken) => (
                      <Group key={taken.person} gap="xs">
                        <Text size="sm">
                          {taken === mine ? text.t('common.you') : <Actor id={taken.person} />}
                          {': '}
                          {taken.decision ? text.word(taken.decision, 'review.decision') : text.t('review.undecided')}
                        </Text>
                        {taken.reason && <Text size="sm">{taken.reason}</Text>}
                      </Group>
                    ))}
                  </Stack>
                  {reviews && !mine && <TakeForm review={review} />}
                </Section>
                {review.form && <Duplicates form={review.form} except={review.notice} />}
                {review.report && <RuleResults report={review.report} />}
                {reviews && mine?.decision === null && <DecideForm key={review.version} review={review} />}
              </Grid.Col>
            </Grid>
          </>
        );
      }}
    </Loaded>
  );
}
