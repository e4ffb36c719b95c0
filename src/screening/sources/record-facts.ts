import type { LocalSubject } from '../../cases/index.ts';
import type { NoticeForm } from '../../notices/index.ts';
import type { RecordFact } from '../contract.ts';

type Values = readonly (string | undefined | null | false)[];

/** Only what is known: a fact without a value is left out. */
function facts(list: readonly (readonly [label: string, values: Values])[]): RecordFact[] {
  return list
    .map(([label, values]) => ({ label, values: values.filter((value) => typeof value === 'string' && value !== '') }))
    .filter((fact): fact is { label: string; values: string[] } => fact.values.length > 0);
}

const words = (...parts: (string | number | undefined | null)[]): string =>
  parts.filter((part) => part !== undefined && part !== null && part !== '').join(' ');

/** What a notice says of the person and of the matter, for telling whether it is this person and what to do. */
export function factsOfNotice(form: NoticeForm): RecordFact[] {
  const { subject } = form;
  const { description } = subject;
  return [
    ...facts([
      ['record.family', [subject.familyName]],
      ['record.given', [subject.forename]],
      ['record.native', [subject.nativeName]],
      ['record.aliases', subject.aliases ?? []],
      ['record.sex', [subject.sex]],
      ['record.birth', [subject.birthDate]],
      ['record.birth-place', [words(subject.birthPlace, subject.birthCountry)]],
      ['record.nationality', subject.nationalities ?? []],
      ['record.documents', (subject.documents ?? []).map((d) => words(d.number, d.country, d.expires))],
      ['record.height', [description?.heightCm === undefined ? '' : `${description.heightCm} cm`]],
      ['record.looks', [description?.build, description?.other]],
      ['record.marks', (subject.marks ?? []).map((mark) => mark.text)],
      ['record.parents', [subject.fatherName, subject.motherName]],
      ['record.status', [form.status]],
      ['record.precautions', [form.precautions]],
      ['record.matter', [form.facts?.summary]],
    ]),
    ...matterOf(form),
  ];
}

function matterOf(form: NoticeForm): RecordFact[] {
  switch (form.colour) {
    case 'red': {
      const { judicial } = form;
      const { warrant } = judicial ?? {};
      return facts([
        ['record.charges', judicial?.charges ?? []],
        ['record.warrant', [words(warrant?.number, warrant?.date, warrant?.authority)]],
        ['record.arrest-instructions', [judicial?.arrestInstructions]],
      ]);
    }
    case 'blue':
      return facts([['record.question', [form.question]]]);
    case 'green':
      return facts([
        ['record.threat', [form.assessment?.threat]],
        ['record.convictions', (form.assessment?.convictions ?? []).map((c) => words(c.offence, c.date, c.court))],
      ]);
    case 'yellow':
      return facts([
        ['record.missing-since', [form.event?.date]],
        ['record.circumstances', [form.event?.circumstances]],
      ]);
    default:
      return [];
  }
}

export function photosOfNotice(form: NoticeForm): string[] {
  return (form.subject.photos ?? []).flatMap((photo) =>
    photo.data ? [`data:${photo.mediaType};base64,${photo.data}`] : [],
  );
}

/** What is known of a person by a case's particulars. */
export function factsOfParticulars(particulars: LocalSubject['particulars']): RecordFact[] {
  const { description, birthPlace } = particulars;
  return facts([
    ['record.names', particulars.names.map((name) => name.full ?? words(name.given, name.family))],
    ['record.sex', [particulars.sex]],
    ['record.birth', [particulars.birth?.date]],
    ['record.birth-place', [words(birthPlace?.place, birthPlace?.country)]],
    ['record.nationality', particulars.nationalities],
    ['record.documents', particulars.documents.map((d) => words(d.number, d.country, d.expires))],
    ['record.height', [description?.heightCm === undefined ? '' : `${description.heightCm} cm`]],
    ['record.looks', [description?.build, description?.hair, description?.eyes, description?.other]],
    ['record.marks', particulars.marks.map((mark) => words(mark.place, mark.text))],
  ]);
}
