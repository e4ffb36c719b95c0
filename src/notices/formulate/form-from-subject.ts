import type { CaseSummary, SubjectView } from '../../cases/index.ts';
import {
  type COLOURS,
  EVENTS,
  EYES,
  HAIR,
  type NoticeForm,
  noticeForm,
  type STATUS,
  type Subject,
} from '../contract.ts';
import languageData from '../data/languages.json' with { type: 'json' };

const LANGUAGE: Readonly<Record<string, string>> = languageData.codes;

const STATUS_OF: Record<SubjectView['role'], (typeof STATUS)[number]> = {
  suspect: 'suspect',
  offender: 'convicted',
  victim: 'victim',
  missing: 'missing',
  witness: 'witness',
};

const DOCUMENT_KIND: Readonly<Record<string, 'passport' | 'identity-card' | 'residence-permit' | 'driving-licence'>> = {
  passport: 'passport',
  'identity-card': 'identity-card',
  'residence-permit': 'residence-permit',
  'driving-licence': 'driving-licence',
};

/**
 * What a case knows of its subject, in the terms of a notice. Nothing is made up: what the case does not say is left open, and
 * the rules point it out. A number that stays in the country (NCIC) is taken for our own form alone.
 */
export function formFromSubject(
  colour: (typeof COLOURS)[number],
  subject: SubjectView,
  about: Pick<CaseSummary, 'offence'> | null,
): NoticeForm {
  const isMissing = subject.role === 'missing' || subject.role === 'victim';
  const ncic = subject.particulars.domestic?.ncicNumber;
  const offence = about?.offence;
  const event =
    EVENTS.find((kind) => kind === offence) ?? (offence === 'kidnapping' ? 'criminal-abduction' : undefined);
  return noticeForm.parse({
    colour,
    subject: subjectOf(subject),
    ...(colour === 'orange' || colour === 'purple' || colour === 'black' || colour === 'un'
      ? {}
      : { status: colour === 'yellow' && isMissing ? 'missing' : STATUS_OF[subject.role] }),
    ...(offence ? { offence } : {}),
    ...(colour === 'red' && ncic ? { judicial: { ncicNumber: ncic } } : {}),
    ...(colour === 'yellow' && ncic ? { ncicNumber: ncic } : {}),
    ...(colour === 'yellow' && event ? { event: { kind: event } } : {}),
    ...(colour === 'green' && subject.role === 'offender' ? { assessment: { basis: 'previous-convictions' } } : {}),
  });
}

function subjectOf({ particulars: p }: SubjectView): Subject {
  const main = p.names.find((n) => n.kind === 'current') ?? p.names.find((n) => n.kind === 'birth') ?? p.names[0];
  const native = p.names.find((n) => n !== main && n.script !== 'Latn' && n.kind !== 'alias');
  const aliases = p.names.filter((n) => n !== main && n !== native).map(whole);
  const d = p.description;
  const [hair, eyes] = [HAIR.find((code) => code === d?.hair), EYES.find((code) => code === d?.eyes)];
  // Words that are no code of the search form are kept as words.
  const other = [d?.hair !== hair ? d?.hair : null, d?.eyes !== eyes ? d?.eyes : null, d?.other]
    .filter(Boolean)
    .join('; ');
  const description = {
    heightCm: d?.heightCm === undefined || d.heightCm < 30 ? undefined : d.heightCm,
    weightKg: d?.weightKg,
    hair,
    eyes,
    build: d?.build,
    other: other || undefined,
  };
  return compact({
    familyName: main?.family ?? main?.full,
    forename: main?.given,
    nativeName: native ? whole(native) : undefined,
    aliases: aliases.length > 0 ? aliases.slice(0, 20) : undefined,
    sex: p.sex === 'U' ? undefined : p.sex,
    birthDate: p.birth?.date,
    birthPlace: p.birthPlace?.place,
    birthCountry: p.birthPlace?.country,
    nationalities: p.nationalities.length > 0 ? p.nationalities : undefined,
    documents:
      p.documents.length > 0
        ? p.documents.map((doc) =>
            compact({
              kind: DOCUMENT_KIND[doc.type] ?? ('other' as const),
              number: doc.number,
              country: doc.country,
              expires: doc.expires,
            }),
          )
        : undefined,
    description: Object.values(description).some((v) => v !== undefined) ? compact(description) : undefined,
    marks:
      p.marks.length > 0
        ? p.marks.map((mark) => ({ text: `${mark.text} (${mark.place})`.slice(0, 200), visibleInPhoto: false }))
        : undefined,
    languages: languagesOf(p.languages),
  });
}

const whole = (n: SubjectView['particulars']['names'][number]): string =>
  n.full ?? [n.given, n.family].filter(Boolean).join(' ');

function languagesOf(codes: readonly string[]): string[] | undefined {
  const known = codes.flatMap((code) => LANGUAGE[code] ?? (code.length === 3 ? code.toUpperCase() : []));
  return known.length > 0 ? [...new Set(known)] : undefined;
}

/** Without what is undefined. */
function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
