import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller } from '../../testing/bureaus.ts';
import type { NoticeForm, PublicSetting, PublicState } from '../contract.ts';
import { examplePhoto } from '../document/photo.testkit.ts';
import { red, yellow } from '../examples.testkit.ts';
import { createNotices, type Notices } from '../index.ts';
import { describePublic, publicRoutes } from './routes-public.ts';

interface Page {
  total: number;
  query: Record<string, unknown>;
  _embedded: { notices: Record<string, unknown>[] };
  _links: Record<string, { href: string }>;
}

let world: TestBureaus;
let us: TestBureau;
let notices: Notices;
let origin: string;
let analyst: TestCaller;
let chief: TestCaller;
let admin: TestCaller;
let folder: string;
let described: Record<string, unknown>;

beforeAll(async () => {
  const rooms = new Map<string, Notices>();
  world = await createTestBureaus(['US'], (common) => {
    const room = createNotices(common);
    rooms.set(common.runtime.bureau, room);
    described ??= describePublic(publicRoutes(common).slice(0, -2));
    return [room.parts];
  });
  us = world.at('US');
  notices = rooms.get('US') as Notices;
  analyst = await us.signIn({ roles: ['analyst'] });
  chief = await us.signIn({ roles: ['supervisor'] });
  admin = await us.signIn({ roles: ['administrator'] });
  origin = (await us.directory.endpoint('US')) as string;
  folder = await mkdtemp(join(tmpdir(), 'homeward-public-'));
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

let serial = 0;
/** A notice of ours in force, written as the review would leave it. */
async function inForce(form: NoticeForm): Promise<string> {
  const id = us.runtime.newId();
  const number = `A-${String(++serial).padStart(6, '0')}/11-2026`;
  await us.tx(async (tx) => {
    const { familyName, forename } = form.subject;
    await tx.query(
      `INSERT INTO notice (id, relation, owner, colour, state, number, name, search, content_version, issued_at, created_at, updated_at)
       VALUES ($1, 'owner', 'US', $2, 'issued', $3, $4, '', 1, $5, $5, $5)`,
      [id, form.colour, number, `${familyName}, ${forename}`, tx.now],
    );
    await tx.query(
      `INSERT INTO notice_version (notice_id, n, state, form, report, at) VALUES ($1, 1, 'issued', $2, '{"rules":"x","at":0,"passes":true,"findings":[]}', $3)`,
      [id, JSON.stringify(form), tx.now],
    );
  });
  return id;
}
const consent = {
  kind: 'prosecutor',
  givenBy: 'An invented prosecutor',
  reference: 'Letter 12',
  givenOn: '2026-01-02',
};
async function shown(form: NoticeForm): Promise<{ id: string; path: string }> {
  const id = await inForce(form);
  await analyst.ok('POST', `/api/notices/${id}/public/consents`, consent);
  const state = await chief.ok<PublicState>('POST', `/api/notices/${id}/public`, {
    version: 1,
    notAbuseVictim: true,
    reason: 'The prosecutor asked for it',
  });
  return { id, path: state.path ?? '' };
}
async function turn(change: Partial<PublicSetting>): Promise<void> {
  const { version, enabled, trustForwarded, perMinute } = await admin.ok<PublicSetting>('GET', '/api/public-extract');
  await admin.ok('PUT', '/api/public-extract', { version, enabled, trustForwarded, perMinute, ...change });
}
async function get<T = Page>(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: T; headers: Headers }> {
  const answer = await fetch(path.startsWith('http') ? path : `${origin}${path}`, { headers });
  const text = await answer.text();
  return {
    status: answer.status,
    body: (text.startsWith('{') ? JSON.parse(text) : text) as T,
    headers: answer.headers,
  };
}
const person = (familyName: string, more: object = {}): NoticeForm => ({
  ...red,
  subject: { ...red.subject, familyName, ...more },
});
const names = async (query: string, list = 'red') =>
  (await get(`/notices/v1/${list}?${query}`)).body._embedded.notices.map((n) => n.name).sort();

test('off until an administrator turns it on; then open to everybody, without a session', async () => {
  const { path } = await shown(person('FIRST'));
  for (const off of ['/notices/v1/red', path, `${path}/images`, '/notices/v1/un', '/notices/v1/openapi.json']) {
    expect((await get(off)).status).toBe(404);
  }
  expect(
    (
      await analyst.no('PUT', '/api/public-extract', {
        version: 1,
        enabled: true,
        trustForwarded: false,
        perMinute: 600,
      })
    ).status,
  ).toBe(404);
  await turn({ enabled: true, perMinute: 100_000 });
  expect((await get(path)).status).toBe(200);
  // What is not there is missing, and never a page of the console.
  for (const gone of ['/notices/v1/red/2026-999', '/notices/v1/blue', '/notices/v1/nothing/at/all']) {
    const answer = await get<{ code: string }>(gone);
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  }
});

test('a list as clients read it: shape, absolute links from the host asked, page last in a link, thumbnail only with a picture', async () => {
  await shown(person('LISTED', { photos: [await examplePhoto()] }));
  await shown(person('PLAIN', { birthDate: '1979-04', nationalities: undefined, forename: undefined }));
  const { body, headers } = await get(
    '/notices/v1/red?name=LISTED&forename=&nationality=&ageMin=&sexId=&freeText=&page=&resultPerPage=',
  );
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  const id = String(body._embedded.notices[0]?.entity_id);
  expect(id).toMatch(/^2026\/\d+$/);
  const self = `${origin}/notices/v1/red/${id.replace('/', '-')}`;
  const href = `${origin}/notices/v1/red?name=LISTED&resultPerPage=20&page=1`;
  expect(body).toEqual({
    total: 1,
    query: { page: 1, resultPerPage: 20, name: 'LISTED' },
    _embedded: {
      notices: [
        {
          forename: 'Álvaro',
          date_of_birth: '1979/04/02',
          entity_id: id,
          nationalities: ['US'],
          name: 'LISTED',
          _links: {
            self: { href: self },
            images: { href: `${self}/images` },
            thumbnail: { href: expect.stringContaining(`${self}/images/`) },
          },
        },
      ],
    },
    _links: { self: { href }, first: { href }, last: { href } },
  });
  const plain = (await get('/notices/v1/red?name=PLAIN')).body._embedded.notices[0];
  expect(plain).toMatchObject({ forename: null, date_of_birth: '1979/04', nationalities: null });
  expect(plain?._links).not.toHaveProperty('thumbnail');
});

test('the detail of a Red and of a Yellow, and pictures: the list and the bytes', async () => {
  const photo = await examplePhoto();
  const { path } = await shown(
    person('DETAIL', { photos: [photo], languages: ['ENG'], marks: [{ text: 'scar', visibleInPhoto: true }] }),
  );
  const detail = (await get<Record<string, unknown>>(path)).body;
  expect(detail).toMatchObject({
    name: 'DETAIL',
    sex_id: 'M',
    height: 1.82,
    weight: null,
    eyes_colors_id: ['GRE'],
    hairs_id: ['BRO'],
    languages_spoken_ids: ['ENG'],
    distinguishing_marks: 'scar',
    arrest_warrants: [
      { issuing_country_id: 'US', charge: 'Production of child sexual abuse material', charge_translation: null },
    ],
  });
  // Nothing of the file, the warrant's number, the prosecutor or the instructions leaves.
  for (const kept of ['26-CR-0101', 'W123456789', 'Assistant US Attorney', 'Inform the requesting', 'fled']) {
    expect(JSON.stringify(detail)).not.toContain(kept);
  }
  const images = (
    await get<{ _embedded: { images: { picture_id: string; _links: { self: { href: string } } }[] }; _links: object }>(
      `${path}/images`,
    )
  ).body;
  expect(images._links).toMatchObject({
    self: { href: `${origin}${path}/images` },
    notice: { href: `${origin}${path}` },
  });
  const [image] = images._embedded.images;
  expect(image?.picture_id).toMatch(/^\d+$/);
  const picture = await fetch(String(image?._links.self.href));
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
  expect(
    createHash('sha256')
      .update(Buffer.from(await picture.arrayBuffer()))
      .digest('hex'),
  ).toBe(photo.sha256);
  expect((await get(`${path}/images/1`)).status).toBe(404);
  const missing = await shown({
    ...yellow,
    subject: { ...yellow.subject, familyName: 'MISSING', fatherName: 'Sample, Pat' },
  });
  expect((await get(missing.path)).body).toMatchObject({
    date_of_event: '2026/10/03',
    father_name: 'Sample',
    father_forename: 'Pat',
    mother_name: null,
    birth_name: null,
    place: null,
    country: null,
  });
  expect((await get(missing.path.replace('yellow', 'red'))).status).toBe(404);
});

test('filters: names as words and as patterns in either case, nationality, sex, warrant, free text, ages of whole and partial dates', async () => {
  const year = new Date().getUTCFullYear();
  await shown(person('ABAKUMOV', { birthDate: `${year - 40}-01-01`, nationalities: ['RU', 'KZ'], sex: 'F' }));
  await shown(person('ÀBEL', { birthDate: `${year - 20}`, nationalities: ['FR'], birthPlace: 'Saint-Étienne' }));
  await shown(person('CABAL', { birthDate: undefined, nationalities: ['FR'] }));
  expect(await names('name=aba')).toEqual(['ABAKUMOV', 'CABAL']);
  expect(await names(`name=${encodeURIComponent('^AB.*$')}`)).toEqual(['ABAKUMOV', 'ÀBEL']);
  expect(await names(`name=${encodeURIComponent('^(a|c)ab')}`)).toEqual(['CABAL']);
  expect(await names(`name=${encodeURIComponent('^ABEL$')}`)).toEqual(['ÀBEL']);
  expect(await names('nationality=FR')).toEqual(['CABAL', 'ÀBEL']);
  expect(await names('nationality=KZ&sexId=F')).toEqual(['ABAKUMOV']);
  expect(await names('nationality=KZ&sexId=M')).toEqual([]);
  expect(await names('freeText=etienne')).toEqual(['ÀBEL']);
  expect(await names('freeText=saint+cabal')).toEqual([]);
  expect(await names(`nationality=RU&ageMin=40&ageMax=40`)).toEqual(['ABAKUMOV']);
  expect(await names(`nationality=RU&ageMin=41`)).toEqual([]);
  // Known by the year: nineteen or twenty, as the day may have been.
  expect(await names(`nationality=FR&ageMin=19&ageMax=19`)).toEqual(
    new Date().getUTCMonth() === 11 && new Date().getUTCDate() === 31 ? [] : ['ÀBEL'],
  );
  expect(await names(`nationality=FR&ageMax=18`)).toEqual([]);
  expect((await get('/notices/v1/red?arrestWarrantCountryId=US')).body.total).toBeGreaterThan(5);
  expect((await get('/notices/v1/red?arrestWarrantCountryId=NL')).body.total).toBe(0);
  // A pattern that is none, or would grow without end, is told so; one that would hang a backtracking engine is just slow to no one.
  for (const bad of ['(', '(a{1000}){1000}', 'x'.repeat(101)]) {
    expect(
      (await get<{ errors: { code: string }[] }>(`/notices/v1/red?name=${encodeURIComponent(bad)}`)).body.errors[0]
        ?.code,
    ).toBe('public.pattern');
  }
  expect(await names(`name=${encodeURIComponent('^(A+)+$')}`)).toEqual([]);
  expect((await get('/notices/v1/red?ageMin=abc')).status).toBe(400);
});

test('at most 160 can be reached: `last` is page 8 at 20 a page however many there are', async () => {
  await us.tx(async (tx) => {
    await tx.query(
      `WITH made AS (
         INSERT INTO notice (id, relation, owner, colour, state, number, name, search, content_version, issued_at, created_at, updated_at)
         SELECT gen_random_uuid(), 'owner', 'US', 'yellow', 'issued', 'A-' || (900000 + g) || '/11-2026', 'x', '', 1, 1, 1, 1
         FROM generate_series(1, 700) g RETURNING id, number),
       written AS (
         INSERT INTO notice_version (notice_id, n, state, form, report, at)
         SELECT id, 1, 'issued', jsonb_set($1::jsonb, '{subject,familyName}', to_jsonb('MANY' || number)), '{}', 1 FROM made)
       INSERT INTO notice_public (notice_id, kind, entity_id, shown, published_by, published_at)
       SELECT id, 'yellow', '2026/' || substr(number, 3, 6), true, 'test', 1 FROM made`,
      [JSON.stringify(yellow)],
    );
  });
  const { body } = await get('/notices/v1/yellow?name=MANY');
  expect(body.total).toBe(700);
  expect(body._embedded.notices).toHaveLength(20);
  expect(body._links.last?.href.split('=').at(-1)).toBe('8');
  expect(body._links.next?.href.split('=').at(-1)).toBe('2');
  const seen = new Set<unknown>();
  for (let next: string | undefined = body._links.first?.href; next; ) {
    const page: Page = (await get(next)).body;
    for (const one of page._embedded.notices) seen.add(one.entity_id);
    next = page._links.next?.href;
  }
  expect(seen.size).toBe(160);
  expect((await get('/notices/v1/yellow?name=MANY&page=9')).body._embedded.notices).toEqual([]);
  const wide = (await get('/notices/v1/yellow?name=MANY&resultPerPage=500')).body;
  expect([wide._embedded.notices.length, wide.query.resultPerPage, wide._links.last?.href.split('=').at(-1)]).toEqual([
    160,
    160,
    '1',
  ]);
});

test('cancelled, suspended, or without a consent any more: out of every answer at once; resumed: in again', async () => {
  const { id, path } = await shown(person('VANISH'));
  const isSeen = async () => [(await get(path)).status, (await get('/notices/v1/red?name=VANISH')).body.total];
  expect(await isSeen()).toEqual([200, 1]);
  await us.tx((tx) => tx.query("UPDATE notice SET state = 'suspended' WHERE id = $1", [id]));
  expect(await isSeen()).toEqual([404, 0]);
  await us.tx((tx) => tx.query("UPDATE notice SET state = 'issued' WHERE id = $1", [id]));
  expect(await isSeen()).toEqual([200, 1]);
  const state = await analyst.ok<PublicState>('GET', `/api/notices/${id}/public`);
  const given = state.consents.find((one) => one.kind === 'prosecutor');
  await analyst.ok('POST', `/api/notices/${id}/public/consents/${given?.id}/withdraw`);
  expect(await isSeen()).toEqual([404, 0]);
  const other = await shown(person('VANISHING'));
  await chief.ok('POST', `/api/notices/${other.id}/private`, { version: 1, reason: 'Not any more' });
  expect((await get(other.path)).status).toBe(404);
  const third = await shown(person('PURGED'));
  // As the purge leaves it.
  await us.tx(async (tx) => {
    await tx.query("UPDATE notice SET state = 'cancelled', name = NULL, purged_at = 1 WHERE id = $1", [third.id]);
    await tx.query('DELETE FROM notice_version WHERE notice_id = $1', [third.id]);
  });
  expect((await get(third.path)).status).toBe(404);
  // An amendment that says more takes it out by itself.
  const fourth = await shown(person('AMENDED'));
  await us.tx(async (tx) => {
    await tx.query("UPDATE notice_version SET state = 'superseded' WHERE notice_id = $1", [fourth.id]);
    const form = { ...person('AMENDED'), status: 'victim' };
    await tx.query(
      "INSERT INTO notice_version (notice_id, n, state, form, report, at) VALUES ($1, 2, 'issued', $2, '{}', 1)",
      [fourth.id, JSON.stringify(form)],
    );
    await tx.query('UPDATE notice SET content_version = 2 WHERE id = $1', [fourth.id]);
  });
  expect((await get('/notices/v1/red?name=AMENDED')).body.total).toBe(0);
});

test('who may make public what: a consent first, not by whoever wrote it down, never for somebody abused', async () => {
  const publish = (who: TestCaller, id: string) =>
    who.no('POST', `/api/notices/${id}/public`, { version: 1, notAbuseVictim: true, reason: 'because' });
  const id = await inForce(person('RULES'));
  expect((await publish(chief, id)).codes).toEqual(['notice.public.no-consent']);
  await chief.ok('POST', `/api/notices/${id}/public/consents`, consent);
  expect((await publish(chief, id)).status).toBe(404);
  expect((await publish(analyst, id)).status).toBe(404);
  for (const form of [
    { ...person('VICTIM'), status: 'victim' },
    { ...yellow, offence: 'sexual-offence-against-child' },
    { colour: 'green', subject: red.subject },
  ] as NoticeForm[]) {
    const other = await inForce(form);
    await analyst.ok('POST', `/api/notices/${other}/public/consents`, consent);
    const { obstacles } = await analyst.ok<PublicState>('GET', `/api/notices/${other}/public`);
    const code = form.colour === 'green' ? 'notice.public.colour' : 'notice.public.abuse-victim';
    expect(obstacles).toEqual([code]);
    expect((await publish(chief, other)).codes).toEqual([code]);
  }
  expect(
    (await chief.no('POST', `/api/notices/${id}/public`, { version: 1, notAbuseVictim: false, reason: 'because' }))
      .status,
  ).toBe(400);
});

test('United Nations entries that were imported: persons and entities, in the shape they came in', async () => {
  const entries = [
    {
      entity_id: 'INV.001',
      name: 'INVENTED',
      forename: 'PERSON',
      date_of_birth: '1975/00/00',
      nationalities: null,
      un_reference: 'INV.001',
      un_resolution: 1267,
      _links: { self: { href: 'https://x.example/notices/v1/un/persons/INV.001' } },
    },
    {
      entity_id: 'INE.002',
      name: 'INVENTED ENTITY',
      un_reference: 'INE.002',
      un_resolution: 1988,
      legal_form: 'Foundation',
      _links: { self: { href: 'https://x.example/notices/v1/un/entities/INE.002' } },
    },
  ];
  const text = JSON.stringify(entries);
  const path = join(folder, 'un.json');
  await writeFile(path, text);
  await notices.files.import({
    path,
    fileName: 'un.json',
    size: Buffer.byteLength(text),
    sha256: 'x',
    source: 'test',
    colour: null,
    complete: false,
  });
  const { body } = await get('/notices/v1/un');
  expect(body.total).toBe(2);
  expect(await names('unReference=inv', 'un')).toEqual(['INVENTED']);
  expect(await names('unResolution=1988', 'un')).toEqual(['INVENTED ENTITY']);
  expect(await names('name=INVENTED', 'un/persons')).toEqual(['INVENTED']);
  const listedOne = (await get('/notices/v1/un/persons')).body._embedded.notices[0];
  expect(listedOne).toMatchObject({ entity_id: 'INV.001', date_of_birth: '1975', un_reference: 'INV.001' });
  const self = `${origin}/notices/v1/un/persons/INV.001`;
  expect(listedOne?._links).toMatchObject({ self: { href: self } });
  expect((await get(self)).body).toMatchObject({
    date_of_birth: '1975/00/00',
    un_resolution: 1267,
    _links: { self: { href: self } },
  });
  expect((await get('/notices/v1/un/entities/INE.002')).body).toMatchObject({ legal_form: 'Foundation' });
});

test('links follow the host; what a proxy says counts only where it is trusted; a host that is none is refused', async () => {
  const self = async (headers: Record<string, string>) => {
    const { status, body } = await raw('/notices/v1/un/persons', headers);
    return status === 200 ? (JSON.parse(body) as Page)._links.self?.href.split('/notices/v1')[0] : status;
  };
  const forwarded = { 'x-forwarded-host': 'public.example, inner', 'x-forwarded-proto': 'https' };
  expect(await self({ host: 'notices.example:8443' })).toBe('http://notices.example:8443');
  expect(await self({ host: 'notices.example', ...forwarded })).toBe('http://notices.example');
  for (const host of ['evil.example/x', 'a b', 'user@evil.example', '"><script>'])
    expect(await self({ host })).toBe(400);
  await turn({ trustForwarded: true });
  expect(await self({ host: 'inner', ...forwarded })).toBe('https://public.example');
  expect(await self({ host: 'inner', 'x-forwarded-host': 'evil.example/x' })).toBe(400);
  await turn({ trustForwarded: false });
});

test('one address is told to wait when it asks too often', async () => {
  await turn({ perMinute: 3 });
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await get('/notices/v1/un'));
  const refused = answers.find((one) => one.status === 429);
  expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
  await turn({ enabled: false, perMinute: 100_000 });
  expect((await get('/notices/v1/un')).status).toBe(404);
  await turn({ enabled: true });
  expect((await get('/notices/v1/un')).body.total).toBe(2);
});

test('the description that is served is the one in the documents', async () => {
  const served = (await get<Record<string, unknown>>('/notices/v1/openapi.json')).body;
  expect(served.servers).toEqual([{ url: origin }]);
  expect(JSON.parse(JSON.stringify(described))).toEqual({ ...served, servers: undefined });
  const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'public-notices-api.openapi.json');
  await expect(`${JSON.stringify(described, null, 2)}\n`).toMatchFileSnapshot(file);
  expect(described.paths).toHaveProperty(['/notices/v1/red/{id}/images/{picture}']);
});

/** With any Host header, which fetch would not send. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${origin}${path}`, { headers }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
