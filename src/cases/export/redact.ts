import type { ExportCase, RemovedKind } from '../contract.ts';
import { type FullRecord, writtenAs } from './build-record.ts';
import type { CaseRecord } from './record.ts';

type Choice = NonNullable<ExportCase['redact']>;
const NONE: Choice = { parts: [], fields: [], persons: [] };
const BLACK = '█████';

/**
 * Takes out of a record what must never be in a copy (who a victim is, numbers of this country alone), and what was chosen. What is
 * taken out is counted by kind; where a removed name or number is written in free text, it is blackened. Nothing that was removed
 * is in what comes back.
 * @param secrets how victims are written, whose names are not in the record: to be blackened where somebody wrote them all the same
 */
export function redact(full: FullRecord, choice: Choice = NONE, secrets: readonly string[] = []): CaseRecord {
  const removed = new Map<string, number>();
  const count = (kind: string, n = 1): void => {
    if (n > 0) removed.set(kind, (removed.get(kind) ?? 0) + n);
  };
  const { record } = full;
  const victims = new Set(record.persons.filter(({ role }) => role === 'victim').map(({ id }) => id));
  const gone = new Set(choice.persons.filter((id) => record.persons.some((person) => person.id === id)));
  const without = new Set<string>(choice.parts);
  const fields = new Set<string>(choice.fields);
  const words = [...secrets];
  for (const { id, particulars } of record.persons) {
    const isGone = gone.has(id) || victims.has(id);
    words.push(
      ...writtenAs(particulars, { names: isGone || fields.has('names'), documents: isGone || fields.has('documents') }),
    );
  }
  for (const { person, outside } of record.relations ?? []) {
    if (outside && (victims.has(person) || gone.has(person) || fields.has('names'))) {
      words.push(...writtenAs({ names: [outside.name], documents: [] }, { names: true, documents: false }));
    }
  }
  count('domestic-numbers', full.domestic);
  count('victim-identity', record.persons.filter(({ sealed }) => sealed).length);
  count('person', gone.size);

  const persons = record.persons
    .filter(({ id }) => !gone.has(id))
    .map((person) => {
      let { particulars } = person;
      if (person.role === 'victim') {
        if (particulars.names.length > 0 || particulars.documents.length > 0) count('victim-identity');
        particulars = { ...particulars, names: [], documents: [] };
      }
      for (const field of choice.fields) {
        const { [field]: value, ...rest } = particulars;
        const isThere = Array.isArray(value) ? value.length > 0 : value !== undefined;
        if (!isThere) continue;
        count(field);
        particulars = { ...rest, ...(Array.isArray(value) ? { [field]: [] } : {}) } as typeof particulars;
      }
      return { ...person, particulars };
    });
  // What is left of a relation names a person who may not be named: the whole of it goes.
  const relations = record.relations?.filter(({ person, other, outside }) => {
    if (gone.has(person) || (other !== null && gone.has(other))) count('relation');
    else if (outside && victims.has(person)) count('victim-identity');
    else if (outside && fields.has('names')) count('relation');
    else return true;
    return false;
  });
  const timeline = record.timeline?.filter((_, n) => {
    const about = full.actsAbout[n];
    return about === null || about === undefined || !gone.has(about);
  });
  count('timeline-entry', (record.timeline?.length ?? 0) - (timeline?.length ?? 0));

  const part = <T>(name: Choice['parts'][number], value: T, size = 1): T | undefined => {
    if (!without.has(name)) return value;
    count(name, size);
    return undefined;
  };
  const staff = <T extends { author?: string; who?: string; actor?: string }>(
    rows: T[] | undefined,
  ): T[] | undefined =>
    without.has('staff') ? rows?.map(({ author: _a, who: _w, actor: _c, ...rest }) => rest as T) : rows;
  const kept: CaseRecord = {
    ...record,
    lead: part('staff', record.lead),
    summary: part('summary', record.summary),
    legalBasis: part('legal-basis', record.legalBasis),
    aim: record.aim,
    persons,
    relations: part('relations', relations, relations?.length),
    notes: staff(part('notes', record.notes, record.notes?.length)),
    tasks: staff(part('tasks', record.tasks, record.tasks?.length)),
    bureaus: part('bureaus', record.bureaus, record.bureaus?.length),
    links: part('links', record.links, record.links?.length),
    outcomes: part('outcomes', record.outcomes, record.outcomes?.length),
    timeline: staff(part('timeline', timeline, timeline?.length)),
  };
  const blacken = blackener(words);
  const clean = deep(kept, (text) => {
    const { out, hits } = blacken(text);
    count('written-name', hits);
    return out;
  });
  return {
    ...(JSON.parse(JSON.stringify(clean)) as CaseRecord),
    removed: [...removed].sort(([a], [b]) => a.localeCompare(b)).map(([kind, n]): RemovedKind => ({ kind, count: n })),
  };
}

/** Free texts: what people wrote. Codes, ids and dates are left alone. */
const FREE = new Set([
  'title',
  'summary',
  'legalBasis',
  'aim',
  'purpose',
  'text',
  'what',
  'note',
  'label',
  'explanation',
  'answer',
  'other',
  'place',
  'contact',
  'full',
  'family',
  'given',
  'number',
]);

function deep<T>(value: T, change: (text: string) => string, key = ''): T {
  if (typeof value === 'string') return (FREE.has(key) ? change(value) : value) as T;
  if (Array.isArray(value)) return value.map((item) => deep(item, change, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      // What fills a sentence of the timeline may be a label that somebody wrote.
      name === 'params'
        ? Object.fromEntries(
            Object.entries(inner as object).map(([k, v]) => [k, typeof v === 'string' ? change(v) : v]),
          )
        : deep(inner, change, name),
    ]),
  ) as T;
}

/** Shorter words are parts of too many others. */
const SHORTEST = 3;

function blackener(words: readonly string[]): (text: string) => { out: string; hits: number } {
  const parts = words.flatMap((word) => [word, ...word.split(/[\s,.'’-]+/u)]);
  const distinct = [...new Set(parts.map((word) => word.normalize('NFC').trim()))]
    .filter((word) => [...word].length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  if (distinct.length === 0) return (text) => ({ out: text, hits: 0 });
  const escaped = distinct.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => {
    let hits = 0;
    const out = text.normalize('NFC').replace(pattern, () => {
      hits++;
      return BLACK;
    });
    return { out, hits };
  };
}
