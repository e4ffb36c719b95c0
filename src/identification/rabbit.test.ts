import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '../platform/index.ts';
import { createTestBureaus, type TestBureaus, type TestCaller } from '../testing/bureaus.ts';
import type {
  AlertView,
  AppealView,
  ClueView,
  LookupView,
  MediaSealed,
  SeriesSummary,
  SeriesView,
  ViewGranted,
} from './contract.ts';
import { createIdentification } from './create-identification.ts';
import { type Cast, castOf, contribute, eventually, ledger, look, seal, settled } from './identification.testkit.ts';
import { depositAnswer, PART_BYTES } from './wire.ts';

let cast: Cast;
let bureaus: TestBureaus;
const person = (name: string): TestCaller => cast.person(name);
let seriesId = '';
let clueId = '';
let canadaMedia = '';
let lyonMedia = '';

beforeAll(async () => {
  cast = await castOf(['US', 'CA', 'NL']);
  bureaus = cast.bureaus;
}, 120_000);
afterAll(() => cast[Symbol.asyncDispose]());

async function lookUp(who: TestCaller, mediaIds: string[]): Promise<LookupView> {
  const { id } = await who.ok<{ id: string }>('POST', '/api/lookups', { mediaIds, purpose: 'Identification' });
  return eventually(async () => {
    const view = await who.ok<LookupView>('GET', `/api/lookups/${id}`);
    return view.state === 'answered' && view;
  });
}

const alerts = async (who: TestCaller): Promise<AlertView[]> =>
  (await who.ok<{ items: AlertView[] }>('GET', '/api/series-alerts?state=open')).items;
const series = (who: TestCaller): Promise<SeriesView> => who.ok<SeriesView>('GET', `/api/series/${seriesId}`);
const change = async (who: TestCaller, to: string) => {
  const { version } = await series(who);
  const { askId } = await who.ok<{ askId: string }>('POST', `/api/series/${seriesId}/state`, { version, to });
  return settled(who, askId);
};

describe('the rabbit case, at three bureaus and Lyon', () => {
  it('seals a picture without showing it, once however often it comes', async () => {
    const first = await seal(person('CA'), 'room-1.jpg', '?label=room');
    const again = await seal(person('CA'), 'room-1.jpg');
    expect([first.alreadyHeld, again.alreadyHeld, again.id]).toEqual([false, true, first.id]);
    canadaMedia = first.id;
    const view = await person('CA').ok('GET', `/api/media/${first.id}`);
    expect(JSON.stringify(view)).not.toContain('vault');
    expect((await person('CA').no('GET', `/api/views/${first.id}`)).status).toBe(404);
  });

  it('holds what Canada contributes, with the file where it says so', async () => {
    const deposited = await contribute(person('CA'), canadaMedia, { seriesLabel: 'Clover', deposit: true });
    expect([deposited.contribution, deposited.deposit]).toEqual(['held', 'held']);
    seriesId = deposited.seriesId ?? '';
    lyonMedia = deposited.lyonMediaId ?? '';
    const second = await seal(person('CA'), 'room-2.jpg');
    expect((await contribute(person('CA'), second.id, { seriesLabel: 'Clover' })).seriesId).toBe(seriesId);
    for (const file of ['other-room.jpg', 'harbour.jpg', 'garden.jpg']) {
      const { id } = await seal(person('NL'), file);
      expect((await contribute(person('NL'), id)).seriesId).not.toBe(seriesId);
    }
    expect(
      (
        await person('CA').no('POST', `/api/media/${second.id}/contribute`, {
          deposit: false,
          handling: { purpose: 'x' },
        })
      ).codes,
    ).toEqual(['media.contributed-already']);
  });

  it('answers a look-up by hashes alone: near, turned, exact, whose, and who works on it', async () => {
    const files = ['room-1-recompressed.jpg', 'room-1-rotated.jpg', 'room-1.jpg', 'room-1-cropped-toy.jpg'];
    const media = [];
    for (const file of files) media.push((await seal(person('US'), file)).id);
    const view = await lookUp(person('US'), media);
    expect(view.found.map((match) => [match.item, match.kind])).toEqual([
      [0, 'near'],
      [1, 'turned'],
      [2, 'exact'],
    ]);
    for (const match of view.found) {
      expect(match.series).toMatchObject({
        id: seriesId,
        state: 'unidentified',
        contributors: ['CA'],
        workers: ['US'],
      });
      expect([match.contributors, match.deposited]).toEqual([['CA'], true]);
    }
    expect(view.found[1]?.orientation).toBe('rotate90');
    expect(await ledger(bureaus.at('US'), 'lookup.answered')).toHaveLength(1);
    expect(await ledger(bureaus.at('IPSG'), 'icse.looked-up')).toEqual([
      { actor: 'bureau:US', entity: `lookup:${view.id}` },
    ]);
    // Of the pictures themselves nothing went to Lyon.
    const held = await bureaus
      .at('IPSG')
      .tx((tx) => tx.query('SELECT 1 FROM icse_deposit_part WHERE bureau <> $1', ['CA']));
    expect(held).toEqual([]);
  });

  it('puts both in contact, once, as work that is owed at each', async () => {
    const [ca] = await eventually(async () => ((await alerts(person('CA'))).length > 0 ? alerts(person('CA')) : null));
    const [us] = await eventually(async () => ((await alerts(person('US'))).length > 0 ? alerts(person('US')) : null));
    expect(ca).toMatchObject({ kind: 'match', bureaus: ['US'], match: { mediaId: canadaMedia } });
    expect(us).toMatchObject({ kind: 'match', bureaus: ['CA'] });
    expect(await alerts(person('NL'))).toEqual([]);
    const [again] = (await person('US').ok<{ items: { id: string }[] }>('GET', '/api/media?limit=1')).items;
    await contribute(person('US'), again?.id ?? '', { seriesId });
    expect(await alerts(person('CA'))).toHaveLength(1);
    expect(await bureaus.at('CA').owed()).toContain('identification.contact');
    if (us) await person('US').ok('POST', `/api/series-alerts/${us.id}/close`, { version: us.version, note: 'Wrote.' });
    expect(await bureaus.at('US').owed()).not.toContain('identification.contact');
  });

  it('tells an earlier asker when a picture comes later', async () => {
    const mine = await seal(person('NL'), 'room-1-resized.jpg');
    const asked = await person('US').ok<{ id: string }>('POST', '/api/lookups', {
      hashes: [{ sha256: mine.sha256, pdq: mine.pdq, quality: mine.quality }],
      purpose: 'Hash from a tip',
    });
    const before = await eventually(async () => {
      const view = await person('US').ok<LookupView>('GET', `/api/lookups/${asked.id}`);
      return view.state === 'answered' && view;
    });
    expect(before.found.every((match) => match.kind === 'near')).toBe(true);
    const count = before.found.length;
    const held = await contribute(person('NL'), mine.id);
    // No series was named: the match says where it belongs.
    expect(held.seriesId).toBe(seriesId);
    const after = await eventually(async () => {
      const view = await person('US').ok<LookupView>('GET', `/api/lookups/${asked.id}`);
      return view.found.length > count && view;
    });
    expect(after.found.find((match) => match.late)).toMatchObject({ kind: 'exact', contributors: ['NL'] });
  });

  it('shows a picture once, to one person, with a reason, counted', async () => {
    const granted = await person('CA').ok<ViewGranted>('POST', `/api/media/${canadaMedia}/reveal`, {
      reason: 'To classify',
    });
    expect((await person('CA.chief').no('GET', `/api/views/${granted.viewId}`)).status).toBe(404);
    const shown = await person('CA').ok<{ mode: string; width: number }>('GET', `/api/views/${granted.viewId}`);
    expect([shown.mode, shown.width <= 160]).toEqual(['blurred-grey', true]);
    expect((await person('CA').no('GET', `/api/views/${granted.viewId}`)).codes).toEqual(['view.over']);
    expect(await person('CA').ok('GET', '/api/my/exposure')).toMatchObject({ today: 1, clearToday: 0 });
    expect(await ledger(bureaus.at('CA'), 'view.shown')).toEqual([
      { actor: `person:${person('CA').id}`, entity: `media:${canadaMedia}` },
    ]);
    const late = await person('CA').ok<ViewGranted>('POST', `/api/media/${canadaMedia}/reveal`, { reason: 'Again' });
    bureaus.pass(61_000);
    expect((await person('CA').no('GET', `/api/views/${late.viewId}`)).status).toBe(410);
  });

  it('lets a clue be drawn by who has seen the picture, and read by certified specialists alone', async () => {
    const drawing = {
      kind: 'object',
      words: 'Stuffed rabbit, cream plush; square linen label with a green four-leaved clover',
      crop: { left: 404, top: 76, width: 372, height: 560 },
      objectAlone: true,
    };
    const ca = person('CA.specialist');
    expect((await ca.no('POST', `/api/media/${canadaMedia}/clues`, drawing)).codes).toEqual(['media.not-shown']);
    await look(ca, `/api/media/${canadaMedia}/reveal`);
    const drawn = await ca.ok<{ id: string; version: number }>('POST', `/api/media/${canadaMedia}/clues`, drawing);
    clueId = drawn.id;
    const sent = await ca.ok<{ askId: string }>('POST', `/api/clues/${clueId}/contribute`, { version: 1 });
    expect((await settled(ca, sent.askId)).state).toBe('answered');

    const nl = person('NL.specialist');
    const { items } = await nl.ok<{ items: ClueView[] }>('GET', '/api/clues?q=RABBIT%20clover');
    expect(items.map((clue) => [clue.id, clue.bureau])).toEqual([[clueId, 'CA']]);
    expect((await nl.ok<{ items: ClueView[] }>('GET', '/api/clues?q=rabbit%20zebra')).items).toEqual([]);
    expect((await person('NL').no('POST', `/api/clues/${clueId}/open`, { reason: 'Curious' })).status).toBe(404);
    const lapsed = await bureaus.at('NL').signIn({ roles: ['vid-specialist'] });
    expect((await lapsed.no('POST', `/api/clues/${clueId}/open`, { reason: 'Curious' })).codes).toEqual([
      'certificate.needed',
    ]);
    expect(await ledger(bureaus.at('NL'), 'view.refused')).toHaveLength(1);
    const reading = {
      words: 'The label of Klaverhaas, Utrecht',
      make: 'Klaverhaas',
      country: 'NL',
      confidence: 'high',
    };
    expect((await nl.no('POST', `/api/clues/${clueId}/readings`, reading)).codes).toEqual(['clue.not-opened']);
    const crop = await look(nl, `/api/clues/${clueId}/open`);
    expect([crop.fullWidth, crop.fullHeight]).toEqual([372, 560]);
    expect(await ledger(bureaus.at('IPSG'), 'icse.clue-opened')).toHaveLength(1);
    const read = await nl.ok<{ askId: string }>('POST', `/api/clues/${clueId}/readings`, reading);
    expect((await settled(nl, read.askId)).state).toBe('answered');
    const told = await eventually(async () => (await alerts(person('CA'))).find((alert) => alert.kind === 'reading'));
    expect(told.reading).toMatchObject({ bureau: 'NL', make: 'Klaverhaas', country: 'NL' });
    expect(await bureaus.at('IPSG').owed()).not.toContain('icse.clue-unread');
  });

  it('opens a deposited file to a certified specialist abroad, on Lyon’s record', async () => {
    const opened = await look(person('NL.specialist'), `/api/deposits/${lyonMedia}/open`);
    expect(opened.kind).toBe('deposit');
    expect(opened.width).toBeGreaterThan(160);
    expect(await ledger(bureaus.at('IPSG'), 'icse.deposit-opened')).toEqual([
      { actor: 'bureau:NL', entity: `icse-media:${lyonMedia}` },
    ]);
    expect((await person('NL').no('POST', `/api/deposits/${lyonMedia}/open`, { reason: 'Curious' })).status).toBe(404);
  });

  it('publishes nothing before every owner has agreed', async () => {
    const nl = person('NL.specialist');
    const { id } = await nl.ok<{ id: string }>('POST', '/api/appeals', {
      clueId,
      seriesId,
      text: 'Do you know this stuffed rabbit?',
      objectAlone: true,
    });
    const at = (who: TestCaller): Promise<AppealView> => who.ok<AppealView>('GET', `/api/appeals/${id}`);
    const owed = async (name: string): Promise<AppealView> =>
      eventually(async () => {
        const { items } = await person(name).ok<{ items: AppealView[] }>('GET', '/api/appeals?state=asked');
        return items.find((appeal) => appeal.id === id && appeal.consent === 'owed');
      });
    const us = await owed('US.chief');
    const ca = await owed('CA.chief');
    const publish = async () => ({ version: (await at(nl)).version, where: 'Television' });
    expect((await person('NL.chief').no('POST', `/api/appeals/${id}/publish`, await publish())).codes).toEqual([
      'appeal.not-cleared',
    ]);
    expect((await look(person('CA.chief'), `/api/appeals/${id}/open`)).fullWidth).toBe(372);
    await person('US.chief').ok('POST', `/api/appeals/${id}/consent`, {
      version: us.version,
      answer: 'yes',
      reason: 'Toy alone',
    });
    await eventually(async () => (await at(nl)).owners.find((owner) => owner.bureau === 'US')?.answer === 'yes');
    expect((await at(nl)).state).toBe('asked');
    const stale = { version: ca.version + 7, answer: 'yes', reason: 'Toy alone' };
    expect((await person('CA.chief').no('POST', `/api/appeals/${id}/consent`, stale)).status).toBe(409);
    const now = await at(person('CA.chief'));
    await person('CA.chief').ok('POST', `/api/appeals/${id}/consent`, {
      version: now.version,
      answer: 'yes',
      reason: 'Toy alone',
    });
    await eventually(async () => (await at(nl)).state === 'cleared');
    await person('NL.chief').ok('POST', `/api/appeals/${id}/publish`, await publish());
    await eventually(async () => (await at(person('CA.chief'))).state === 'published');
    expect(await bureaus.at('NL').owed()).not.toContain('identification.appeal-publish');
  });

  it('refuses an appeal for all when one owner says no', async () => {
    const { id } = await person('CA').ok<{ id: string }>('POST', '/api/appeals', {
      clueId,
      seriesId,
      text: 'Do you know this label?',
      objectAlone: true,
    });
    const us = await eventually(async () => {
      const { items } = await person('US.chief').ok<{ items: AppealView[] }>('GET', '/api/appeals?state=asked');
      return items.find((appeal) => appeal.id === id);
    });
    await person('US.chief').ok('POST', `/api/appeals/${id}/consent`, {
      version: us.version,
      answer: 'no',
      reason: 'Trial',
    });
    for (const name of ['CA', 'US', 'NL']) {
      await eventually(
        async () => (await person(name).ok<AppealView>('GET', `/api/appeals/${id}`)).state === 'refused',
      );
    }
  });

  it('shows two claims on one child to each other, and lets a fact overrule a lead', async () => {
    expect((await change(person('US'), 'lead')).state).toBe('answered');
    const second = await change(person('CA'), 'lead');
    expect([second.state, second.code]).toEqual(['refused', 'series.lead-held']);
    expect(await series(person('CA'))).toMatchObject({ state: 'lead', by: 'US' });
    expect((await change(person('CA'), 'protected')).code).toBe('series.not-identified-by-you');
    expect(await bureaus.at('US').owed()).toContain('identification.lead');

    expect((await change(person('NL'), 'identified')).state).toBe('answered');
    await eventually(async () => (await series(person('US'))).by === 'NL');
    expect(await bureaus.at('US').owed()).not.toContain('identification.lead');
    expect(await bureaus.at('NL').owed()).toContain('identification.protect');
    const { askId } = await person('NL').ok<{ askId: string }>('POST', `/api/series/${seriesId}/outcomes`, {
      kind: 'arrested',
      country: 'NL',
      date: '2026-10-27',
    });
    expect((await settled(person('NL'), askId)).state).toBe('answered');
    expect((await change(person('NL'), 'protected')).state).toBe('answered');
    for (const name of ['CA', 'US', 'IPSG']) {
      await eventually(async () => {
        const view = await series(person(name));
        return view.state === 'protected' && view.by === 'NL' && view.outcomes.length === 1;
      });
    }
    expect(
      (await person('CA').ok<{ items: SeriesSummary[] }>('GET', '/api/series?state=protected')).items,
    ).toHaveLength(1);
  });

  it('refuses a word too many on the wire: no name of a child reaches Lyon', async () => {
    const body = { id: bureaus.at('US').runtime.newId(), series: seriesId, version: 99, to: 'identified' };
    const { z } = await import('zod');
    const ask = (more: object) =>
      bureaus
        .at('US')
        .federation.request('IPSG', { path: 'icse/series-state', body: { ...body, ...more }, schema: z.any() });
    await expect(ask({ name: 'Jane Example' })).rejects.toMatchObject({
      errors: [{ code: 'request.body-does-not-fit' }],
    });
    await expect(ask({})).resolves.toMatchObject({ code: 'series.already-identified' });
  });

  it('believes no bureau that speaks as Lyon', async () => {
    const summary = await series(person('US'));
    const { outcomes: _outcomes, mediaIds: _media, asks: _asks, ...rest } = summary;
    const { victimList: _victims, offenderList: _offenders, claims: _claims, ...word } = rest;
    const forged = { ...word, state: 'unidentified', by: null, since: null, version: 9_999 };
    const sent = await bureaus.at('CA').tx((tx) =>
      bureaus.at('CA').federation.send(tx, {
        to: ['US'],
        kind: 'icse.series-update',
        body: { series: forged, outcomes: [], because: 'forged' },
      }),
    );
    const delivery = await eventually(async () => {
      const [one] = await bureaus.at('CA').tx((tx) => bureaus.at('CA').federation.deliveries(tx, sent.id));
      return one?.state === 'refused' && one;
    });
    expect(delivery.reason).toBe('identification.not-lyon');
    expect((await series(person('US'))).state).toBe('protected');
  });

  it('answers from Lyon’s own bureau as to any other', async () => {
    const mine = await seal(person('IPSG'), 'room-1-recompressed.jpg');
    const view = await lookUp(person('IPSG'), [mine.id]);
    expect(view.found.length).toBeGreaterThan(0);
    await contribute(person('IPSG'), mine.id, { seriesId });
    await eventually(async () => (await series(person('CA'))).contributors.includes('IPSG'));
  });

  it('finds the same after a restart', async () => {
    const ipsg = bureaus.at('IPSG');
    const { HashIndexes } = await import('./lyon/hash-indexes.ts');
    const fresh = new HashIndexes();
    await ipsg.tx((tx) => fresh.media.follow(tx));
    const { pdq, quality, dihedral } = await person('CA').ok<{ pdq: string; quality: number; dihedral: string[] }>(
      'GET',
      `/api/media/${canadaMedia}`,
    );
    expect(fresh.media.near.size).toBeGreaterThanOrEqual(6);
    expect((await fresh.media.near.findNear([{ pdq, quality, dihedral }]))[0]?.[0]?.distance).toBe(0);
  });

  it('takes a large file in parts, and refuses one that is not what was hashed', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
    const file = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#888', noise } })
      .png()
      .toBuffer();
    expect(file.length).toBeGreaterThan(3 * PART_BYTES);
    const body = { data: file.toString('base64') };
    const { id, sha256 } = await person('NL').ok<MediaSealed>('POST', '/api/media', body);
    const held = await contribute(person('NL'), id, { seriesLabel: 'Large', deposit: true });
    expect(held.deposit).toBe('held');
    const opened = await look(person('NL.specialist'), `/api/deposits/${held.lyonMediaId}/open`);
    expect([opened.fullWidth, opened.fullHeight]).toEqual([900, 700]);
    const lyon = bureaus.at('IPSG');
    const parts = await lyon.tx((tx) =>
      tx.query('SELECT part FROM icse_deposit_part WHERE media_id = $1', [held.lyonMediaId]),
    );
    expect(parts.length).toBeGreaterThanOrEqual(4);

    const other = await seal(person('CA'), 'harbour.jpg');
    const media = (await contribute(person('CA'), other.id, {})).lyonMediaId;
    const data = file.subarray(0, 1_000).toString('base64');
    const wrong = bureaus.at('CA').federation.request('IPSG', {
      path: 'icse/deposit',
      body: { media, part: 0, parts: 1, data },
      schema: depositAnswer,
    });
    await expect(wrong).rejects.toMatchObject({ errors: [{ code: 'icse.file-differs' }] });
    expect(sha256).not.toBe(other.sha256);
  });

  it('has put no two bureaus in contact twice', async () => {
    const { items } = await person('CA').ok<{ items: AlertView[] }>('GET', `/api/series-alerts?seriesId=${seriesId}`);
    const met = items.filter((alert) => alert.kind === 'match').map((alert) => alert.bureaus.join());
    expect(met.toSorted()).toEqual(['IPSG', 'NL', 'US']);
  });

  it('accounts for everything at every node', async () => {
    for (const code of ['US', 'CA', 'NL', 'IPSG']) {
      await bureaus.at(code).audit.sealNow();
      const { items } = await bureaus.at(code).conservation();
      expect(items.flatMap((item) => item.differences.map((one) => ({ code, item: item.item, ...one })))).toEqual([]);
      expect((await bureaus.at(code).audit.verify()).ok).toBe(true);
    }
  });
});

it('keeps what is asked while Lyon is away, owed, and asks again', async () => {
  await using alone = await createTestBureaus(['US'], (common) => {
    const asks = { down: true };
    const federation: typeof common.federation = {
      ...common.federation,
      request: (to, question) => {
        if (asks.down) {
          asks.down = false;
          return Promise.reject(Object.assign(new Error('away'), { code: 'unavailable' }));
        }
        return common.federation.request(to, question);
      },
    };
    return [createIdentification({ ...common, federation }).parts];
  });
  const us = await alone.at('US').signIn({ roles: ['analyst'] });
  const media = await seal(us, 'garden.jpg');
  const { id } = await us.ok<{ id: string }>('POST', '/api/lookups', {
    mediaIds: [media.id],
    purpose: 'Identification',
  });
  const view = await eventually(async () => {
    const one = await us.ok<LookupView>('GET', `/api/lookups/${id}`);
    return one.state === 'answered' && one;
  });
  expect(view.found).toEqual([]);
  expect(await alone.at('US').owed()).not.toContain('identification.lookup-awaited');
  const left = await alone
    .at('US')
    .db.tx(systemScope('US'), (tx) => tx.query('SELECT 1 FROM job WHERE kind = $1', ['identification.ask']));
  expect(left).toEqual([]);
});
