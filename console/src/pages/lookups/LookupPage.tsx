import { Alert } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useParams } from 'react-router';
import type { LookupView } from '../../../../src/identification/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CaseLink } from '../../components/Linked.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { namesOf } from '../../hashing/kept-names.ts';
import { useText } from '../../i18n/use-text.ts';
import { ListedMatches } from './ListedMatches.tsx';
import { MatchCard } from './MatchCard.tsx';

/** One question to Lyon, and what it found. */
export function LookupPage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<LookupView>(`/api/lookups/${id}`);
  const names = namesOf(id);
  const nameOf = (lookup: LookupView, n: number) =>
    names[n] ??
    (lookup.asked[n]?.mediaId
      ? `${text.t('lookup.match.picture')} ${n + 1}`
      : text.t('lookup.match.item', { n: n + 1 }));
  return (
    <Loaded query={query}>
      {(lookup) => (
        <>
          <PageHeader
            title={lookup.purpose}
            back={
              lookup.caseId
                ? { to: `/cases/${lookup.caseId}?tab=pictures`, label: text.t('common.case') }
                : { to: '/lookups', label: text.t('lookups.title') }
            }
            badges={
              <>
                <StateBadge state={lookup.state} scope="ask.state" size="lg" />
                <UrgencyBadge urgency={lookup.urgency} />
              </>
            }
          />
          <Section title={text.t('lookup.do')}>
            <Facts
              cols={4}
              facts={[
                [text.t('lookups.by'), <Actor key="b" id={lookup.askedBy} />],
                [text.t('lookups.asked'), <When key="a" at={lookup.askedAt} />],
                lookup.answeredAt !== null && [
                  text.word('answered', 'ask.state'),
                  <When key="w" at={lookup.answeredAt} />,
                ],
                [text.t('lookups.items'), text.number(lookup.items)],
                lookup.caseId && [text.t('common.case'), <CaseLink key="c" id={lookup.caseId} tab="pictures" />],
              ]}
            />
            {unsearched(lookup).length > 0 && (
              <Alert color="orange" mt="sm">
                {text.t('lookup.not-searched', {
                  items: text.list(unsearched(lookup).map((n) => nameOf(lookup, n))),
                })}
              </Alert>
            )}
          </Section>
          <Section title={text.t('lookups.matches')}>
            {lookup.state === 'open' && (
              <Alert icon={<IconHourglass />} role="status">
                {text.t('lookup.waiting')}
              </Alert>
            )}
            {lookup.state === 'refused' && <Alert color="red">{text.phrase(lookup.code ?? 'refused')}</Alert>}
            {lookup.state === 'answered' && lookup.found.length === 0 && (
              <EmptyState title={text.t('lookup.no-match')} />
            )}
            {lookup.found.map((match) => (
              <MatchCard
                key={`${match.item}${match.lyonMediaId}`}
                match={match}
                lookupId={lookup.id}
                mediaId={lookup.asked[match.item]?.mediaId ?? null}
                fileName={names[match.item] ?? null}
                caseId={lookup.caseId}
              />
            ))}
          </Section>
          <ListedMatches listed={lookup.listed} nameOf={(n) => nameOf(lookup, n)} />
        </>
      )}
    </Loaded>
  );
}

/** Places of the items that were asked about by file hash alone. */
function unsearched({ state, asked }: LookupView): number[] {
  return state === 'answered' ? asked.flatMap((item, n) => (item.nearSearched ? [] : [n])) : [];
}
