import { Badge, Grid, Tabs } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useParams, useSearchParams } from 'react-router';
import { type CaseView, TIMELINE_PARTS } from '../../../../src/cases/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { TimelineSection } from '../../components/TimelineSection.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CaseAccess } from './CaseAccess.tsx';
import { CaseActions } from './CaseActions.tsx';
import { CaseBureaus } from './CaseBureaus.tsx';
import { CaseCopies } from './CaseCopies.tsx';
import { CaseNotices } from './CaseNotices.tsx';
import { CaseOverview } from './CaseOverview.tsx';
import { CasePeople } from './CasePeople.tsx';
import { CasePictures } from './CasePictures.tsx';
import { CaseTasks } from './CaseTasks.tsx';
import { CaseLinks } from './links/CaseLinks.tsx';
import { MergedWith } from './links/MergeDialogs.tsx';
import { HandOverWaiting } from './work/HandOver.tsx';

/** A case: what it is, who is in it, what others were asked, and everything that happened. */
export function CasePage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const query = useGet<CaseView>(`/api/cases/${id}`);
  return (
    <Loaded query={query}>
      {(file) => {
        const tabs = [
          ['overview', text.t('case.tab.overview'), <CaseOverview key="o" file={file} />],
          ['people', `${text.t('case.tab.people')} (${file.subjects.length})`, <CasePeople key="p" file={file} />],
          ['tasks', text.t('case.tab.work'), <CaseTasks key="t" file={file} />],
          ['links', text.t('case.tab.links'), <CaseLinks key="l" file={file} />],
          ['bureaus', text.t('case.tab.bureaus'), <CaseBureaus key="b" file={file} />],
          ...(me.is('analyst', 'supervisor', 'watch-officer', 'auditor')
            ? ([['notices', text.t('case.tab.notices'), <CaseNotices key="n" file={file} />]] as const)
            : []),
          ['pictures', text.t('case.tab.pictures'), <CasePictures key="m" file={file} />],
          ...(me.is('analyst', 'supervisor', 'watch-officer')
            ? ([['copies', text.t('case.tab.copies'), <CaseCopies key="c" file={file} />]] as const)
            : []),
          ...(file.restricted
            ? ([['access', text.t('access.title'), <CaseAccess key="a" file={file} />]] as const)
            : []),
        ] as const;
        return (
          <>
            <PageHeader
              number={file.number}
              title={file.title}
              back={{ to: '/cases', label: text.t('cases.title') }}
              badges={
                <>
                  <StateBadge state={file.state} scope="case.state" size="lg" />
                  <UrgencyBadge urgency={file.urgency} />
                  {file.restricted && (
                    <Badge variant="light" color="orange" tt="none" leftSection={<IconLock size={12} aria-hidden />}>
                      {text.t('case.is-restricted')}
                    </Badge>
                  )}
                </>
              }
              actions={<CaseActions file={file} />}
            />
            <MergedWith file={file} />
            <HandOverWaiting file={file} />
            <Grid>
              <Grid.Col span={{ base: 12, lg: 8 }}>
                <Tabs
                  value={params.get('tab') ?? 'overview'}
                  onChange={(tab) => setParams(tab ? { tab } : {}, { replace: true })}
                  keepMounted={false}
                >
                  <Tabs.List mb="md">
                    {tabs.map(([value, label]) => (
                      <Tabs.Tab key={value} value={value}>
                        {label}
                      </Tabs.Tab>
                    ))}
                  </Tabs.List>
                  {tabs.map(([value, , content]) => (
                    <Tabs.Panel key={value} value={value}>
                      {content}
                    </Tabs.Panel>
                  ))}
                </Tabs>
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 4 }}>
                <section className="aside" aria-label={text.t('timeline.title')}>
                  <TimelineSection path={`/api/cases/${id}/timeline`} parts={TIMELINE_PARTS} />
                </section>
              </Grid.Col>
            </Grid>
          </>
        );
      }}
    </Loaded>
  );
}
