import type { GreenForm } from '../../notices/contract.ts';
import { type Json, sha256Hex, utf8 } from '../../protocol/index.ts';
import type { FormProblem, RemovalRecord } from '../contract.ts';
import { removalRecord } from '../contract.ts';
import { buildRecord, problemsOf } from '../rows/build-record.ts';
import type { Fields, RawRow } from '../rows/read-rows.ts';
import { REMOVAL_COLUMNS } from './columns.ts';

export type ReadRemoval =
  | { readonly record: RemovalRecord; readonly ignored: readonly string[] }
  | { readonly problems: FormProblem[]; readonly ignored: readonly string[] };

/** Understands one row: the record, or what is wrong with it, by column. */
export function readRemoval(row: RawRow): ReadRemoval {
  if (!row.value) return { problems: [{ pointer: '', code: row.code ?? 'row.no-object', needed: true }], ignored: [] };
  const isNested = typeof row.value.person === 'object';
  const built = isNested ? null : buildRecord(row.value as Fields, REMOVAL_COLUMNS);
  const parsed = removalRecord.safeParse(built ? completed(built.value) : row.value);
  const ignored = built?.ignored ?? [];
  if (!parsed.success) return { problems: problemsOf(parsed.error, built?.columns ?? new Map()), ignored };
  const { person } = parsed.data;
  if (!person.familyName && !person.forename)
    return { problems: [{ pointer: '/person', code: 'removal.no-name', needed: true }], ignored };
  return { record: parsed.data, ignored };
}

/** What the columns leave to be understood. */
function completed(value: { [key: string]: Json | undefined }) {
  const person = { ...(value.person as { [key: string]: Json }) };
  if (Array.isArray(person.documents))
    person.documents = person.documents.map((one) => ({ kind: 'passport', ...(one as object) }));
  if (Array.isArray(person.marks)) person.marks = person.marks.map((text) => ({ text, visibleInPhoto: false }));
  return { ...value, person };
}

/** The Green Notice that a record asks for. What nobody has said is left out: the rules then say that it is missing. */
export function greenFormOf(record: RemovalRecord): GreenForm {
  const { person, convictions, removal, assessment, precautions } = record;
  const when = removal.removedOn ?? removal.orderedOn;
  const summary = [
    `Removed to ${removal.country}${removal.place ? `, ${removal.place}` : ''}${when ? ` (${when})` : ''}`,
    removal.legalBasis,
    removal.port && `by way of ${removal.port}`,
    removal.conveyance,
  ];
  return {
    colour: 'green',
    subject: person,
    status: convictions.length > 0 ? 'convicted' : 'possible-threat',
    facts: {
      summary: summary.filter(Boolean).join('; '),
      country: removal.country,
      ...(removal.place ? { place: removal.place } : {}),
      ...(removal.removedOn ? { from: removal.removedOn } : {}),
    },
    mayBeIn: [removal.country],
    ...(precautions ? { precautions } : {}),
    assessment: {
      ...(assessment?.threat ? { threat: assessment.threat } : {}),
      ...(assessment?.assessor ? { authority: assessment.assessor } : {}),
      ...(assessment?.date ? { date: assessment.date } : {}),
      ...(assessment?.basis ? { basis: assessment.basis } : {}),
      ...(assessment?.grounds ? { grounds: assessment.grounds } : {}),
      ...(convictions.length > 0
        ? {
            convictions: convictions.map(({ offence, date, court, juvenile }) => ({
              offence,
              date,
              ...(court ? { court } : {}),
              ...(juvenile === undefined ? {} : { juvenile }),
            })),
          }
        : {}),
    },
  };
}

/**
 * What tells that two records are about one person: the alien number, or name, date of birth and nationality. A hash, so that
 * the table of rows holds no names.
 */
export function personKey(record: RemovalRecord): string | null {
  const { person, domestic } = record;
  const alien = domestic?.alienNumber?.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (alien) return sha256Hex(utf8(`alien:${alien.replace(/^A/, '')}`));
  if (!person.birthDate || !person.familyName || !person.forename) return null;
  const name = [person.familyName, person.forename]
    .map((part) => part.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim())
    .join('|');
  return sha256Hex(utf8(`person:${name}|${person.birthDate}|${[...(person.nationalities ?? [])].sort().join()}`));
}
