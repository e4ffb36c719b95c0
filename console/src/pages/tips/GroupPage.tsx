import { Anchor, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { TipGroupView } from '../../../../src/tips/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Shared, useJointColumns } from './Joints.tsx';
import { MergeDialog } from './MergeDialog.tsx';

/** One group: its reports, what each was joined by, and merging them. */
export function GroupPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const query = useGet<TipGroupView>(`/api/tip-groups/${id}`);
  const columns = useJointColumns();
  const [merging, setMerging] = useState(false);
  return (
    <Loaded query={query}>
      {(group) => {
        const open = group.tips.filter((tip) => tip.state === 'open');
        const leads = group.tips.filter((tip) => tip.state === 'open' || tip.state === 'routed');
        const byId = new Map(group.tips.map((tip) => [tip.id, tip]));
        return (
          <>
            <PageHeader
              title={text.t('related.group', { n: text.number(group.tips.length) })}
              back={{ to: '/tip-groups', label: text.t('groups.title') }}
              hint={<When at={group.updatedAt} />}
              actions={
                open.length > 0 &&
                leads.length > 1 &&
                me.is('analyst', 'supervisor', 'watch-officer') && (
                  <Button onClick={() => setMerging(true)}>{text.t('merge.action')}</Button>
                )
              }
            />
            <Section title={text.t('related.reports')}>
              <RowTable
                caption={text.t('related.reports')}
                rows={group.tips}
                keyOf={(tip) => tip.id}
                columns={[
                  {
                    label: text.t('tips.number'),
                    lead: true,
                    cell: (tip) => (
                      <div>
                        <Anchor component={Link} to={`/tips/${tip.id}`} fw={600} size="sm">
                          <span className="ltr">{tip.reportNumber}</span> · <bdi>{tip.provider}</bdi>
                        </Anchor>
                        <Text size="xs" c="dimmed">
                          <bdi>{tip.incidentType}</bdi>
                        </Text>
                      </div>
                    ),
                  },
                  {
                    label: text.t('common.state'),
                    cell: (tip) => <StateBadge state={tip.state} scope="tip.state" size="sm" />,
                  },
                  {
                    label: text.t('groups.joined'),
                    cell: (tip) =>
                      group.joints
                        .filter((joint) => joint.standing !== 'proposed' && joint.tips.includes(tip.id))
                        .slice(0, 4)
                        .map((joint) => <Shared key={joint.id} joint={joint} />),
                  },
                  { label: text.t('tips.received'), cell: (tip) => <When at={tip.receivedAt} /> },
                ]}
              />
            </Section>
            <Section title={text.t('groups.details')}>
              <RowTable
                caption={text.t('groups.details')}
                rows={group.joints.map((joint) => ({
                  ...joint,
                  tips: joint.tips.flatMap((tipId) => byId.get(tipId) ?? []),
                }))}
                keyOf={(row) => row.id}
                columns={columns}
              />
            </Section>
            {merging && <MergeDialog tips={leads} onClose={() => setMerging(false)} />}
          </>
        );
      }}
    </Loaded>
  );
}
