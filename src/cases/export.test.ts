import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { Vault } from '../platform/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller } from '../testing/bureaus.ts';
import type { CaseView, ExportView } from './contract.ts';
import { verifyBundle } from './export/verify-bundle.ts';
import { writeZip } from './export/write-zip.ts';

const run = promisify(execFile);
let world: TestBureaus;
let us: TestBureau;
let ana: TestCaller;
let vic: TestCaller;
let folder: string;
let vault: Vault;
let file: CaseView;

/** Everything that must not come out of a redacted copy, in any form. */
const SECRET = {
  victim: ['Robin', 'Sealedname', 'V7654321'],
  removed: ['Mallory', 'Quistgaard', 'P1234567'],
  domestic: ['FBI99887'],
};

beforeAll(async () => {
  world = await createTestBureaus(['US', 'NL'], (common) => {
    if (common.runtime.bureau === 'US') ({ vault } = common);
    return [];
  });
  us = world.at('US');
  folder = await mkdtemp(join(tmpdir(), 'homeward-export-'));
  ana = await us.signIn({ roles: ['analyst'], name: 'Ana Analyst' });
  vic = await us.signIn({ roles: ['analyst'], name: 'Vic Sealed', compartments: ['general', 'victim-identity'] });
  const { id } = await ana.ok<{ id: string }>('POST', '/api/cases', {
    title: 'Device of Mallory Quistgaard',
    offence: 'csam',
    wanted: ['identify-victim'],
    countries: ['NL', 'EG'],
    urgency: 'urgent',
    legalBasis: 'Warrant 12',
    purpose: 'To identify a child',
    summary: 'Robin Sealedname was seen with QUISTGAARD and with Al Stays. قضية',
  });
  const add = (role: string, particulars: object) =>
    ana.ok<{ id: string }>('POST', `/api/cases/${id}/subjects`, { role, particulars });
  const gone = await add('suspect', {
    names: [{ kind: 'birth', family: 'Quistgaard', given: 'Mallory' }],
    documents: [{ type: 'passport', number: 'P1234567' }],
    domestic: { fbiNumber: 'FBI99887' },
  });
  const stays = await add('suspect', {
    names: [{ kind: 'birth', family: 'Stays', given: 'Al' }],
    marks: [{ kind: 'tattoo', place: 'left arm', text: 'Anchor, shared with Quistgaard' }],
  });
  const victim = await add('victim', {
    names: [{ kind: 'birth', full: 'Robin Sealedname' }],
    documents: [{ type: 'passport', number: 'V7654321' }],
  });
  const relate = (body: object) => ana.ok('POST', `/api/cases/${id}/relations`, body);
  await relate({ subject: gone.id, kind: 'associate-of', other: stays.id });
  await relate({
    subject: victim.id,
    kind: 'child-of',
    outside: { name: { kind: 'birth', full: 'Parent Sealedname' } },
  });
  await ana.ok('POST', `/api/cases/${id}/notes`, { text: 'Mallory holds P1234567; Robin said so.' });
  await ana.ok('POST', `/api/cases/${id}/outcomes`, {
    outcome: 'located',
    country: 'NL',
    date: '2026-03',
    note: 'Quistgaard was there',
  });
  await us.audit.sealNow();
  file = await vic.ok<CaseView>('GET', `/api/cases/${id}`);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await world?.[Symbol.asyncDispose]();
});

const person = (family: string): string =>
  file.subjects.find((subject) => subject.particulars.names[0]?.family === family)?.id ?? '';

/** The copy as it lies in the vault, read back through the room. */
async function bytesOf(made: ExportView): Promise<Uint8Array> {
  const [row] = await us.tx((tx) =>
    tx.query<{ sealed_ref: string; sealed_key: string }>(
      'SELECT sealed_ref, sealed_key FROM case_export WHERE id = $1',
      [made.id],
    ),
  );
  return vault.open({ ref: row?.sealed_ref ?? '', key: row?.sealed_key ?? '' });
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.pdf`);
  await writeFile(path, pdf);
  return (await run('pdftotext', ['-layout', path, '-'])).stdout;
}

async function filesOf(zip: Uint8Array): Promise<Map<string, Buffer>> {
  const archive = await fromBufferPromise(Buffer.from(zip));
  const files = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await archive.openReadStreamPromise(entry)) parts.push(part as Buffer);
    files.set(entry.fileName, Buffer.concat(parts));
  }
  return files;
}

const keyOf: Parameters<typeof verifyBundle>[1] = (code, kid, at) => world.at('NL').directory.signingKey(code, kid, at);
const copy = (body: object, who = vic): Promise<ExportView> =>
  who.ok<ExportView>('POST', `/api/cases/${file.id}/exports`, { purpose: 'Mutual assistance', ...body });

test('a whole copy reads in the chosen language, and even so never says who a victim is', async () => {
  const made = await copy({ format: 'pdf', lang: 'fr' });
  expect(made).toMatchObject({ redacted: false, fileName: `${file.number}.fr.pdf` });
  const text = await textOf(await bytesOf(made));
  expect(text).toContain('Extrait d’un dossier');
  expect(text).toContain('Quistgaard');
  for (const secret of [...SECRET.victim, ...SECRET.domestic]) expect(text).not.toContain(secret);
  expect(made.removed.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['victim-identity', 'domestic-numbers', 'written-name']),
  );
});

test('what was removed from a redacted copy is in none of its files, in any form, and is listed by kind', async () => {
  const made = await copy({
    format: 'bundle',
    to: ['NL'],
    redact: { persons: [person('Quistgaard')], fields: ['marks'], parts: ['staff'] },
  });
  const files = await filesOf(await bytesOf(made));
  expect([...files.keys()]).toEqual(['README.txt', 'case.pdf', 'case.json', 'manifest.jws']);
  const manifest = Buffer.from(files.get('manifest.jws')?.toString().split('.')[1] ?? '', 'base64url').toString();
  const pdf = await textOf(files.get('case.pdf') ?? Buffer.alloc(0));
  const raw = files.get('case.pdf')?.toString('latin1') ?? '';
  for (const secret of [...SECRET.victim, ...SECRET.removed, ...SECRET.domestic, 'Ana Analyst', 'Anchor']) {
    for (const text of [pdf, raw, files.get('case.json')?.toString() ?? '', manifest]) {
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  }
  expect(pdf).toContain('Stays');
  expect(pdf).toContain('REDACTED COPY');
  expect(Object.fromEntries(made.removed.map(({ kind, count }) => [kind, count]))).toMatchObject({
    person: 1,
    relation: 1,
    marks: 1,
    'victim-identity': expect.any(Number),
    'written-name': expect.any(Number),
  });
});

test('another bureau verifies the bundle by its directory; one byte elsewhere, or one file more, and it does not', async () => {
  const zip = await bytesOf(await copy({ format: 'bundle', to: ['NL'] }, ana));
  const good = await verifyBundle(zip, keyOf);
  expect(good.problems).toEqual([]);
  expect(good.manifest).toMatchObject({ from: 'US', number: file.number });
  expect(good.record).toMatchObject({ number: file.number, title: 'Device of Mallory Quistgaard' });
  await writeFile(join(folder, 'copy.zip'), zip);
  expect((await run('unzip', ['-t', join(folder, 'copy.zip')])).stdout).toContain('No errors detected');

  const files = [...(await filesOf(zip))].map(([name, bytes]) => ({ name, bytes: new Uint8Array(bytes) }));
  const again = (change: (name: string, bytes: Uint8Array) => Uint8Array | null, more: typeof files = []) =>
    writeZip(
      [...files, ...more].flatMap(({ name, bytes }) => {
        const changed = change(name, bytes);
        return changed ? [{ name, bytes: changed }] : [];
      }),
      new Date(0),
    );
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, n) => (n === 9 ? byte ^ 1 : byte));
  const problems = async (bytes: Uint8Array): Promise<readonly string[]> => (await verifyBundle(bytes, keyOf)).problems;
  expect(await problems(again((_, bytes) => bytes))).toEqual([]);
  expect(await problems(again((name, bytes) => (name === 'case.pdf' ? flip(bytes) : bytes)))).toEqual([
    'bundle.file-altered',
  ]);
  expect(await problems(again((name, bytes) => (name === 'case.pdf' ? null : bytes)))).toEqual(['bundle.file-missing']);
  expect(await problems(again((_, bytes) => bytes, [{ name: 'more.txt', bytes: new Uint8Array(3) }]))).toEqual([
    'bundle.file-added',
  ]);
  const signature = (name: string, bytes: Uint8Array): Uint8Array =>
    name === 'manifest.jws' ? bytes.map((byte, n) => (n === bytes.length - 9 ? (byte === 65 ? 66 : 65) : byte)) : bytes;
  expect(await problems(again(signature))).toEqual(['bundle.bad-signature']);
  expect(await problems(again((name, bytes) => (name === 'manifest.jws' ? null : bytes)))).toEqual([
    'bundle.no-signature',
  ]);
  expect(await problems(new Uint8Array(40))).toEqual(['bundle.not-a-bundle']);
  expect((await verifyBundle(zip, async () => null)).problems).toEqual(['bundle.unknown-key']);
  expect(
    (
      await verifyBundle(zip, async (code, kid, at) => {
        const key = await keyOf(code, kid, at);
        return key && { jwk: key.jwk, state: 'revoked' };
      })
    ).problems,
  ).toEqual(['bundle.key-revoked']);
});

test('who took a copy, and what was in it, is on the record; an officer or an auditor takes none', async () => {
  const listed = await ana.ok<{ items: ExportView[] }>('GET', `/api/cases/${file.id}/exports`);
  expect(listed.items.length).toBeGreaterThanOrEqual(3);
  const acts = await ana.ok<{ entries: { act: string; params: object }[] }>(
    'GET',
    `/api/cases/${file.id}/timeline?part=standing`,
  );
  expect(acts.entries.filter(({ act }) => act === 'case.exported').length).toBe(listed.items.length);
  const auditor = await us.signIn({ roles: ['auditor'] });
  const body = { format: 'pdf', purpose: 'x' };
  expect((await auditor.no('POST', `/api/cases/${file.id}/exports`, body)).status).toBe(404);
});
