import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { RequestSummary } from '../../../../src/cases/contract.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly items: readonly RequestSummary[];
  readonly pathOf: (item: RequestSummary) => string;
}

export function RequestTable({ items, pathOf }: Props) {
  const text = useText();
  return (
    <RowTable
      caption={text.t('requests.title')}
      rows={items}
      keyOf={(item) => item.id}
      columns={[
        {
          label: text.t('common.number'),
          lead: true,
          cell: (item) => (
            <Anchor component={Link} to={pathOf(item)} fw={600} className="ltr">
              {item.number}
            </Anchor>
          ),
        },
        { label: text.t('common.offence'), cell: (item) => text.word(item.offence, 'offence') },
        {
          label: text.t('requests.wanted'),
          cell: (item) => text.list(item.wanted.map((wanted) => text.word(wanted, 'wanted'))),
        },
        {
          label: text.t('requests.from'),
          cell: (item) => (item.from ? <BureauTag code={item.from} /> : <span className="ltr">{item.agency}</span>),
        },
        { label: text.t('common.urgency'), cell: (item) => <UrgencyBadge urgency={item.urgency} /> },
        { label: text.t('common.state'), cell: (item) => <StateBadge state={item.state} scope="request.state" /> },
        { label: text.t('common.received'), cell: (item) => <When at={item.receivedAt} /> },
        {
          label: text.t('common.case'),
          cell: (item) => item.caseNumber && <span className="ltr">{item.caseNumber}</span>,
        },
      ]}
    />
  );
}
