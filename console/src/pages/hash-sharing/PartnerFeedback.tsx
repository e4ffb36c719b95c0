import { Text } from '@mantine/core';
import type { PartnerFeedbackView } from '../../../../src/identification/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { PagedTable } from '../../components/PagedTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What partners said of entries that are shared from here. */
export function PartnerFeedback() {
  const text = useText();
  const list = usePages<PartnerFeedbackView>('/api/hash-partner-feedback');
  return (
    <Section title={text.t('sharing.partner-feedback')}>
      <PagedTable
        list={list}
        caption={text.t('sharing.partner-feedback')}
        empty={text.t('sharing.partner-feedback.none')}
        keyOf={({ id }) => id}
        columns={[
          { label: text.t('sharing.source.name'), lead: true, cell: ({ partnerName }) => <bdi>{partnerName}</bdi> },
          {
            label: text.t('sharing.entries.entry'),
            cell: ({ entryKey, type }) => (
              <span className="ltr">
                {entryKey} · {type}
              </span>
            ),
          },
          {
            label: text.t('sharing.feedback.sentiment'),
            cell: ({ sentiment, reasons }) => (
              <div>
                <StateBadge state={sentiment} scope="sharing.sentiment" size="sm" />
                {reasons.length > 0 && <Text size="xs">{reasons.join(' · ')}</Text>}
              </div>
            ),
          },
          { label: text.t('common.at'), cell: ({ at }) => <When at={at} /> },
        ]}
      />
    </Section>
  );
}
