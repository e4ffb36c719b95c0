import type { LocalSubject } from '../../cases/index.ts';
import type { NameInput, PersonRecord } from '../../names/index.ts';
import type { InForce } from '../../notices/index.ts';

type Sex = NonNullable<PersonRecord['sex']>;
const SEX: Readonly<Record<string, Sex>> = { F: 'female', M: 'male' };

export const sexOf = (code: string | undefined): Sex => SEX[code ?? ''] ?? 'unknown';

/** A name as given: its parts where they are known, and the whole. */
export function nameOf(
  family: string | undefined,
  given: string | undefined,
  full?: string,
  kind: NameInput['kind'] = 'main',
): NameInput | null {
  const text = full ?? [given, family].filter(Boolean).join(' ');
  if (text === '') return null;
  return { text, kind, ...(family ? { family } : {}), ...(given ? { given } : {}) };
}

/** The person of a notice; null when it names nobody. */
export function ofNotice(notice: Pick<InForce, 'id' | 'subject'>): PersonRecord | null {
  const { subject } = notice;
  const names = [
    nameOf(subject.familyName, subject.forename),
    subject.nativeName === undefined ? null : nameOf(undefined, undefined, subject.nativeName, 'transliteration'),
    ...(subject.aliases ?? []).map((alias) => nameOf(undefined, undefined, alias, 'alias')),
  ].filter((name) => name !== null);
  const documents = (subject.documents ?? []).map(({ number, country, kind }) => ({
    number,
    type: kind,
    ...(country ? { country } : {}),
  }));
  if (names.length === 0 && documents.length === 0) return null;
  return {
    id: notice.id,
    names,
    births: subject.birthDate ? [subject.birthDate] : [],
    sex: sexOf(subject.sex),
    nationalities: subject.nationalities ?? [],
    documents,
  };
}

const NAME_KINDS: Readonly<Record<string, NameInput['kind']>> = {
  birth: 'maiden',
  current: 'main',
  alias: 'alias',
  nickname: 'nickname',
  online: 'nickname',
  transliteration: 'transliteration',
};

/** A person by the particulars of a case or of a notification of travel; null when they name nobody. */
export function ofParticulars(id: string, particulars: LocalSubject['particulars']): PersonRecord | null {
  const names = particulars.names
    .map((name) => {
      const found = nameOf(name.family, name.given, name.full, NAME_KINDS[name.kind]);
      return found && { ...found, script: name.script };
    })
    .filter((name) => name !== null);
  const documents = particulars.documents.map(({ number, country, type }) => ({
    number,
    type,
    ...(country ? { country } : {}),
  }));
  if (names.length === 0 && documents.length === 0) return null;
  return {
    id,
    names,
    births: particulars.birth ? [particulars.birth.date] : [],
    sex: sexOf(particulars.sex),
    nationalities: particulars.nationalities,
    documents,
  };
}
