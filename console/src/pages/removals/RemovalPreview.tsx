import type { RemovalPreview as Preview } from '../../../../src/travel/contract.ts';
import { Facts } from '../../components/Facts.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What a file holds, before anything is drafted. */
export function RemovalPreview({ preview, full }: { readonly preview: Preview; readonly full: boolean }) {
  const text = useText();
  return (
    <>
      <Section title={text.t('removals.preview')}>
        <Facts
          cols={4}
          facts={[
            [text.t('removals.records'), text.number(preview.records)],
            [text.t('removals.readable'), text.number(preview.readable)],
            [text.t('removals.refused'), text.number(preview.refused)],
            [text.t('removals.held'), text.number(preview.held)],
            preview.known > 0 && [text.t('removals.known'), text.number(preview.known)],
            preview.ignored.length > 0 && [text.t('removals.ignored'), preview.ignored.join(', ')],
            preview.domestic.length > 0 && [
              text.t('removals.domestic'),
              preview.domestic.map((name) => text.word(name, 'removal.domestic')).join(', '),
            ],
            ...Object.entries(preview.failing).map(([rule, n]): [string, string] => [
              text.phrase(`rule.${rule}`),
              text.number(n),
            ]),
          ]}
        />
      </Section>
      {full && preview.problems.length > 0 && (
        <Section title={text.t('removals.refused')}>
          <RowTable
            caption={text.t('removals.refused')}
            rows={preview.problems}
            keyOf={(row) => String(row.record)}
            columns={[
              { label: text.t('trip.row'), lead: true, width: 80, cell: (row) => text.number(row.record) },
              {
                label: text.t('removals.why'),
                cell: (row) => row.problems.map((one) => text.phrase(one.code, one.params)).join(' · '),
              },
            ]}
          />
        </Section>
      )}
      {full && preview.sample.length > 0 && (
        <Section title={text.t('removals.rows')}>
          <RowTable
            caption={text.t('removals.rows')}
            rows={preview.sample}
            keyOf={(row) => String(row.record)}
            columns={[
              { label: text.t('trip.row'), width: 80, cell: (row) => text.number(row.record) },
              { label: text.t('trip.person'), lead: true, cell: (row) => <bdi>{row.name}</bdi> },
              { label: text.t('trip.date'), cell: (row) => row.birthDate && text.partialDate(row.birthDate) },
              { label: text.t('trip.to'), cell: (row) => text.country(row.country) },
              {
                label: text.t('common.state'),
                cell: (row) => text.word(row.passes ? 'drafted' : 'held', 'removal-row.state'),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
