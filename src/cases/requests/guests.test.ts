import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller } from '../../testing/bureaus.ts';
import type { AttachmentState, BesideRequest, PublicStatus, TransferView, UploadStarted } from '../contract.ts';
import { asked, CRITERIA_MET, confirmed, guest, newToken, patch, sha256Of } from './requests.testkit.ts';

let world: TestBureaus;
let us: TestBureau;
let officer: TestCaller;
let stranger: TestCaller;
let analyst: TestCaller;
let second: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US']);
  us = world.at('US');
  officer = await us.signIn({ roles: ['requesting-officer'], agency: 'DCHSI9900', name: 'Olive Officer' });
  stranger = await us.signIn({ roles: ['requesting-officer'], agency: 'DCFBI9900' });
  analyst = await us.signIn({ roles: ['analyst'], name: 'Ana Analyst' });
  second = await us.signIn({ roles: ['analyst'], name: 'Sam Second' });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const pdf = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size).map((_, n) => (n * 31 + 7) % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
  return bytes;
};
const announced = (bytes: Uint8Array, name = 'warrant.pdf', mediaType = 'application/pdf') => ({
  name,
  mediaType,
  size: bytes.length,
  sha256: sha256Of(bytes),
});

/** A request without an account, and what an analyst sees of it. */
async function send(changes: object = {}): Promise<{ token: string; number: string; id: string }> {
  const token = newToken();
  // A minute later: the limit on calls from one address is another test's.
  world.pass(60_000);
  const receipt = await guest(us, 'POST', '/api/public/requests', { body: { secret: token, ...asked(changes) } });
  expect(receipt.status, receipt.text).toBe(200);
  const { items } = await analyst.ok<{ items: { id: string; number: string }[] }>('GET', '/api/requests');
  const id = items.find((item) => item.number === receipt.body.number)?.id ?? '';
  return { token, number: receipt.body.number as string, id };
}

test('an agency is chosen from the directory, whose telephone numbers stay here', async () => {
  const found = await guest(us, 'GET', '/api/public/agencies?q=Homeland');
  expect(found.body.agencies[0]).toMatchObject({ ori: 'DCHSI9900' });
  expect(found.text).not.toContain('555');
  const welfare = await guest(us, 'GET', '/api/public/agencies?q=Child%20Welfare');
  expect(welfare.body.agencies).toEqual([]);
  expect((await guest(us, 'GET', '/api/public/agencies?q=a')).status).toBe(400);
  const form = await guest(us, 'GET', '/api/public/requests/form');
  expect((form.body.offences as { code: string }[]).map((offence) => offence.code)).toContain('csam');
});

test('without an account: a receipt, and the same answer however often it is sent', async () => {
  const secret = newToken();
  const body = { secret, ...asked() };
  const tries = await Promise.all([1, 2, 3].map(() => guest(us, 'POST', '/api/public/requests', { body })));
  expect(new Set(tries.map((one) => one.body.number)).size).toBe(1);
  expect(tries[0]?.body.number).toMatch(/^US-R-\d{4}-\d{6}$/);
  const other = await guest(us, 'POST', '/api/public/requests', {
    body: { secret, ...asked({ summary: 'Something else' }) },
  });
  expect(other).toMatchObject({ status: 422, codes: ['public-request.secret-used'] });
  const weak = await guest(us, 'POST', '/api/public/requests', { body: { secret: 'short', ...asked() } });
  expect(weak.status).toBe(400);
  const nobody = await guest(us, 'POST', '/api/public/requests', {
    body: { secret: newToken(), ...asked({ agency: 'ZZXXX0000' }) },
  });
  expect(nobody.codes).toEqual(['agency.unknown']);
});

test('the secret is kept as a hash alone, and opens one request and no other', async () => {
  const one = await send();
  const two = await send();
  const kept = await us.tx((tx) => tx.query<{ row: string }>('SELECT l::text AS row FROM case_request_link l'));
  expect(kept.map((entry) => entry.row).join()).not.toContain(one.token);
  const ledger = await us.tx((tx) => us.audit.timeline(tx, { kind: 'request', id: one.id }));
  expect(JSON.stringify(ledger)).not.toContain(one.token);
  const answers = await us.tx((tx) => tx.query<{ row: string }>('SELECT i::text AS row FROM idempotency i'));
  expect(answers.map((entry) => entry.row).join()).not.toContain(one.token);
  expect((await guest(us, 'GET', '/api/public/requests/status', { token: two.token })).body.number).toBe(two.number);
  for (const token of [newToken(), `${one.token}x`, undefined]) {
    const answer = await guest(us, 'GET', '/api/public/requests/status', token === undefined ? {} : { token });
    expect(answer.status).toBe(404);
  }
});

test('before the call-back nothing moves: no acceptance, no evidence, nobody asked', async () => {
  const { id } = await send();
  const refusals = [
    await analyst.no('POST', `/api/requests/${id}/accept`, { version: 1, title: 'x', criteria: CRITERIA_MET }),
    await analyst.no('POST', `/api/requests/${id}/transfers`, { purpose: 'A device' }),
    await analyst.no('POST', `/api/requests/${id}/deconfliction/by-hand`, { authority: 'fbi', result: 'clear' }),
    await analyst.no('POST', `/api/requests/${id}/deconfliction`, { authorities: ['fbi'] }),
  ];
  expect(refusals.map((one) => one.codes[0])).toEqual([
    'request.accept.officer-not-confirmed',
    'evidence.officer-not-confirmed',
    'deconfliction.officer-not-confirmed',
    'deconfliction.officer-not-confirmed',
  ]);
  const owed = await us.tx((tx) => us.work.ofRef(tx, { kind: 'request', id }));
  expect(owed.map((item) => item.task)).toEqual(['request.call-back']);
  const view = await analyst.ok<BesideRequest>('GET', `/api/requests/${id}/beside`);
  expect(view).toMatchObject({ isPublic: true, unread: false });
});

test('the private status speaks plainly, and takes what the bureau asked for', async () => {
  const { token, id } = await send();
  await analyst.ok('POST', `/api/requests/${id}/return`, { version: 1, needed: 'Which device?' });
  const status = await guest(us, 'GET', '/api/public/requests/status', { token });
  expect(status.body).toMatchObject({ state: 'returned', needed: 'Which device?', takesInformation: true });
  const note = us.runtime.newId();
  const info = { note, text: 'A telephone.' };
  const twice = [1, 2].map(() => guest(us, 'POST', '/api/public/requests/status/information', { token, body: info }));
  for (const one of twice) expect((await one).status).toBe(200);
  const view = await analyst.ok<{ exchanges: { kind: string; text: string }[]; version: number; state: string }>(
    'GET',
    `/api/requests/${id}`,
  );
  expect(view.exchanges.map((one) => one.text)).toEqual(['Which device?', 'A telephone.']);
  expect(view.state).toBe('received');
  await analyst.ok('POST', `/api/requests/${id}/decline`, {
    version: view.version,
    reason: 'other',
    explanation: 'No.',
  });
  const late = await guest(us, 'POST', '/api/public/requests/status/information', {
    token,
    body: { note: us.runtime.newId(), text: 'More' },
  });
  expect(late).toMatchObject({ status: 422, codes: ['request.information.closed'] });
});

test('information on a running case is somebody’s to read', async () => {
  const { id, version } = await confirmed(officer, analyst);
  const { caseId } = await second.ok<{ caseId: string }>('POST', `/api/requests/${id}/accept`, {
    version,
    title: 'A case',
    criteria: CRITERIA_MET,
  });
  const info = { note: us.runtime.newId(), text: 'The device was sold in May.' };
  await officer.ok('POST', `/api/my/requests/${id}/information`, info);
  await stranger.no('POST', `/api/my/requests/${id}/information`, { ...info, note: us.runtime.newId() });
  const owed = async () =>
    (await us.tx((tx) => us.work.ofRef(tx, { kind: 'case', id: caseId }))).map((item) => item.task);
  expect(await owed()).toContain('case.information');
  expect(await analyst.ok('GET', `/api/requests/${id}/beside`)).toMatchObject({ unread: true });
  await analyst.ok('POST', `/api/requests/${id}/information-read`);
  expect(await owed()).not.toContain('case.information');
  expect((await us.conservation()).balanced).toBe(true);
});

test('an attachment comes in pieces, and goes on after either side was killed', async () => {
  const bytes = pdf(300_000);
  const { token, id } = await send({ attachments: [announced(bytes)] });
  const sha256 = sha256Of(bytes);
  const start = async (): Promise<UploadStarted> =>
    (await guest(us, 'POST', '/api/public/requests/status/uploads', { token, body: { sha256 } })).body as UploadStarted;
  const first = await start();
  expect(first).toMatchObject({ offset: 0, size: bytes.length });
  const damaged = await guest(us, 'PATCH', `/api/uploads/${first.id}`, {
    token: first.token,
    bytes: bytes.subarray(0, 1_000),
    headers: {
      'upload-offset': '0',
      'upload-checksum': `sha256 ${Buffer.from(sha256Of(bytes), 'hex').toString('base64')}`,
    },
  });
  expect(damaged.codes).toEqual(['upload.damaged']);
  expect((await patch(us, first.id, first.token, 0, bytes.subarray(0, 100_000))).body.offset).toBe(100_000);
  // The answer was lost: sent again it is told where it stands.
  const again = await patch(us, first.id, first.token, 0, bytes.subarray(0, 100_000));
  expect(again).toMatchObject({ status: 409, codes: ['upload.offset'] });
  // The sender's window was closed: whoever holds the right starts again, and the old token is void.
  const resumed = await start();
  expect(resumed).toMatchObject({ id: first.id, offset: 100_000 });
  expect((await patch(us, first.id, first.token, 100_000, bytes.subarray(100_000))).status).toBe(404);
  const head = await guest(us, 'HEAD', `/api/uploads/${first.id}`, { token: resumed.token });
  expect(head.headers.get('upload-offset')).toBe('100000');
  expect((await patch(us, first.id, resumed.token, 100_000, bytes.subarray(100_000))).body.state).toBe('complete');
  // The bureau was killed after the last byte, before it had checked them: the next call does it.
  await us.tx((tx) => tx.query("UPDATE case_upload SET state = 'open', completed_at = NULL WHERE id = $1", [first.id]));
  expect((await patch(us, first.id, resumed.token, bytes.length, new Uint8Array())).body.state).toBe('complete');

  const status = await guest(us, 'GET', '/api/public/requests/status', { token });
  expect((status.body as PublicStatus).attachments).toMatchObject([{ state: 'complete', received: bytes.length }]);
  const file = await analyst.ok<string>('GET', `/api/requests/${id}/attachments/${sha256}`);
  expect(String(file).startsWith('%PDF-1.7')).toBe(true);
  await officer.no('GET', `/api/requests/${id}/attachments/${sha256}`);
  const parts = await us.tx((tx) => tx.query<{ vault_ref: string }>('SELECT vault_ref FROM case_upload_part'));
  const known = await us.tx((tx) => us.cases.knownFiles(tx, [...parts.map((part) => part.vault_ref), 'f'.repeat(64)]));
  expect(known.size).toBe(parts.length);
});

test('what is no document is refused with its reason: pictures, other types, another file than announced', async () => {
  const jpeg = new Uint8Array(2_000).fill(9);
  jpeg.set([0xff, 0xd8, 0xff, 0xe0]);
  const text = new TextEncoder().encode('plain words, and more of them');
  const fake = pdf(2_000);
  const { token } = await send({
    attachments: [announced(jpeg, 'a.pdf'), announced(text, 'b.pdf'), { ...announced(fake), sha256: 'a'.repeat(64) }],
  });
  const codes: string[] = [];
  for (const [sha256, bytes] of [
    [sha256Of(jpeg), jpeg],
    [sha256Of(text), text],
    ['a'.repeat(64), fake],
  ] as const) {
    const { body } = await guest(us, 'POST', '/api/public/requests/status/uploads', { token, body: { sha256 } });
    codes.push(...(await patch(us, body.id, body.token, 0, bytes)).codes);
  }
  expect(codes).toEqual(['upload.media', 'upload.type-differs', 'upload.hash-differs']);
  const unknown = await guest(us, 'POST', '/api/public/requests/status/uploads', {
    token,
    body: { sha256: 'b'.repeat(64) },
  });
  expect(unknown.codes).toEqual(['upload.not-announced']);
  const left = await guest(us, 'GET', '/api/public/requests/status', { token });
  const states = (left.body.attachments as AttachmentState[]).map(({ state, code }) => `${state} ${code}`);
  expect(states).toEqual(['refused upload.media', 'refused upload.type-differs', 'refused upload.hash-differs']);
  const media = { ...announced(jpeg, 'a.jpg'), mediaType: 'image/jpeg' };
  const asMedia = await guest(us, 'POST', '/api/public/requests', {
    body: { secret: newToken(), ...asked({ attachments: [media] }) },
  });
  expect(asMedia.status).toBe(400);
});

test('sealed evidence: a key after the call-back, resumed by it, each opening on the record, a chain that shows a change', async () => {
  const { id } = await confirmed(officer, analyst);
  const issued = await analyst.ok<{ id: string; key: string }>('POST', `/api/requests/${id}/transfers`, {
    purpose: 'Seized telephone',
  });
  const kept = await us.tx((tx) => tx.query<{ row: string }>('SELECT t::text AS row FROM case_transfer t'));
  expect(kept.map((entry) => entry.row).join()).not.toContain(issued.key);
  expect((await guest(us, 'GET', '/api/public/evidence', { token: newToken() })).status).toBe(404);
  const film = new Uint8Array(90_000).map((_, n) => (n * 7) % 256);
  const file = { name: 'image-of-device.bin', size: film.length, sha256: sha256Of(film) };
  const start = async () =>
    (await guest(us, 'POST', '/api/public/evidence/files', { token: issued.key, body: file })).body as UploadStarted;
  const one = await start();
  await patch(us, one.id, one.token, 0, film.subarray(0, 50_000));
  const two = await start();
  expect(two.offset).toBe(50_000);
  expect((await patch(us, one.id, two.token, 50_000, film.subarray(50_000))).body.state).toBe('complete');

  const { ticket } = await second.ok<{ ticket: string }>('POST', `/api/evidence/${one.id}/open`, {
    reason: 'To search it',
  });
  await analyst.no('GET', `/api/evidence/${one.id}/content?ticket=${ticket}`);
  const { ticket: fresh } = await second.ok<{ ticket: string }>('POST', `/api/evidence/${one.id}/open`, {
    reason: 'Again',
  });
  await second.ok('GET', `/api/evidence/${one.id}/content?ticket=${fresh}`);
  await second.no('GET', `/api/evidence/${one.id}/content?ticket=${fresh}`);
  await stranger.no('POST', `/api/evidence/${one.id}/open`, { reason: 'Curious' });

  const { record, jws } = await analyst.ok<{ record: TransferView; jws: string }>(
    'POST',
    `/api/transfers/${issued.id}/record`,
  );
  expect(record.custody.map((entry) => [entry.step, entry.actorName])).toEqual([
    ['key-issued', 'Ana Analyst'],
    ['received', 'Olive Officer'],
    ['opened', 'Sam Second'],
    ['opened', 'Sam Second'],
    ['record-printed', 'Ana Analyst'],
  ]);
  expect(record).toMatchObject({ intact: true, files: [{ state: 'complete', sha256: file.sha256 }] });
  expect(jws.split('.')).toHaveLength(3);
  await analyst.ok('POST', `/api/transfers/${issued.id}/revoke`, { version: 1, note: 'Told over an open line' });
  const late = await guest(us, 'POST', '/api/public/evidence/files', {
    token: issued.key,
    body: { ...file, sha256: 'c'.repeat(64) },
  });
  expect(late.codes).toEqual(['evidence.transfer-ended']);
  // The application cannot change an entry; what its owner changed shows.
  await expect(us.tx((tx) => tx.query("UPDATE case_custody SET note = 'x'"))).rejects.toThrow(/permission denied/);
});

test('a draft of a signed-in officer is kept sealed, on every computer, and is nobody else’s', async () => {
  const body = { summary: 'Robin Sealed is missing', persons: [] };
  const first = await officer.ok<{ version: number }>('PUT', '/api/my/drafts/intake', { version: 0, body });
  expect(await officer.ok('GET', '/api/my/drafts/intake')).toMatchObject({ version: 1, body });
  const kept = await us.tx((tx) => tx.query<{ row: string }>('SELECT d::text AS row FROM case_draft d'));
  expect(kept.map((entry) => entry.row).join()).not.toContain('Robin');
  const stale = await officer.no('PUT', '/api/my/drafts/intake', { version: 0, body: { summary: 'Mine' } });
  expect(stale).toMatchObject({
    status: 409,
    body: { values: { yours: { body: { summary: 'Mine' } }, current: { body } } },
  });
  expect(await stranger.ok('GET', '/api/my/drafts/intake')).toMatchObject({ version: 0, body: null });
  world.pass(31 * 86_400_000);
  const later = await us.signIn({ roles: ['requesting-officer'], agency: 'DCHSI9900' });
  expect(await later.ok('GET', '/api/my/drafts/intake')).toMatchObject({ version: 0 });
  expect(first.version).toBe(1);
});

test('an agency without an account answers its task by a private link', async () => {
  const sam = await us.signIn({ roles: ['analyst'] });
  const opened = await sam.ok<{ id: string; number: string }>('POST', '/api/cases', {
    title: 'Own case',
    offence: 'csam',
    wanted: ['welfare-check'],
    countries: [],
    urgency: 'urgent',
    legalBasis: 'x',
    purpose: 'x',
    summary: 'x',
  });
  const task = await sam.ok<{ id: string }>('POST', `/api/cases/${opened.id}/tasks`, {
    agency: 'DCFBI9900',
    what: 'Visit the address and say how the child is',
    dueAt: us.runtime.clock.now() + 86_400_000,
  });
  const { token } = await sam.ok<{ token: string }>('POST', `/api/tasks/${task.id}/link`);
  expect((await guest(us, 'GET', '/api/public/task', { token: newToken() })).status).toBe(404);
  const shown = await guest(us, 'GET', '/api/public/task', { token });
  expect(shown.body).toMatchObject({ number: opened.number, state: 'open' });
  const body = { by: 'Agent Lee', result: 'done', text: 'The child is well.' };
  expect((await guest(us, 'POST', '/api/public/task/answer', { token, body })).body.state).toBe('done');
  expect((await guest(us, 'POST', '/api/public/task/answer', { token, body })).body.state).toBe('done');
  const other = await guest(us, 'POST', '/api/public/task/answer', { token, body: { ...body, text: 'Changed' } });
  expect(other.codes).toEqual(['case.task.finished']);
  expect((await us.conservation()).balanced).toBe(true);
});

test('one address may not flood: the limit is told with when to come back', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 30; n++) {
    const body = { secret: newToken(), ...asked({ agency: 'ZZXXX0000' }) };
    const answer = await guest(us, 'POST', '/api/public/requests', { body });
    statuses.push(answer.status);
    if (answer.status === 429) {
      expect(answer.codes).toEqual(['public-request.rate']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      break;
    }
  }
  expect(statuses.at(-1)).toBe(429);
  world.pass(60_000);
  const later = await guest(us, 'POST', '/api/public/requests', { body: { secret: newToken(), ...asked() } });
  expect(later.status).toBe(200);
});
