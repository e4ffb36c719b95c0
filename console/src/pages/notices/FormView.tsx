import { Group, Image, Stack } from '@mantine/core';
import type { NoticeForm } from '../../../../src/notices/contract.ts';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { Section } from '../../components/Section.tsx';
import { getAt } from '../../form/pointer.ts';
import type { Text as Words } from '../../i18n/text.ts';
import { useText } from '../../i18n/use-text.ts';
import { type NoticeField, sectionsOf } from './fields.ts';
import { LongText } from './LongText.tsx';
import { useCodes } from './use-codes.ts';

type Codes = ReturnType<typeof useCodes>;

/** What a notice says. Fields that say nothing are left out. */
export function FormView({ form }: { readonly form: NoticeForm }) {
  const text = useText();
  const codes = useCodes();
  return (
    <>
      {sectionsOf(form.colour).map((section) => {
        const shown = section.fields.filter(
          // What only helps to fill the form says nothing of its own.
          (field) => field.kind !== 'laws' && isSaid(getAt(form, field.at)),
        );
        if (shown.length === 0) return null;
        const short = shown.filter((field) => field.kind !== 'area' && field.kind !== 'photos');
        const long = shown.filter((field) => field.kind === 'area');
        return (
          <Section key={section.name} title={text.t(`notice.section.${section.name}`)}>
            <Stack gap="sm">
              <Facts
                facts={short.map(
                  (field): Fact => [text.t(field.label), say(text, codes, field, getAt(form, field.at))],
                )}
              />
              {long.map((field) => (
                <LongText key={field.at} form={form} at={field.at} label={text.t(field.label)} />
              ))}
              {section.name === 'subject' && <Photos form={form} />}
            </Stack>
          </Section>
        );
      })}
    </>
  );
}

function Photos({ form }: { readonly form: NoticeForm }) {
  const text = useText();
  const photos = (form.subject.photos ?? []).filter((photo) => photo.data);
  if (photos.length === 0) return null;
  return (
    <Group gap="sm">
      {photos.map((photo) => (
        <Image
          key={photo.sha256}
          src={`data:${photo.mediaType};base64,${photo.data}`}
          alt={`${text.t('notice.field.photos')} ${photo.taken ?? ''}`}
          h={160}
          w="auto"
          fit="contain"
          radius="sm"
        />
      ))}
    </Group>
  );
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function say(text: Words, codes: Codes, field: NoticeField, value: unknown): string {
  const list = Array.isArray(value) ? value : [value];
  switch (field.kind) {
    case 'flag':
      return text.t(value === true ? 'common.yes' : 'common.no');
    case 'date':
    case 'partial':
      return text.partialDate(String(value));
    case 'number':
      return text.number(Number(value));
    case 'offence':
      return text.word(String(value), 'offence');
    case 'country':
    case 'countries':
      return list.map((code) => text.country(String(code))).join(', ');
    case 'countries-or-all':
      return value === 'all'
        ? text.t('notice.field.extraditionFrom.all')
        : list.map((code) => text.country(String(code))).join(', ');
    case 'choice':
    case 'choices': {
      const table: Readonly<Record<string, string>> = field.codes ? codes[field.codes] : {};
      return list.map((code) => table[String(code)] ?? text.word(String(code), field.scope ?? '')).join(', ');
    }
    case 'documents':
      return list
        .map((d) => `${text.word(d.kind, 'person.document.type')} ${d.number}${d.country ? ` (${d.country})` : ''}`)
        .join(' · ');
    case 'marks':
      return list.map((mark) => mark.text).join(' · ');
    case 'convictions':
      return list.map((c) => [c.offence, text.partialDate(c.date), c.court].filter(Boolean).join(', ')).join(' · ');
    case 'orders':
      return list
        .map((o) =>
          [
            `${o.court} (${text.country(o.country)})`,
            text.partialDate(o.date),
            text.word(o.custodyTo, 'notice.custody-to'),
            text.word(o.standing, 'notice.order'),
          ].join(', '),
        )
        .join(' · ');
    case 'assets':
      return list
        .map((a) =>
          [text.word(a.kind, 'notice.asset'), a.description, a.identifier, a.country && text.country(a.country)]
            .filter(Boolean)
            .join(', '),
        )
        .join(' · ');
    case 'tags':
      return list.join(' · ');
    default:
      return String(value);
  }
}
