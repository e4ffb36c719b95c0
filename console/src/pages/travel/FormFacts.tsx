import { Text } from '@mantine/core';
import type { Particulars } from '../../../../src/cases/contract.ts';
import type { TravelDetail } from '../../../../src/travel/contract.ts';
import { Facts } from '../../components/Facts.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ParticularsFacts } from '../../person/ParticularsFacts.tsx';

type Form = NonNullable<TravelDetail['form']>;

/** What is known of the traveller, the purpose, where they stay, and what for they are registered. */
export function FormFacts({ item, form }: { readonly item: TravelDetail; readonly form: Form }) {
  const text = useText();
  return (
    <>
      <Section title={text.t('trip.person')}>
        <ParticularsFacts particulars={form.person as Particulars} />
      </Section>
      <Section title={text.word(item.kind, 'travel.kind')}>
        <Facts
          facts={[
            [text.t('trip.purposes'), text.list(form.purposes.map((one) => text.word(one, 'travel.purpose')))],
            [text.t('trip.purpose-text'), form.purposeText],
            [text.t('trip.source'), form.source?.agency],
            [text.t('trip.reference'), form.source?.reference],
            [text.t('trip.contact'), form.source?.contact],
            [text.t('trip.jurisdiction'), form.registration?.jurisdiction],
            [text.t('trip.informed'), form.registration?.informedOn && text.partialDate(form.registration.informedOn)],
            [text.t('trip.removal.ordered'), form.removal?.orderedOn && text.partialDate(form.removal.orderedOn)],
            form.companions?.children && [text.t('trip.children'), text.t('common.yes')],
            item.lateReason && [text.t('trip.late.why'), text.word(item.lateReason, 'travel.late')],
            [text.t('trip.late.text'), item.lateText],
            ...form.stays.map((stay): [string, string] => [
              `${text.t('trip.address')}: ${text.country(stay.country)}`,
              [stay.address, stay.contact].filter(Boolean).join(' · '),
            ]),
          ]}
        />
        {form.remarks && (
          <Text size="sm" mt="sm">
            <bdi>{form.remarks}</bdi>
          </Text>
        )}
      </Section>
      {form.convictions.length > 0 && (
        <Section title={text.t('trip.convictions')}>
          <RowTable
            caption={text.t('trip.convictions')}
            rows={form.convictions.map((one, n) => ({ ...one, n }))}
            keyOf={(one) => String(one.n)}
            columns={[
              { label: text.t('trip.offence'), lead: true, cell: (one) => <bdi>{one.offence}</bdi> },
              { label: text.t('trip.date'), cell: (one) => one.date && text.partialDate(one.date) },
              { label: text.t('trip.court'), cell: (one) => one.court && <bdi>{one.court}</bdi> },
              {
                label: text.t('trip.victim.age'),
                cell: (one) => one.victim?.age !== undefined && text.number(one.victim.age),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
