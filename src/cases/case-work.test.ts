import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller } from '../testing/bureaus.ts';
import type { CaseView, PairView } from './contract.ts';

let world: TestBureaus;
let us: TestBureau;
let ana: TestCaller;
let ben: TestCaller;
let sue: TestCaller;
let sealed: TestCaller;
let officer: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US']);
  us = world.at('US');
  ana = await us.signIn({ roles: ['analyst'], name: 'Ana Analyst' });
  ben = await us.signIn({ roles: ['analyst'], name: 'Ben Analyst' });
  sue = await us.signIn({ roles: ['supervisor'], name: 'Sue Supervisor' });
  sealed = await us.signIn({ roles: ['analyst'], name: 'Vic Sealed', compartments: ['general', 'victim-identity'] });
  officer = await us.signIn({ roles: ['requesting-officer'], agency: 'DCHSI9900', name: 'Olive Officer' });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const me = (caller: TestCaller): string => `person:${caller.id.replace(/^person:/, '')}`;
const matter = {
  offence: 'csam',
  wanted: ['identify-victim'],
  countries: ['NL'],
  urgency: 'urgent',
  legalBasis: 'Search warrant of the district court',
  purpose: 'To identify a child',
  summary: 'A seized device.',
};

async function opened(title: string, persons: readonly object[] = []): Promise<CaseView> {
  const { id } = await ana.ok<{ id: string }>('POST', '/api/cases', { title, ...matter });
  for (const person of persons) await ana.ok('POST', `/api/cases/${id}/subjects`, person);
  return view(id);
}
const view = (id: string, who = ana): Promise<CaseView> => who.ok<CaseView>('GET', `/api/cases/${id}`);
const suspect = (family: string, given: string, more: object = {}) => ({
  role: 'suspect',
  particulars: {
    names: [{ kind: 'birth', family, given }],
    birth: { date: '1980-05-03', precision: 'exact' },
    ...more,
  },
});

async function tasksOf(who: TestCaller): Promise<{ task: string; params: { number: string }; ref: { id: string } }[]> {
  const { items } = await who.ok<{ items: [] }>('GET', '/api/work?mine=true');
  return items;
}
async function eventually<T>(what: () => Promise<T | false | undefined>): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const found = await what();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never came');
}

test('two people change one field: the slower is shown both values, and nothing is lost', async () => {
  const file = await opened('Conflict', [suspect('Doe', 'Jo')]);
  const [subject] = file.subjects;
  await ben.ok('PATCH', `/api/cases/${file.id}`, { version: file.version, summary: 'Ben’s words' });
  const slower = await ana.no('PATCH', `/api/cases/${file.id}`, { version: file.version, summary: 'Ana’s words' });
  expect(slower.status).toBe(409);
  expect(slower.body).toMatchObject({
    values: {
      yours: { summary: 'Ana’s words' },
      current: { summary: 'Ben’s words', version: file.version + 1, changedBy: me(ben) },
    },
  });
  const particulars = (height: number) => ({ ...subject?.particulars, description: { heightCm: height } });
  await ben.ok('PATCH', `/api/subjects/${subject?.id}`, { version: 1, particulars: particulars(180) });
  const late = await ana.no('PATCH', `/api/subjects/${subject?.id}`, { version: 1, particulars: particulars(190) });
  expect(late.body).toMatchObject({
    values: {
      yours: { particulars: { description: { heightCm: 190 } } },
      current: { version: 2, particulars: { description: { heightCm: 180 } }, changedBy: me(ben) },
    },
  });
  expect((await view(file.id)).summary).toBe('Ben’s words');
});

test('a mention owes its person a look, and the piece of work says no word of the note', async () => {
  const file = await opened('Mentions');
  const { items } = await ana.ok<{ items: { id: string; name: string }[] }>(
    'GET',
    `/api/cases/${file.id}/colleagues?q=ben`,
  );
  expect(items.map(({ name }) => name)).toEqual(['Ben Analyst']);
  const note = { text: 'A secret word: walnut', mentions: items.map(({ id }) => id) };
  await ana.ok('POST', `/api/cases/${file.id}/notes`, note);
  const [work] = (await tasksOf(ben)).filter((item) => item.params.number === file.number);
  expect(work).toMatchObject({ task: 'case.mention', params: { number: file.number } });
  expect(JSON.stringify(work)).not.toContain('walnut');
  expect(await ben.ok('POST', `/api/cases/${file.id}/mentions/seen`, {})).toEqual({ seen: 1 });
  expect((await tasksOf(ben)).some((item) => item.params.number === file.number)).toBe(false);
  const stranger = `person:${officer.id.replace(/^person:/, '')}`;
  const refused = await ana.no('POST', `/api/cases/${file.id}/notes`, { text: 'x', mentions: [stranger] });
  expect(refused.codes).toEqual(['case.colleague.unknown']);
});

test('a task has an owner and a day, moves to another, and holds up the closing until it ends', async () => {
  const file = await opened('Duties');
  const dueAt = us.runtime.clock.now() + 86_400_000;
  const { id } = await ana.ok<{ id: string }>('POST', `/api/cases/${file.id}/duties`, {
    owner: me(ben),
    what: 'Ask the registry',
    dueAt,
  });
  expect((await tasksOf(ben)).map((item) => item.ref.id)).toContain(id);
  await ana.ok('POST', `/api/duties/${id}/change`, { version: 1, owner: me(sue), dueAt: dueAt + 1 });
  expect((await tasksOf(ben)).map((item) => item.ref.id)).not.toContain(id);
  const stale = await ben.no('POST', `/api/duties/${id}/finish`, { version: 1, result: 'done', note: 'x' });
  expect(stale.status).toBe(409);
  await ana.ok('POST', `/api/cases/${file.id}/outcomes`, { outcome: 'located', country: 'NL', date: '2026-01' });
  const { version } = await view(file.id);
  const early = await ana.no('POST', `/api/cases/${file.id}/close`, { version });
  expect(early.codes).toEqual(['case.close.duty-open']);
  await sue.ok('POST', `/api/duties/${id}/finish`, { version: 2, result: 'done', note: 'Nothing there' });
  await ana.ok('POST', `/api/cases/${file.id}/close`, { version });
});

test('the lead passes on when the other accepts, and not before', async () => {
  const file = await opened('Hand-over');
  const offer = { version: file.version, to: me(ben), note: 'The court date is on Friday' };
  const { id } = await ana.ok<{ id: string }>('POST', `/api/cases/${file.id}/hand-over`, offer);
  expect((await view(file.id)).leadId).toBe(me(ana));
  expect((await sue.no('POST', `/api/hand-overs/${id}/settle`, { result: 'accepted' })).status).toBe(404);
  const second = await ana.no('POST', `/api/cases/${file.id}/hand-over`, { ...offer, to: me(sue) });
  expect(second.codes).toEqual(['case.hand-over.open']);
  expect((await ben.no('POST', `/api/hand-overs/${id}/settle`, { result: 'declined' })).codes).toEqual([
    'case.hand-over.reason',
  ]);
  await ben.ok('POST', `/api/hand-overs/${id}/settle`, { result: 'accepted' });
  const after = await view(file.id);
  expect([after.leadId, after.handOvers[0]?.state]).toEqual([me(ben), 'accepted']);
});

test('relations: between subjects, and with somebody outside; beside a victim they are sealed with the identity', async () => {
  const victim = { role: 'victim', particulars: { names: [{ kind: 'nickname', full: 'Robin Sealed' }] } };
  const file = await opened('Relations', [suspect('Roe', 'Al'), victim]);
  const [a, v] = [file.subjects.find((s) => s.role === 'suspect'), file.subjects.find((s) => s.role === 'victim')];
  const add = (body: object) => ana.ok<{ id: string }>('POST', `/api/cases/${file.id}/relations`, body);
  const { id } = await add({ subject: a?.id, kind: 'teacher-of', other: v?.id });
  await add({ subject: v?.id, kind: 'child-of', outside: { name: { kind: 'birth', full: 'Mother Sealed' } } });
  expect((await view(file.id)).relations.map((one) => one.kind)).toEqual(['teacher-of']);
  expect((await view(file.id, sealed)).relations.map((one) => one.kind)).toEqual(['teacher-of', 'child-of']);
  await ana.ok('DELETE', `/api/relations/${id}`);
  expect((await view(file.id)).relations).toEqual([]);
  const graph = await ana.ok<{ nodes: { kind: string; label: string | null }[] }>('GET', `/api/cases/${file.id}/graph`);
  expect(graph.nodes.map((node) => node.kind).sort()).toEqual(['case', 'subject', 'subject']);
  expect(JSON.stringify(graph)).not.toContain('Sealed');
});

test('a photograph is taken anew and sealed; a victim’s is seen with the compartment alone', async () => {
  const { default: sharp } = await import('sharp');
  const data = (
    await sharp({ create: { width: 60, height: 80, channels: 3, background: '#468' } })
      .jpeg()
      .toBuffer()
  ).toString('base64');
  const victim = { role: 'victim', particulars: {} };
  const file = await opened('Photos', [suspect('Poe', 'Al'), victim]);
  for (const subject of file.subjects) {
    await ana.ok('POST', `/api/subjects/${subject.id}/photos`, { data, caption: 'From a permit' });
  }
  expect((await view(file.id)).photos).toHaveLength(1);
  // Whoever turns out to be a victim is sealed with what was known before.
  const turned = file.subjects.find((subject) => subject.role === 'suspect');
  const outside = { name: { kind: 'birth', full: 'Uncle Poe' } };
  await ana.ok('POST', `/api/cases/${file.id}/relations`, { subject: turned?.id, kind: 'relative-of', outside });
  await ana.ok('PATCH', `/api/subjects/${turned?.id}`, { version: 1, role: 'victim' });
  expect(await view(file.id)).toMatchObject({ photos: [], relations: [] });
  expect((await view(file.id, sealed)).relations).toHaveLength(1);
  expect((await view(file.id, sealed)).photos).toHaveLength(2);
  const broken = await ana.no('POST', `/api/subjects/${file.subjects[0]?.id}/photos`, { data: 'AAAA' });
  expect(broken.codes).toEqual(['subject.photo.unreadable']);
});

test('two cases about one person are proposed with reasons; linked, or said to be two, it is settled', async () => {
  const one = await opened('First', [suspect('Zajączkowski', 'Bartłomiej', { nationalities: ['PL'] })]);
  const two = await opened('Second', [suspect('Zajaczkowski', 'Bartlomiej', { nationalities: ['PL'] })]);
  const pair = await eventually(async () => {
    const { items } = await ana.ok<{ items: PairView[] }>('GET', `/api/cases/${two.id}/pairs`);
    return items[0];
  });
  expect(pair).toMatchObject({ there: { caseId: one.id, number: one.number }, state: 'open' });
  expect(pair.reasons.map(({ code }) => code)).toContain('birth-same');
  expect(await us.owed()).toContain('case.pair');
  await ana.ok('POST', `/api/pairs/${pair.id}/settle`, { result: 'linked', note: 'Same passport photo' });
  const linked = await view(one.id);
  expect(linked.links).toMatchObject([{ ref: { kind: 'case', id: two.id }, now: { number: two.number } }]);
  await ana.ok('POST', `/api/cases/${one.id}/unlink`, { ref: { kind: 'case', id: two.id } });
  expect((await view(two.id)).links).toEqual([]);
  const again = await ana.no('POST', `/api/pairs/${pair.id}/settle`, { result: 'different', note: 'x' });
  expect(again.codes).toEqual(['case.pair.settled']);
});

test('a merge moves what is there, leads on what comes to the old number, and is undone row by row', async () => {
  const into = await opened('Kept', [suspect('Quimby', 'Kept')]);
  const from = await opened('Taken in', [suspect('Quimby', 'Taken')]);
  await ana.ok('POST', `/api/cases/${from.id}/notes`, { text: 'Of the second' });
  await ana.ok('POST', `/api/cases/${from.id}/links`, { ref: { kind: 'thread', id: from.id }, label: 'A thread' });
  await ana.ok('POST', `/api/cases/${from.id}/merge`, { into: into.id, reason: 'One person' });
  const merged = await view(into.id);
  expect(merged.subjects).toHaveLength(2);
  expect([merged.notes.length, merged.links.length, merged.merged.map((m) => m.number)]).toEqual([1, 1, [from.number]]);
  expect(await view(from.id)).toMatchObject({ state: 'merged', mergedInto: { id: into.id }, subjects: [], notes: [] });
  // What rooms above and other bureaus bring to the old number arrives at the case it went into.
  await us.tx((tx) => us.cases.link(tx, from.id, { kind: 'tip', id: into.id }, 'A tip'));
  await ana.ok('POST', `/api/cases/${from.id}/outcomes`, { outcome: 'located', country: 'NL', date: '2026-02' });
  const more = await view(into.id);
  expect([more.links.length, more.outcomes.length]).toEqual([2, 1]);
  const timeline = await ana.ok<{ entries: { act: string }[] }>('GET', `/api/cases/${into.id}/timeline?part=notes`);
  expect(timeline.entries.map(({ act }) => act)).toEqual(['case.note-added']);
  expect((await ana.no('POST', `/api/cases/${from.id}/subjects`, suspect('X', 'Y'))).codes).toEqual([
    'case.merge.already',
  ]);
  const chain = await ana.no('POST', `/api/cases/${into.id}/merge`, { into: (await opened('Third')).id, reason: 'x' });
  expect(chain.codes).toEqual(['case.merge.has-merged']);
  await us.audit.sealNow();
  expect((await us.conservation()).items.filter((item) => item.differences.length > 0)).toEqual([]);

  await ana.ok('POST', `/api/cases/${from.id}/take-apart`, { reason: 'Two brothers' });
  const [kept, apart] = [await view(into.id), await view(from.id)];
  expect(kept).toMatchObject({ merged: [], notes: [], links: [], outcomes: [] });
  expect(kept.subjects.map((s) => s.id)).toEqual(into.subjects.map((s) => s.id));
  expect(apart).toMatchObject({ state: 'open', mergedInto: null });
  expect([apart.subjects.map((s) => s.id), apart.notes.length, apart.links.length, apart.outcomes.length]).toEqual([
    from.subjects.map((s) => s.id),
    1,
    2,
    1,
  ]);
  await us.audit.sealNow();
  expect((await us.conservation()).items.filter((item) => item.differences.length > 0)).toEqual([]);
});

test('a restricted case is not there for who is not let in: list, page, persons, work, proposals', async () => {
  const file = await opened('Restricted', [suspect('Vandersloot', 'Joris')]);
  const [subject] = file.subjects;
  const dueAt = us.runtime.clock.now() + 86_400_000;
  await ana.ok('POST', `/api/cases/${file.id}/duties`, { owner: me(ana), what: 'Look', dueAt });
  expect((await ana.no('POST', `/api/cases/${file.id}/restrict`, { version: file.version, people: [] })).status).toBe(
    404,
  );
  const { version } = await view(file.id);
  await sue.ok('POST', `/api/cases/${file.id}/restrict`, { version, people: [] });
  for (const path of ['', '/timeline', '/graph', '/pairs', '/access', '/colleagues']) {
    expect((await ben.no('GET', `/api/cases/${file.id}${path}`)).status).toBe(404);
  }
  expect((await ben.no('PATCH', `/api/subjects/${subject?.id}`, { version: 1 })).status).toBe(404);
  const listed = await ben.ok<{ items: { id: string }[] }>('GET', '/api/cases?limit=200');
  expect(listed.items.map(({ id }) => id)).not.toContain(file.id);
  const work = await ben.ok<{ items: unknown[] }>('GET', '/api/work?limit=200');
  expect(JSON.stringify(work)).not.toContain(file.number);
  // The same person in a case that he may see: no proposal names the restricted one.
  const other = await opened('Open', [suspect('Vandersloot', 'Joris')]);
  await eventually(async () => {
    const { items } = await sue.ok<{ items: PairView[] }>('GET', `/api/cases/${other.id}/pairs`);
    return items.length > 0;
  });
  expect(await ben.ok('GET', `/api/cases/${other.id}/pairs`)).toEqual({ items: [] });
  expect((await view(file.id, ana)).restricted).toBe(true);
  const note = await ana.no('POST', `/api/cases/${file.id}/notes`, { text: 'x', mentions: [me(ben)] });
  expect(note.codes).toEqual(['case.colleague.unknown']);

  await sue.ok('POST', `/api/cases/${file.id}/let-in`, { person: me(ben), isIn: true });
  expect((await view(file.id, ben)).title).toBe('Restricted');
  await sue.ok('POST', `/api/cases/${file.id}/let-in`, { person: me(ben), isIn: false });
  expect((await ben.no('GET', `/api/cases/${file.id}`)).status).toBe(404);
  const last = await sue.no('POST', `/api/cases/${file.id}/let-in`, { person: me(sue), isIn: false });
  expect(last.codes).toEqual(['case.restricted-last']);
  const now = await view(file.id, sue);
  await sue.ok('POST', `/api/cases/${file.id}/open-to-all`, { version: now.version });
  expect((await view(file.id, ben)).restricted).toBe(false);
  await us.audit.sealNow();
  expect((await us.conservation()).items.filter((item) => item.differences.length > 0)).toEqual([]);
});
