import { Anchor, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type DedupeRules, type JointRow, STANDINGS, type TipGroup } from '../../../../src/tips/contract.ts';
import { useGet, usePages } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PagedTable } from '../../components/PagedTable.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useJointColumns } from './Joints.tsx';

/** Groups of related reports, and the shared details that wait for a person's word. */
export function GroupsPage() {
  const text = useText();
  return (
    <>
      <PageHeader
        title={text.t('groups.title')}
        hint={text.t('groups.hint')}
        back={{ to: '/tips', label: text.t('tips.title') }}
      />
      <Details />
      <Groups />
      <RulesSection />
    </>
  );
}

function Details() {
  const text = useText();
  const [standing, setStanding] = useState<string>('proposed');
  const list = usePages<JointRow>('/api/tip-joints', { standing });
  return (
    <Section
      title={text.t('groups.details')}
      actions={
        <Select
          size="xs"
          aria-label={text.t('related.standing')}
          allowDeselect={false}
          value={standing}
          onChange={(value) => setStanding(value ?? 'proposed')}
          data={STANDINGS.map((value) => ({ value, label: text.word(value, 'tip.joint.standing') }))}
        />
      }
    >
      <PagedTable
        caption={text.t('groups.details')}
        list={list}
        empty={text.t('groups.details.empty')}
        keyOf={(row) => row.id}
        columns={useJointColumns()}
      />
    </Section>
  );
}

function Groups() {
  const text = useText();
  const list = usePages<TipGroup>('/api/tip-groups');
  return (
    <Section title={text.t('groups.all')}>
      <PagedTable
        caption={text.t('groups.all')}
        list={list}
        empty={text.t('groups.empty')}
        keyOf={(row) => row.id}
        columns={[
          {
            label: text.t('related.reports'),
            lead: true,
            cell: (row) => (
              <div>
                <Anchor component={Link} to={`/tip-groups/${row.id}`} fw={600} size="sm" className="ltr">
                  {row.numbers.join(', ')}
                  {row.tips > row.numbers.length ? ' …' : ''}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {text.t('groups.count', {
                    n: text.number(row.tips),
                    open: text.number(row.open),
                    merged: text.number(row.merged),
                  })}
                </Text>
              </div>
            ),
          },
          {
            label: text.t('groups.joined'),
            cell: (row) => (
              <div>
                <Text size="sm">{row.kinds.map((kind) => text.phrase(`tip.joint.kind.${kind}`)).join(' · ')}</Text>
                {row.shown.map((shown) => (
                  <Text key={shown} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    <bdi>{shown}</bdi>
                  </Text>
                ))}
              </div>
            ),
          },
          { label: text.t('groups.changed'), cell: (row) => <When at={row.updatedAt} /> },
        ]}
      />
    </Section>
  );
}

function RulesSection() {
  const text = useText();
  const query = useGet<DedupeRules>('/api/tip-dedupe-rules', undefined, { lasting: true });
  return (
    <Section title={text.t('groups.rules')}>
      <Loaded query={query}>
        {(rules) => (
          <>
            <Text size="sm" mb="xs">
              {text.t('groups.rules.hint', {
                n: text.number(rules.groupMost),
                hours: text.number(rules.spanHours),
              })}
            </Text>
            <RowTable
              caption={text.t('groups.rules')}
              rows={rules.kinds}
              keyOf={(row) => row.kind}
              columns={[
                {
                  label: text.t('related.shared'),
                  lead: true,
                  cell: (row) => text.phrase(`tip.joint.kind.${row.kind}`),
                },
                {
                  label: text.t('related.standing'),
                  cell: (row) => <StateBadge state={row.standing} scope="tip.joint.standing" size="sm" />,
                },
                { label: text.t('groups.rules.most'), cell: (row) => text.number(row.most) },
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
