import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { phrases as noticePhrases } from '../notices/phrases.ts';
import {
  type CandidateView,
  manifestInput,
  personInput,
  type RowView,
  type ScreeningView,
} from '../screening/contract.ts';
import { phrases } from '../screening/phrases.ts';
import { type Command, type CommandInput, text, texts, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

const words: Readonly<Record<string, { en: string }>> = { ...noticePhrases, ...phrases };

/** One person by flags, or everybody on a manifest. Exit code 3 when somebody has to decide. */
export const screen: Command = {
  name: 'screen',
  summary: 'compare a person, or a manifest, with everybody who is looked for',
  usage:
    '[FILE] [--name NAME | --family NAME --given NAME] [--born DATE] [--document NUMBER[:COUNTRY]] [--mrz LINES] …',
  options: {
    name: { type: 'string' },
    family: { type: 'string' },
    given: { type: 'string' },
    also: { type: 'string', multiple: true },
    born: { type: 'string' },
    sex: { type: 'string' },
    nationality: { type: 'string', multiple: true },
    document: { type: 'string', multiple: true },
    mrz: { type: 'string' },
    direction: { type: 'string' },
    place: { type: 'string' },
    flight: { type: 'string' },
    officer: { type: 'string' },
    'min-score': { type: 'string' },
    all: { type: 'boolean' },
    bureau: { type: 'string' },
  },
  help: [
    'FILE                    a manifest: CSV with a header, JSON lines, or machine readable zones; which of them shows in the file',
    '--name NAME             a whole name in any script; or --family NAME and --given NAME; --also NAME: an alias, once each',
    '--born DATE             YYYY, YYYY-MM or YYYY-MM-DD; --sex F|M|X; --nationality CC, once each',
    '--document NUMBER[:CC]  a travel document and the country that issued it, once each',
    '--mrz "LINE/LINE"       a machine readable zone, its lines apart by / or a line break',
    '--direction entry|exit  with --place, --flight and --officer: the journey, and who asks',
    '--min-score N           candidates from 0.6 to 1 (default 0.8); --all: rows without candidates too',
    '--bureau CODE           at this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'Exit codes: 0 nobody found, 3 candidates to decide (in the console, or by the API), 1 rows refused, 2 wrong use.',
    'It is on the record like any other screening. The candidates’ records are opened in the console, with a purpose.',
  ],
  async run(input) {
    const asked = await askedOf(input);
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau to ask: --bureau CODE');
      const { tools } = node.screening;
      const view = asked.kind === 'person' ? await tools.person(asked.input) : await tools.manifest(asked.input);
      await node.audit.sealNow();
      for (const line of describe(view, input.values.all === true)) input.say(line);
      const exit = view.undecided > 0 ? 3 : view.refused > 0 ? 1 : 0;
      return { ok: exit === 0, exit, json: { ok: exit === 0, bureau: node.code, screening: view } };
    });
  },
};

async function askedOf(input: CommandInput) {
  const [path, more] = input.positionals;
  if (more !== undefined) throw new UsageError('expected: screen [FILE]');
  const minScore = text(input, 'min-score');
  const common = {
    trip: {
      direction: text(input, 'direction'),
      place: text(input, 'place'),
      flight: text(input, 'flight'),
      officer: text(input, 'officer'),
    },
    ...(minScore === undefined ? {} : { minScore: Number(minScore) }),
  };
  if (path !== undefined) {
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) throw new UsageError(`${path}: expected a file`);
    const file = { fileName: basename(path), text: await readFile(path, 'utf8') };
    return { kind: 'manifest' as const, input: parsed(manifestInput, { ...file, ...common }) };
  }
  const mrz = text(input, 'mrz')?.replaceAll('/', '\n');
  const documents = texts(input, 'document').map((one) => {
    const [number = '', country] = one.split(':');
    return { number, ...(country ? { country: country.toUpperCase() } : {}) };
  });
  const person = {
    full: text(input, 'name'),
    family: text(input, 'family'),
    given: text(input, 'given'),
    otherNames: texts(input, 'also'),
    birthDate: text(input, 'born'),
    sex: text(input, 'sex')?.toUpperCase(),
    nationalities: texts(input, 'nationality').map((code) => code.toUpperCase()),
    documents,
    mrz,
  };
  if (!person.full && !person.family && !person.given && !mrz && documents.length === 0)
    throw new UsageError('expected a FILE, or a person: --name, --family, --document or --mrz');
  return { kind: 'person' as const, input: parsed(personInput, { person: dropEmpty(person), ...common }) };
}

/** Flags that were not given are no fields. */
function dropEmpty(fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function parsed<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(`${issue?.path.map(String).join('.')}: ${issue?.message}`);
}

function* describe(view: ScreeningView, all: boolean): Generator<string> {
  const age =
    view.feedAt === null ? 'no copy of the feed yet' : `copy of the feed of ${new Date(view.feedAt).toISOString()}`;
  const rows = view.kind === 'person' ? '' : `${view.rows} travellers, ${view.refused} refused, `;
  yield `${view.number}: ${rows}${view.candidates} candidates, ${view.undecided} to decide (${age})`;
  if (view.unreadColumns.length > 0) yield `columns not understood: ${view.unreadColumns.join(', ')}`;
  for (const row of view.found) {
    if (!all && row.candidates.length === 0 && row.problems.length === 0) continue;
    yield* describeRow(row);
  }
  if (view.more) yield 'more rows: in the console, or GET /api/screenings/:id/rows';
}

function* describeRow(row: RowView): Generator<string> {
  const { person } = row;
  const name = person?.full ?? [person?.given, person?.family].filter(Boolean).join(' ');
  yield shown(`line ${row.line}: ${name || '(no name)'}${person?.birthDate ? `, born ${person.birthDate}` : ''}`);
  for (const { code, params } of row.problems) yield shown(`  ! ${say(code, params)}`);
  for (const candidate of row.candidates) {
    yield shown(`  ${(candidate.score * 100).toFixed(1)} %  ${nameOf(candidate)}`);
    for (const term of candidate.reasons.terms) yield shown(`          ${say(`reason.${term.code}`, term.params)}`);
    for (const banner of candidate.banners) yield `          ${say(banner.code, banner.params)}`;
  }
}

function nameOf(candidate: CandidateView): string {
  const scope = {
    notice: 'notice.colour',
    subject: 'subject',
    traveller: 'travel.kind',
    document: 'lost-document.status',
  }[candidate.source];
  const kind = words[`${scope}.${candidate.kind}`]?.en ?? candidate.kind;
  const earlier = candidate.known ? ', told apart earlier' : '';
  return `${kind} ${candidate.number ?? ''}${candidate.owner ? ` of ${candidate.owner}` : ''}${earlier}`;
}

function say(code: string, params: Readonly<Record<string, string | number>>): string {
  const template = words[code]?.en ?? code;
  return template.replaceAll(/\{(\w+)\}/g, (all, name: string) => {
    const value = params[name];
    return value === undefined ? all : (words[`mrz.${name}.${value}`]?.en ?? String(value));
  });
}

/** What a file says is shown without what would steer a terminal. */
const shown = (line: string): string => line.replaceAll(/\p{Cc}/gu, ' ');
