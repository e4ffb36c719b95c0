import { Alert, Anchor, Grid } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { NoticeDetail } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Distribution } from './Distribution.tsx';
import { DocumentSection } from './document/DocumentSection.tsx';
import { PublicSection } from './document/PublicSection.tsx';
import { Endings } from './Endings.tsx';
import { FormView } from './FormView.tsx';
import { NationalEntries } from './life/NationalEntries.tsx';
import { NoticeActions } from './NoticeActions.tsx';
import { NoticeHits } from './NoticeHits.tsx';
import { Purge } from './Purge.tsx';
import { RetestNote } from './RetestNote.tsx';
import { RuleResults } from './RuleResults.tsx';
import { Versions } from './Versions.tsx';

/** A notice: what it says, what the rules found, who holds it, and what can be done with it now. */
export function NoticePage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<NoticeDetail>(`/api/notices/${id}`);
  return (
    <Loaded query={query}>
      {(notice) => {
        const newest = notice.versions[0];
        return (
          <>
            <PageHeader
              number={notice.number ?? notice.reference}
              title={notice.name ?? text.t('notices.unnamed')}
              back={{ to: '/notices', label: text.t('notices.title') }}
              badges={
                <>
                  <ColourMark colour={notice.colour} />
                  <StateBadge state={notice.standing} scope="notice.state" size="lg" />
                </>
              }
              actions={<NoticeActions notice={notice} />}
            />
            {notice.banners.map((banner) => (
              <Alert key={banner.code} color="red" variant="filled" icon={<IconAlertTriangle />} mb="sm" role="alert">
                {text.phrase(banner.code, banner.params)}
              </Alert>
            ))}
            {notice.tombstone && (
              <Alert
                color="gray"
                icon={<IconTrash />}
                mb="sm"
                title={text.word(notice.tombstone.ground, 'notice.ground')}
              >
                {text.t('notice.tombstone')} <When at={notice.tombstone.endedAt} />
              </Alert>
            )}
            {notice.decisionReason && (
              <Alert color="orange" mb="sm" title={text.t('notice.decision-reason')}>
                <span className="prose">{notice.decisionReason}</span>
              </Alert>
            )}
            <Grid>
              <Grid.Col span={{ base: 12, lg: 7 }}>
                <Section title={text.t('review.notice')}>
                  <Facts
                    facts={[
                      [text.t('notices.owner'), <BureauTag key="o" code={notice.owner} />],
                      [text.t('notices.relation'), text.word(notice.relation, 'notice.relation')],
                      notice.contentVersion > 0 && [
                        text.t('notice.content-version'),
                        text.number(notice.contentVersion),
                      ],
                      notice.reference && [
                        text.t('notice.reference'),
                        <span key="r" className="ltr">
                          {notice.reference}
                        </span>,
                      ],
                      notice.issuedAt !== null && [text.t('notice.issued-at'), <When key="i" at={notice.issuedAt} />],
                      notice.endedAt !== null && [text.t('notice.ended-at'), <When key="e" at={notice.endedAt} />],
                      notice.channel === 'diffusion' && [
                        text.t('notice.channel'),
                        text.word(notice.channel, 'notice.channel'),
                      ],
                      notice.endsAt !== null &&
                        notice.endedAt === null && [text.t('notice.ends-at'), <When key="x" at={notice.endsAt} day />],
                      notice.warrantConfirmedAt !== null && [
                        text.t('notice.warrant-confirmed-at'),
                        <When key="w" at={notice.warrantConfirmedAt} day />,
                      ],
                      notice.actingAt !== null && [text.t('notice.acting-at'), <When key="b" at={notice.actingAt} />],
                      notice.suspendedUntil !== null && [
                        text.t('notice.suspended-until'),
                        <When key="s" at={notice.suspendedUntil} day />,
                      ],
                      notice.amendment !== null && [
                        text.t('notice.amendment'),
                        text.word(notice.amendment, 'notice.state'),
                      ],
                      notice.caseId && [
                        text.t('common.case'),
                        <Anchor key="c" component={Link} to={`/cases/${notice.caseId}`}>
                          {text.t('common.open')}
                        </Anchor>,
                      ],
                    ]}
                  />
                </Section>
                {newest && <FormView form={newest.form} />}
                <Versions notice={notice} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 5 }}>
                {newest && <DocumentSection notice={notice} />}
                <RetestNote notice={notice} />
                {newest && <RuleResults report={newest.report} />}
                <Endings notice={notice} />
                {notice.relation === 'owner' && ['red', 'yellow'].includes(notice.colour) && notice.number !== null && (
                  <PublicSection notice={notice} />
                )}
                <NoticeHits hits={notice.hits} />
                {notice.relation === 'holder' && <NationalEntries notice={notice.id} />}
                {isGathered(notice) && notice.endedAt !== null && <Purge notice={notice} />}
              </Grid.Col>
            </Grid>
            {isGathered(notice) && <Distribution notice={notice} />}
          </>
        );
      }}
    </Loaded>
  );
}

/** Who was sent it is known at the Secretariat and at the owner, once it is out. */
const isGathered = (notice: NoticeDetail): boolean =>
  (notice.relation === 'owner' || notice.relation === 'secretariat') &&
  (notice.number !== null || notice.channel === 'diffusion');
