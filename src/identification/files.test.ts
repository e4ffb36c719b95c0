import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { TestBureaus, TestCaller } from '../testing/bureaus.ts';
import type { AppealView, ClueView, FileRequestView, LookupView, MediaView, ViewGranted } from './contract.ts';
import { type Cast, castOf, contribute, eventually, ledger, look, seal, settled } from './identification.testkit.ts';

let cast: Cast;
let bureaus: TestBureaus;
const person = (name: string): TestCaller => cast.person(name);
let held: MediaView;
let clueId = '';

beforeAll(async () => {
  cast = await castOf(['US', 'CA']);
  bureaus = cast.bureaus;
  const { id } = await seal(person('CA'), 'room-1.jpg', '?label=room');
  held = await contribute(person('CA'), id, { seriesLabel: 'Clover' });
  const other = await seal(person('US'), 'room-2.jpg');
  await contribute(person('US'), other.id, { seriesId: held.seriesId });
}, 120_000);
afterAll(() => cast[Symbol.asyncDispose]());

describe('a file that stayed with its owner', () => {
  const read = (name: string, id: string): Promise<FileRequestView> =>
    person(name).ok<FileRequestView>('GET', `/api/file-requests/${id}`);
  async function ask(lyonMediaId: string | null): Promise<{ id: string; owed: FileRequestView }> {
    const body = { lyonMediaId, to: 'CA', purpose: 'To compare the wallpaper' };
    const { id } = await person('US').ok<{ id: string }>('POST', '/api/file-requests', body);
    return { id, owed: await eventually(() => read('CA', id).catch(() => null)) };
  }
  let mediaId = '';

  it('is asked for with a purpose; its owner decides, with a reason', async () => {
    const { id, owed } = await ask(held.lyonMediaId);
    expect(owed).toMatchObject({
      direction: 'owed',
      bureau: 'US',
      mediaId: held.id,
      purpose: 'To compare the wallpaper',
    });
    expect(await bureaus.at('CA').owed()).toContain('identification.file-decide');
    expect(await bureaus.at('US').owed()).toContain('identification.file-awaited');
    const no = { version: owed.version, answer: 'no', reason: 'On trial' };
    expect((await person('CA').no('POST', `/api/file-requests/${id}/decision`, no)).status).toBe(404);
    expect(
      (await person('CA.chief').no('POST', `/api/file-requests/${id}/decision`, { ...no, version: 9 })).status,
    ).toBe(409);
    await person('CA.chief').ok('POST', `/api/file-requests/${id}/decision`, no);
    const refused = await eventually(async () => {
      const view = await read('US', id);
      return view.state === 'refused' && view;
    });
    expect(refused).toMatchObject({ reason: 'On trial', code: 'file-request.owner-said-no' });
    expect(await bureaus.at('US').owed()).not.toContain('identification.file-awaited');
  });

  it('travels once on a yes, and lies in the asker’s vault under the owner’s terms', async () => {
    const { id, owed } = await ask(held.lyonMediaId);
    await person('CA.chief').ok('POST', `/api/file-requests/${id}/decision`, {
      version: owed.version,
      answer: 'yes',
      reason: 'Same series',
    });
    const came = await eventually(async () => {
      const view = await read('US', id);
      return view.state === 'received' && view;
    });
    mediaId = came.mediaId ?? '';
    const media = await person('US').ok<MediaView>('GET', `/api/media/${mediaId}`);
    expect([media.sha256, media.owner, media.ownerTerms?.purpose]).toEqual([
      held.sha256,
      'CA',
      'To compare the wallpaper',
    ]);
    expect((await look(person('US'), `/api/media/${mediaId}/reveal`)).width).toBeGreaterThan(160);
    await eventually(async () => (await read('CA', id)).state === 'received');
    const again = bureaus.at('US').federation.request('CA', {
      path: 'identification/file-part',
      body: { id, part: 0 },
      schema: (await import('./file-requests/wire-files.ts')).filePartAnswer,
    });
    await expect(again).rejects.toMatchObject({ errors: [{ code: 'file-request.taken' }] });
    expect(await ledger(bureaus.at('CA'), 'file-owed.sent')).toHaveLength(1);
  });

  it('is not passed on: neither contributed, nor cut into a clue', async () => {
    const body = { deposit: true, handling: { purpose: 'x' } };
    expect((await person('US').no('POST', `/api/media/${mediaId}/contribute`, body)).codes).toEqual([
      'media.of-another-bureau',
    ]);
    const crop = { left: 0, top: 0, width: 50, height: 50 };
    const drawing = { kind: 'object', words: 'x', crop, objectAlone: true };
    expect((await person('US').no('POST', `/api/media/${mediaId}/clues`, drawing)).codes).toEqual([
      'media.of-another-bureau',
    ]);
  });

  it('lapses when it was granted and is not fetched in time; both sides close it', async () => {
    const { id, owed } = await ask(held.lyonMediaId);
    const us = bureaus.at('US');
    // As if Washington lost the answer: it does not begin to fetch.
    await us.tx((tx) => tx.query("UPDATE ident_file_request SET state = 'received' WHERE id = $1", [id]));
    const yes = { version: owed.version, answer: 'yes', reason: 'Same series', fetchDays: 3 };
    await person('CA.chief').ok('POST', `/api/file-requests/${id}/decision`, yes);
    const granted = await read('CA', id);
    expect((granted.fetchUntil ?? 0) - (granted.decidedAt ?? 0)).toBe(3 * 86_400_000);
    const ca = bureaus.at('CA');
    await eventually(async () => {
      const waiting = await ca.tx((tx) => tx.query("SELECT FROM federation_delivery WHERE state = 'queued'"));
      return waiting.length === 0;
    });
    await us.tx((tx) => tx.query("UPDATE ident_file_request SET state = 'open' WHERE id = $1", [id]));
    const lapse = "UPDATE job SET run_at = 0 WHERE kind = 'identification.file-grant-lapses' AND key = $1";
    await ca.tx((tx) => tx.query(lapse, [id]));
    ca.jobs.wake();
    const closed = await eventually(async () => {
      const view = await read('US', id);
      return view.state === 'refused' && view;
    });
    expect([closed.code, (await read('CA', id)).state]).toEqual(['file-request.lapsed', 'lapsed']);
    expect(await us.owed()).not.toContain('identification.file-awaited');
    expect(await ledger(ca, 'file-owed.lapsed')).toHaveLength(1);
    const late = us.federation.request('CA', {
      path: 'identification/file-part',
      body: { id, part: 0 },
      schema: (await import('./file-requests/wire-files.ts')).filePartAnswer,
    });
    await expect(late).rejects.toMatchObject({ errors: [{ code: 'file-request.lapsed' }] });
  });

  it('is refused at once by a bureau that does not hold it', async () => {
    const { id } = await person('US').ok<{ id: string }>('POST', '/api/file-requests', {
      lyonMediaId: bureaus.at('US').runtime.newId(),
      to: 'CA',
      purpose: 'To compare',
    });
    const view = await eventually(async () => {
      const one = await read('US', id);
      return one.state === 'refused' && one;
    });
    expect(view.code).toBe('file-request.not-held');
  });
});

describe('a clue, found and printed', () => {
  const search = async (query: string): Promise<ClueView[]> =>
    (await person('US.specialist').ok<{ items: ClueView[] }>('GET', `/api/clues?${query}`)).items;

  it('is found by words of any language with or without accents, by place, and by a crop’s hash', async () => {
    const ca = person('CA.specialist');
    await look(ca, `/api/media/${held.id}/reveal`);
    const drawn = await ca.ok<{ id: string }>('POST', `/api/media/${held.id}/clues`, {
      kind: 'wallpaper',
      words: 'Papier peint à rayures vertes; أرنب',
      placeHints: ['Montréal'],
      crop: { left: 404, top: 76, width: 372, height: 560 },
      objectAlone: true,
    });
    clueId = drawn.id;
    const { askId } = await ca.ok<{ askId: string }>('POST', `/api/clues/${clueId}/contribute`, { version: 1 });
    expect((await settled(ca, askId)).state).toBe('answered');
    for (const words of ['RAYURES', 'a rayures', 'ارنب', 'wallpaper', 'papel', 'montreal']) {
      expect((await search(`q=${encodeURIComponent(words)}`)).map((clue) => clue.id)).toEqual([clueId]);
    }
    expect(await search('q=stripes')).toEqual([]);
    expect(await search('place=montreal')).toHaveLength(1);
    expect(await search('place=paris')).toEqual([]);
    expect(await search('kind=object')).toEqual([]);
    const [own] = (await person('CA').ok<MediaView>('GET', `/api/media/${held.id}`)).clues;
    const near = (own?.pdq ?? '').replace(/^./, (digit) => (Number.parseInt(digit, 16) ^ 5).toString(16));
    expect((await search(`pdq=${near}`)).map((clue) => clue.distance)).toEqual([2]);
    const unlike = '0123456789abcdef'.repeat(4);
    expect(await search(`pdq=${unlike}`)).toEqual([]);
    // The crop asked with is turned: one of its other seven forms is near.
    const turned = Array.from({ length: 7 }, (_, n) => (n === 2 ? near : unlike)).join(',');
    expect((await search(`pdq=${unlike}&turned=${turned}`)).map((clue) => [clue.distance, clue.orientation])).toEqual([
      [2, 'rotate270'],
    ]);
  });

  it('prints as a page of its own that shows the object alone, in the reader’s language, once', async () => {
    const us = person('US.specialist');
    const grant = (mode: string) =>
      us.ok<ViewGranted>('POST', `/api/clues/${clueId}/open`, { reason: 'To ask a wallpaper maker', mode });
    const blurred = await grant('blurred-grey');
    expect((await us.no('GET', `/api/clues/${clueId}/sheet?view=${blurred.viewId}`)).codes).toEqual([
      'clue.sheet-needs-clear',
    ]);
    const { viewId } = await grant('clear');
    expect((await person('CA.specialist').no('GET', `/api/clues/${clueId}/sheet?view=${viewId}`)).status).toBe(404);
    const page = await us.ok<string>('GET', `/api/clues/${clueId}/sheet?view=${viewId}&lang=ar&paper=letter`);
    expect(page).toMatch(/<html lang="ar" dir="rtl">/);
    expect(page).toContain('size:letter');
    expect(page).toMatch(/<img src="data:image\/jpeg;base64,[A-Za-z0-9+/=]{1000,}" alt="[^"]+">/);
    expect(page).toContain(`CA:clue:${clueId}`);
    // Of the series, its pictures and its label: nothing.
    expect(page).not.toMatch(/Clover|<script|http/);
    expect((await us.no('GET', `/api/clues/${clueId}/sheet?view=${viewId}`)).codes).toEqual(['view.over']);
    expect(await ledger(bureaus.at('US'), 'clue.sheet-exported')).toHaveLength(1);
    expect(await ledger(bureaus.at('IPSG'), 'icse.clue-opened')).toHaveLength(1);
  });

  it('is not shown on a certificate that has run out since it was asked', async () => {
    const us = person('US.specialist');
    const { viewId } = await us.ok<ViewGranted>('POST', `/api/clues/${clueId}/open`, {
      reason: 'To compare',
      mode: 'clear',
    });
    await bureaus
      .at('US')
      .tx((tx) => tx.query('UPDATE person_certificate SET valid_until = $2 WHERE person_id = $1', [us.id, tx.now - 1]));
    expect((await us.no('GET', `/api/views/${viewId}`)).codes).toEqual(['certificate.expired']);
    const ask = { reason: 'To compare', mode: 'clear' };
    expect((await us.no('POST', `/api/clues/${clueId}/open`, ask)).codes).toEqual(['certificate.expired']);
    const never = await bureaus.at('US').signIn({ roles: ['vid-specialist'] });
    expect((await never.no('POST', `/api/clues/${clueId}/open`, ask)).codes).toEqual(['certificate.needed']);
    await bureaus
      .at('US')
      .tx((tx) =>
        tx.query('UPDATE person_certificate SET valid_until = $2 WHERE person_id = $1', [us.id, tx.now + 86_400_000]),
      );
  });
});

describe('a public appeal ends', () => {
  const at = (name: string, id: string): Promise<AppealView> =>
    person(name).ok<AppealView>('GET', `/api/appeals/${id}`);
  async function cleared(days?: number): Promise<string> {
    const { id } = await person('US').ok<{ id: string }>('POST', '/api/appeals', {
      clueId,
      seriesId: held.seriesId,
      text: 'Do you know this wallpaper?',
      objectAlone: true,
      ...(days === undefined ? {} : { days }),
    });
    const owed = await eventually(async () => {
      const view = await at('CA', id).catch(() => null);
      return view?.consent === 'owed' && view;
    });
    const yes = { version: owed.version, answer: 'yes', reason: 'The wallpaper alone' };
    await person('CA.chief').ok('POST', `/api/appeals/${id}/consent`, yes);
    await eventually(async () => (await at('US', id)).state === 'cleared');
    return id;
  }
  const publish = async (id: string): Promise<void> => {
    const { version } = await at('US', id);
    await person('US.chief').ok('POST', `/api/appeals/${id}/publish`, { version, where: 'Website' });
    await eventually(async () => (await at('CA', id)).state === 'published');
  };

  it('when an owner takes its yes back: what is published is owed to be taken down', async () => {
    const id = await cleared();
    const clear = await at('US', id);
    expect(clear.crop?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(clear.expiresAt).toBeGreaterThan(clear.at);
    await publish(id);
    const body = { version: (await at('CA', id)).version, reason: 'The trial begins' };
    const { askId } = await person('CA.chief').ok<{ askId: string }>('POST', `/api/appeals/${id}/withdraw`, body);
    expect((await settled(person('CA.chief'), askId)).state).toBe('answered');
    const over = await eventually(async () => {
      const view = await at('US', id);
      return view.state === 'withdrawn' && view;
    });
    expect(over.withdrawn).toMatchObject({ bureau: 'CA', reason: 'The trial begins' });
    expect(await bureaus.at('US').owed()).toContain('identification.appeal-take-down');
    expect(await bureaus.at('IPSG').owed()).toContain('icse.appeal-take-down');
    await person('US.chief').ok('POST', `/api/appeals/${id}/taken-down`, { version: over.version });
    await eventually(async () => (await at('CA', id)).takenDownAt);
    expect(await bureaus.at('US').owed()).not.toContain('identification.appeal-take-down');
    expect(await bureaus.at('IPSG').owed()).not.toContain('icse.appeal-take-down');
  });

  it('when its days are over: nothing more is published', async () => {
    const id = await cleared(1);
    const lyon = bureaus.at('IPSG');
    await lyon.tx((tx) => tx.query("UPDATE job SET run_at = 0 WHERE kind = 'icse.appeal-expiry' AND key = $1", [id]));
    lyon.jobs.wake();
    const over = await eventually(async () => {
      const view = await at('US', id);
      return view.state === 'expired' && view;
    });
    const body = { version: over.version, where: 'Website' };
    expect((await person('US.chief').no('POST', `/api/appeals/${id}/publish`, body)).codes).toEqual([
      'appeal.not-cleared',
    ]);
    expect(await bureaus.at('US').owed()).not.toContain('identification.appeal-publish');
  });
});

it('a PhotoDNA value is matched as it is, at once or when the picture comes later', async () => {
  const value = Buffer.from(Array.from({ length: 144 }, (_, n) => (n * 37) % 256)).toString('base64');
  const ask = async (photodna: string): Promise<string> =>
    (await person('US').ok<{ id: string }>('POST', '/api/lookups', { hashes: [{ photodna }], purpose: 'From a list' }))
      .id;
  const read = (id: string): Promise<LookupView> => person('US').ok<LookupView>('GET', `/api/lookups/${id}`);
  const before = await ask(value);
  await eventually(async () => (await read(before)).state === 'answered');
  expect((await read(before)).found).toEqual([]);
  const { id } = await seal(person('CA'), 'harbour.jpg');
  const view = await person('CA').ok<MediaView>('GET', `/api/media/${id}`);
  const { type, width, height, size, md5, sha1, sha256, pdq, quality, dihedral } = view;
  const hashes = { type, width, height, size, md5, sha1, sha256, pdq, quality, dihedral, photodna: value };
  const handling = { purpose: 'Identification', onward: 'no', deposit: { opensTo: 'secretariat', bureaus: [] } };
  await bureaus.at('CA').federation.request('IPSG', {
    path: 'icse/contribute',
    body: { media: id, series: { label: 'Harbour' }, ...hashes, classification: null, handling },
    schema: z.any(),
  });
  const late = await eventually(async () => (await read(before)).found[0]);
  expect(late).toMatchObject({ kind: 'exact', distance: null, late: true, contributors: ['CA'] });
  const after = await ask(value);
  const found = await eventually(async () => (await read(after)).found[0]);
  expect(found).toMatchObject({ kind: 'exact', series: { label: 'Harbour' }, late: false });
  const other = await ask(`${'A'.repeat(191)}B`);
  await eventually(async () => (await read(other)).state === 'answered');
  expect((await read(other)).found).toEqual([]);
});

it('accounts for everything at every node', async () => {
  for (const code of ['US', 'CA', 'IPSG']) {
    await bureaus.at(code).audit.sealNow();
    const { items } = await bureaus.at(code).conservation();
    expect(items.flatMap((item) => item.differences.map((one) => ({ code, item: item.item, ...one })))).toEqual([]);
  }
});
