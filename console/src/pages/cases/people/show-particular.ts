import type { IdentityDocument, PersonName } from '../../../../../src/cases/contract.ts';
import type { Text } from '../../../i18n/text.ts';
import { nameLines } from '../../../person/name-lines.ts';

type Field = readonly [pointer: string, label: string];

/** The places of a person that two people may change, with their labels. */
export function particularFields(text: Text): readonly Field[] {
  const at = (pointer: string, label: string): Field => [`/particulars/${pointer}`, label];
  return [
    ['/role', text.t('person.role')],
    at('names', text.t('person.names')),
    at('sex', text.t('person.sex')),
    at('birth', text.t('person.birth')),
    at('birthPlace', text.t('person.birth.place')),
    at('nationalities', text.t('person.nationalities')),
    at('documents', text.t('person.documents')),
    at('description/heightCm', text.t('person.height')),
    at('description/weightKg', text.t('person.weight')),
    at('description/eyes', text.t('person.eyes')),
    at('description/hair', text.t('person.hair')),
    at('description/build', text.t('person.build')),
    at('description/other', text.t('person.other')),
    at('marks', text.t('person.marks')),
    at('languages', text.t('person.languages')),
    at('domestic', text.t('person.fbi')),
  ];
}

/** One place of a person in words. */
export function showParticular(text: Text, pointer: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (pointer === '/role') return text.word(String(value), 'subject');
  if (pointer.endsWith('/sex')) return text.word(String(value), 'person.sex');
  if (pointer.endsWith('/names')) return nameLines(value as PersonName[]).join('\n');
  if (pointer.endsWith('/nationalities')) return (value as string[]).map(text.country).join(', ');
  if (pointer.endsWith('/documents')) {
    return (value as IdentityDocument[])
      .map(({ number, country }) => [number, country].filter(Boolean).join(' '))
      .join('\n');
  }
  if (pointer.endsWith('/marks')) {
    return (value as { place: string; text: string }[]).map(({ place, text: what }) => `${place}: ${what}`).join('\n');
  }
  if (pointer.endsWith('/birth')) {
    const { date, precision } = value as { date: string; precision: string };
    return `${text.partialDate(date)} (${text.word(precision, 'person.birth.precision')})`;
  }
  if (pointer.endsWith('/birthPlace')) {
    const { place, country } = value as { place?: string; country?: string };
    return [place, country && text.country(country)].filter(Boolean).join(', ');
  }
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') return Object.values(value).join(', ');
  return String(value);
}
