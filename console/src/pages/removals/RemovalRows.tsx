import { Anchor, Select } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type RemovalRow, type RemovalView, ROW_STATES } from '../../../../src/travel/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Row by row: its notice, who assessed it, and why it is held or refused. */
export function RemovalRows({ item }: { readonly item: RemovalView }) {
  const text = useText();
  const [state, setState] = useState<string | null>(null);
  const list = usePages<RemovalRow>(
    `/api/removals/${item.id}/rows`,
    { state: state ?? undefined },
    { enabled: item.state !== 'running' },
  );
  return (
    <Section
      title={text.t('removals.rows')}
      actions={
        <Select
          aria-label={text.t('common.state')}
          placeholder={text.t('common.all')}
          value={state}
          onChange={setState}
          allowDeselect
          clearable
          data={ROW_STATES.filter((one) => item.counts[one] > 0).map((value) => ({
            value,
            label: text.word(value, 'removal-row.state'),
          }))}
        />
      }
    >
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={text.t('common.none')} />
          ) : (
            <RowTable
              caption={text.t('removals.rows')}
              rows={rows}
              keyOf={(row) => String(row.record)}
              columns={[
                { label: text.t('trip.row'), width: 70, cell: (row) => text.number(row.record) },
                {
                  label: text.t('removals.notice'),
                  lead: true,
                  cell: ({ notice }) =>
                    notice && (
                      <Anchor component={Link} to={`/notices/${notice.id}`}>
                        <span className="ltr">{notice.reference}</span> <bdi>{notice.name}</bdi>
                      </Anchor>
                    ),
                },
                {
                  label: text.t('common.state'),
                  cell: (row) => <StateBadge state={row.state} scope="removal-row.state" />,
                },
                {
                  label: text.t('removals.assessor'),
                  cell: ({ notice }) =>
                    notice?.assessor && (
                      <>
                        <bdi>{notice.assessor}</bdi>
                        {notice.assessedOn && `, ${text.partialDate(notice.assessedOn)}`}
                      </>
                    ),
                },
                {
                  label: text.t('removals.why'),
                  cell: (row) => row.problems.map((one) => text.phrase(one.code, one.params)).join(' · '),
                },
              ]}
            />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </Section>
  );
}
