import type { Particulars } from '../../../src/cases/contract.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { useText } from '../i18n/use-text.ts';

/** What is known of a person, without what is not. */
export function ParticularsFacts({ particulars: p }: { readonly particulars: Particulars }) {
  const text = useText();
  const birth =
    p.birth &&
    `${text.partialDate(p.birth.date)}${p.birth.precision === 'exact' ? '' : ` (${text.t(`person.birth.precision.${p.birth.precision}`)})`}`;
  const place = p.birthPlace && [p.birthPlace.place, p.birthPlace.country && text.country(p.birthPlace.country)];
  const looks = p.description && [
    p.description.heightCm && `${p.description.heightCm} cm`,
    p.description.weightKg && `${p.description.weightKg} kg`,
    p.description.eyes && `${text.t('person.eyes')}: ${p.description.eyes}`,
    p.description.hair && `${text.t('person.hair')}: ${p.description.hair}`,
    p.description.build,
    p.description.other,
  ];
  const join = (parts: readonly (string | number | false | undefined)[] | undefined) =>
    parts?.filter(Boolean).join(' · ') || null;
  const facts: readonly (Fact | false)[] = [
    p.sex !== 'U' && [text.t('person.sex'), text.t(`person.sex.${p.sex}`)],
    [text.t('person.birth'), birth],
    [text.t('person.birth.place'), join(place)],
    [text.t('person.nationalities'), join(p.nationalities.map(text.country))],
    [text.t('person.languages'), join(p.languages)],
    [
      text.t('person.documents'),
      join(
        p.documents.map(
          (d) => `${text.t(`person.document.type.${d.type}`)} ${d.number}${d.country ? ` (${d.country})` : ''}`,
        ),
      ),
    ],
    [text.t('person.marks'), join(p.marks.map((mark) => `${mark.place}: ${mark.text}`))],
    [text.t('person.fbi'), p.domestic?.fbiNumber],
  ];
  return (
    <>
      <Facts facts={facts} cols={4} />
      <Facts facts={[[text.t('person.description'), join(looks)]]} cols={1} />
    </>
  );
}
