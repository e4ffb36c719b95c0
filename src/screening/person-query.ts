import type { PersonQuery } from '../names/index.ts';
import { canonicalize, sha256Hex } from '../protocol/index.ts';
import { type RowProblem, readMrz, type SearchPerson } from './contract.ts';
import { documentKey } from './index/document-key.ts';
import { nameOf, sexOf } from './sources/person-record.ts';

/** A person as they are compared, and what was noticed about them on the way. */
export interface PreparedPerson {
  /** What was asked, filled in from the machine readable zone. */
  readonly person: SearchPerson;
  readonly query: PersonQuery;
  /** The same person asked about again has the same. */
  readonly fingerprint: string;
  readonly problems: readonly RowProblem[];
  /** There is nothing to compare by. */
  readonly refused: boolean;
}

/**
 * Makes a question of what is known of a person. What a zone says wrong is said, and used all the same: who waits at the border is compared
 * with what there is.
 * @param today YYYY-MM-DD
 * @param births other readings of the birth date, where a file leaves it open
 */
export function preparePerson(asked: SearchPerson, today: string, births: readonly string[] = []): PreparedPerson {
  const problems: RowProblem[] = [];
  const person = asked.mrz === undefined ? asked : withZone(asked, asked.mrz, today, problems);
  const names = [
    nameOf(person.family, person.given, person.full),
    ...(person.otherNames ?? []).map((name) => nameOf(undefined, undefined, name, 'alias')),
  ].filter((name) => name !== null);
  const documents = (person.documents ?? []).filter((document) => documentKey(document.number).length >= 4);
  const refused = names.length === 0 && documents.length === 0;
  if (refused) problems.push({ code: 'screening.row.nobody', refused: true, params: {} });
  const born = [...new Set([...(person.birthDate ? [person.birthDate] : []), ...births])];
  return {
    person,
    query: {
      names,
      births: born,
      sex: sexOf(person.sex),
      nationalities: person.nationalities ?? [],
      documents: documents.map(({ number, country, type }) => ({
        number,
        ...(country ? { country } : {}),
        ...(type ? { type } : {}),
      })),
    },
    fingerprint: fingerprintOf(person, born),
    problems,
    refused,
  };
}

function withZone(asked: SearchPerson, mrz: string, today: string, problems: RowProblem[]): SearchPerson {
  const reading = readMrz(mrz, today);
  if (!reading) {
    problems.push({ code: 'mrz.not-a-zone', refused: false, params: {} });
    return asked;
  }
  for (const { code, params } of reading.problems) problems.push({ code, refused: false, params });
  for (const { field, raw, instead } of reading.suggestions.slice(0, 3)) {
    problems.push({ code: 'mrz.perhaps', refused: false, params: { field, raw, instead } });
  }
  const { person: read } = reading;
  if (read.truncated) problems.push({ code: 'mrz.truncated', refused: false, params: {} });
  const { document } = read;
  const { iso2 } = document.state;
  return {
    ...asked,
    family: asked.family ?? (read.family || undefined),
    given: asked.given ?? (read.given || undefined),
    birthDate: asked.birthDate ?? read.birthDate ?? undefined,
    sex: asked.sex ?? read.sex ?? undefined,
    nationalities: asked.nationalities ?? (read.nationality.iso2 ? [read.nationality.iso2] : undefined),
    documents:
      asked.documents ??
      (document.number
        ? [
            {
              number: document.number,
              type: document.kind,
              ...(iso2 ? { country: iso2 } : {}),
              ...(document.expires ? { expires: document.expires } : {}),
            },
          ]
        : undefined),
  };
}

/** Of the name without marks, case and order, and the birth date; of the documents where there is no birth date. */
function fingerprintOf(person: SearchPerson, births: readonly string[]): string {
  const name = person.full ?? [person.family, person.given].filter(Boolean).join(' ');
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort();
  const documents = (person.documents ?? []).map((d) => `${documentKey(d.number)} ${d.country ?? ''}`).sort();
  const born = [...births].sort();
  return sha256Hex(canonicalize({ words, born, documents: born.length === 0 || words.length === 0 ? documents : [] }));
}
