import type { RecordModel, RecordSection } from '../../press/index.ts';
import type { ExportCase } from '../contract.ts';
import { phrases } from '../phrases.ts';
import type { CaseRecord } from './record.ts';

type Lang = ExportCase['lang'];
type Row = { label: string; values: string[] };

/** A record in words, for paper. */
export function recordWords(record: CaseRecord, lang: Lang, bureauName: string): RecordModel {
  const say = (code: string, params: Record<string, string | number | boolean> = {}): string =>
    (phrases[code]?.[lang] ?? code).replaceAll(/\{(\w+)\}/g, (all, name: string) => words(params[name], all));
  const regions = new Intl.DisplayNames([lang], { type: 'region' });
  const country = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code);
  // Params of acts are codes at times: they are said in words where the room has them.
  const words = (value: string | number | boolean | undefined, otherwise: string): string =>
    value === undefined
      ? otherwise
      : (CODES.map((scope) => phrases[`${scope}.${value}`]?.[lang]).find((found) => found !== undefined) ??
        String(value));
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const row = (label: string, ...values: (string | null | undefined)[]): Row[] => {
    const said = values.filter((value): value is string => value !== undefined && value !== null && value !== '');
    return said.length === 0 ? [] : [{ label: say(label), values: said }];
  };
  const numberOf = new Map(record.persons.map(({ id }, n) => [id, n + 1]));
  const personName = (id: string): string => say('export.person', { n: numberOf.get(id) ?? 0 });

  const sections: RecordSection[] = [
    {
      heading: say('export.matter'),
      rows: [
        ...row('export.title', record.title),
        ...row('export.offence', say(`offence.${record.offence}`)),
        ...row('export.wanted', ...record.wanted.map((code) => say(`wanted.${code}`))),
        ...row('export.countries', record.countries.map(country).join(', ')),
        ...row('export.urgency', say(`urgency.${record.urgency}`)),
        ...row('export.state', say(`case.state.${record.state}`)),
        ...row('export.opened', day(record.openedAt)),
        ...row('export.closed', record.closedAt === null ? null : day(record.closedAt)),
        ...row('export.lead', record.lead),
        ...row('export.summary', record.summary),
        ...row('export.legal-basis', record.legalBasis),
        ...row('export.aim', record.aim),
      ],
    },
    ...record.persons.map(({ id, role, sealed, particulars: p }): RecordSection => {
      const description = p.description ?? {};
      return {
        heading: `${personName(id)} · ${say(`subject.${role}`)}`,
        rows: [
          ...(sealed ? [{ label: say('export.names'), values: [say('export.sealed')] }] : []),
          ...row(
            'export.names',
            ...p.names.map(({ family, given, full, kind, script }) => {
              const text = full ?? [family, given].filter(Boolean).join(', ');
              return `${text} (${say(`export.name.${kind}`)}${script === 'Latn' ? '' : `, ${script}`})`;
            }),
          ),
          ...row('export.sex', p.sex === 'U' ? null : say(`export.sex.${p.sex}`)),
          ...row('export.birth', p.birth ? `${p.birth.date} (${say(`export.precision.${p.birth.precision}`)})` : null),
          ...row(
            'export.birth-place',
            [p.birthPlace?.place, p.birthPlace?.country && country(p.birthPlace.country)].filter(Boolean).join(', '),
          ),
          ...row('export.nationalities', p.nationalities.map(country).join(', ')),
          ...row(
            'export.documents',
            ...p.documents.map(({ type, number, country: by, expires }) =>
              [say(`export.document.${type}`), number, by && country(by), expires && `→ ${expires}`]
                .filter(Boolean)
                .join(' · '),
            ),
          ),
          ...row('export.height', description.heightCm === undefined ? null : `${description.heightCm} cm`),
          ...row('export.weight', description.weightKg === undefined ? null : `${description.weightKg} kg`),
          ...row('export.description', description.eyes, description.hair, description.build, description.other),
          ...row('export.marks', ...p.marks.map(({ place, text }) => `${place}: ${text}`)),
          ...row('export.languages', p.languages.join(', ')),
        ],
      };
    }),
  ];
  const table = (heading: string, head: string[], rows: string[][] | undefined): void => {
    if (rows && rows.length > 0) {
      sections.push({ heading: say(heading), table: { head: head.map((code) => say(code)), rows } });
    }
  };
  table(
    'export.relations',
    ['export.who', 'export.relation', 'export.to-whom'],
    record.relations?.map(({ person, kind, other, outside, note }) => [
      personName(person),
      [say(`relation.${kind}`), note].filter(Boolean).join(': '),
      other !== null
        ? personName(other)
        : (outside?.name.full ?? [outside?.name.given, outside?.name.family].filter(Boolean).join(' ')),
    ]),
  );
  table(
    'export.outcomes',
    ['export.when', 'export.what', 'export.where', 'export.how-many'],
    record.outcomes?.map(({ date, outcome, country: where, number, note }) => [
      date,
      [say(`outcome.${outcome}`), note].filter(Boolean).join(': '),
      country(where),
      String(number),
    ]),
  );
  table(
    'export.bureaus',
    ['export.when', 'export.bureau', 'export.state', 'export.answer'],
    record.bureaus?.map(({ at, to, state, answer, explanation }) => [
      day(at),
      country(to),
      say(`ask.state.${state}`),
      answer ?? explanation ?? '–',
    ]),
  );
  table(
    'export.tasks',
    ['export.due', 'export.what', 'export.by', 'export.state'],
    record.tasks?.map(({ dueAt, what, who, state, note }) => [
      day(dueAt),
      [what, note].filter(Boolean).join('\n'),
      who ?? '–',
      say(`duty.state.${state}`),
    ]),
  );
  table(
    'export.links',
    ['export.kind', 'export.number', 'export.what'],
    record.links?.map(({ kind, number, label }) => [say(`thing.${kind}`), number ?? '–', label]),
  );
  for (const { at, author, text } of record.notes ?? []) {
    sections.push({ heading: [say('export.note'), moment(at), author].filter(Boolean).join(' · '), text: [text] });
  }
  table(
    'export.timeline',
    ['export.when', 'export.what', 'export.by'],
    record.timeline?.map(({ time, act, params, actor }) => [moment(time), say(act, params), actor ?? '–']),
  );
  if (record.removed.length > 0) {
    sections.push({
      heading: say('export.removed'),
      rows: record.removed.map(({ kind, count }) => ({ label: say(`removed.${kind}`), values: [String(count)] })),
    });
  }
  return {
    lang,
    title: say('export.document-title'),
    number: record.number,
    subtitle: record.title,
    stamp: record.redacted ? say('export.stamp') : '',
    author: bureauName,
    date: day(record.madeAt),
    sections,
    foot: [
      say('export.foot.purpose', { purpose: record.purpose }),
      ...(record.to.length > 0 ? [say('export.foot.to', { bureaus: record.to.map(country).join(', ') })] : []),
      say('export.foot.victims'),
    ],
    missing: say('export.foot.missing'),
  };
}

/** Where codes that fill sentences have their words. */
const CODES = ['outcome', 'subject', 'relation', 'offence', 'decline', 'ask.state', 'urgency'];
