import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBureaus, TestCaller } from '../testing/bureaus.ts';
import type { AlertView, CurationView, LyonMediaView, MediaView, SeriesMove, SeriesView } from './contract.ts';
import {
  certify,
  contribute,
  eventually,
  identificationBureaus,
  ledger,
  look,
  seal,
  settled,
} from './identification.testkit.ts';

let bureaus: TestBureaus;
const people: Record<string, TestCaller> = {};
const person = (name: string): TestCaller => {
  const found = people[name];
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
/** The one picture both the United States and Canada hold. */
const own: Record<string, string> = {};
let lyonMedia = '';
let seriesId = '';
let curationId = '';

/** Somebody new under that name: an analyst, a curator at Lyon, or a certified specialist who has seen the picture. */
async function arrive(name: string): Promise<void> {
  const [code = '', role] = name.split('.');
  const roles = role ? ['vid-specialist'] : [code === 'IPSG' ? 'curator' : 'analyst'];
  people[name] = await bureaus.at(code).signIn({ roles });
  if (!role) return;
  await certify(bureaus.at(code), person(name));
  if (curationId !== '') await look(person(name), `/api/deposits/${lyonMedia}/open`);
}
const EVERYBODY = ['US', 'CA', 'NL', 'IPSG'].flatMap((code) => [code, `${code}.specialist`]);

beforeAll(async () => {
  bureaus = await identificationBureaus(['US', 'CA', 'NL']);
  for (const name of EVERYBODY) await arrive(name);
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());

const media = (name: string): Promise<MediaView> => person(name).ok<MediaView>('GET', `/api/media/${own[name]}`);
async function classify(name: string, scheme: string, code: string): Promise<void> {
  const { version } = await media(name);
  const body = { version, known: false, classification: { scheme, code, label: 'as given' } };
  await person(name).ok('POST', `/api/media/${own[name]}/classification`, body);
}
const atLyon = (name: string): Promise<LyonMediaView> =>
  person(name).ok<LyonMediaView>('GET', `/api/icse-media/${lyonMedia}`);
const bench = (name: string): Promise<CurationView> =>
  person(name).ok<CurationView>('GET', `/api/curations/${curationId}`);
async function vote(name: string, code: string): Promise<string | null> {
  const asked = await person(name).ok<{ askId: string }>('POST', `/api/curations/${curationId}/votes`, {
    code,
    reason: 'By the definition',
  });
  return (await settled(person(name), asked.askId)).code;
}

describe('classification, by scheme', () => {
  it('keeps schemes apart, a known one with its own labels and codes, another as it comes', async () => {
    for (const name of ['US', 'CA']) {
      own[name] = (await seal(person(name), 'room-1.jpg')).id;
      const held = await contribute(person(name), own[name], { seriesLabel: 'Clover', deposit: name === 'CA' });
      lyonMedia = held.lyonMediaId ?? '';
      seriesId = held.seriesId ?? '';
    }
    const { items } = await person('US').ok<{ items: { id: string; verified: boolean }[] }>(
      'GET',
      '/api/classification-schemes',
    );
    expect(items.find((scheme) => scheme.id === 'VICS-UK')?.verified).toBe(false);
    await classify('US', 'VICS-US', '2');
    await classify('US', 'OUR-OWN', 'x7');
    const { version } = await media('US');
    const wrong = { version, known: false, classification: { scheme: 'VICS-US', code: '9', label: 'nine' } };
    expect((await person('US').no('POST', `/api/media/${own.US}/classification`, wrong)).codes).toEqual([
      'classification.no-such-code',
    ]);
    const view = await media('US');
    expect(view.classification?.scheme).toBe('OUR-OWN');
    expect(view.classifications.map((one) => [one.scheme, one.code, one.label, one.mine])).toEqual([
      ['OUR-OWN', 'x7', 'as given', true],
      ['VICS-US', '2', 'Child Exploitive (Non-CAM)/Age Difficult', true],
    ]);
    // Lyon has both, and nothing of one scheme is held against another.
    await classify('CA', 'VICS-CA', '2');
    await eventually(async () => (await atLyon('CA')).classifications.length === 3);
    expect((await atLyon('US')).curation).toBeNull();
  });

  it('does not show again what a colleague classified, unless it is said why', async () => {
    const colleague = person('US.specialist');
    const listed = async (query: string) =>
      (await colleague.ok<{ items: { id: string; classifiedByColleague: boolean }[] }>('GET', `/api/media${query}`))
        .items;
    expect((await listed('')).map((one) => one.classifiedByColleague)).toEqual([true]);
    expect(await listed('?unclassified=true')).toEqual([]);
    const reveal = { reason: 'To classify' };
    const no = await colleague.no('POST', `/api/media/${own.US}/reveal`, reveal);
    expect(no.codes).toEqual(['media.classified-already']);
    await colleague.ok('POST', `/api/media/${own.US}/reveal`, { ...reveal, despiteClassified: 'To draw a clue' });
    await person('US').ok('POST', `/api/media/${own.US}/reveal`, reveal);
  });

  it('says whether it was passed around, and by whom that is said', async () => {
    const { version } = await media('US');
    await person('US').ok('POST', `/api/media/${own.US}/description`, { version, distributed: 'yes' });
    expect(await media('US')).toMatchObject({
      distributed: 'yes',
      distributedSaid: { by: `person:${person('US').id}` },
    });
    const held = await eventually(async () => {
      const { distributed } = await atLyon('CA');
      return distributed.length > 0 && distributed;
    });
    expect(held).toMatchObject([{ bureau: 'US', value: 'yes' }]);
  });

  it('is told to nobody who has no part in the series', async () => {
    expect((await person('NL').no('GET', `/api/icse-media/${lyonMedia}`)).codes).toEqual(['icse.no-such-media']);
  });
});

describe('the curator’s bench', () => {
  it('takes a conflict under the common scheme, once, as work with a deadline', async () => {
    await classify('US', 'INTERPOL-BASELINE', 'baseline');
    await classify('CA', 'INTERPOL-BASELINE', 'national-illegal');
    const { items } = await eventually(async () => {
      const list = await person('IPSG').ok<{ items: CurationView[] }>('GET', '/api/curations?state=open');
      return list.items.length > 0 && list;
    });
    expect(items).toHaveLength(1);
    curationId = items[0]?.id ?? '';
    expect(items[0]).toMatchObject({ lyonMediaId: lyonMedia, because: 'conflict', votesGiven: 0, deposited: true });
    expect(items[0]?.work?.claimedBy).toBeNull();
    await person('IPSG').ok('POST', `/api/work/${items[0]?.work?.id}/claim`, { version: items[0]?.work?.version });
    expect((await bench('IPSG')).work?.claimedBy).toBe(`person:${person('IPSG').id}`);
    expect(await bureaus.at('IPSG').owed()).toContain('icse.curation');
    // Both who are in it are told that there is a conflict, and not what the other said.
    for (const name of ['US', 'CA']) {
      const told = await eventually(async () => {
        const open = await person(name).ok<{ items: AlertView[] }>('GET', '/api/series-alerts?state=open');
        return open.items.find((alert) => alert.kind === 'conflict');
      });
      expect([told.bureaus, told.detail?.curationId]).toEqual([['IPSG'], curationId]);
      expect(await bureaus.at(name).owed()).toContain('identification.classification-conflict');
    }
  });

  it('lets a certified specialist vote who has seen it, and shows nobody others’ votes before', async () => {
    const nl = person('NL.specialist');
    const body = { code: 'baseline', reason: 'By the definition' };
    expect((await person('NL').no('POST', `/api/curations/${curationId}/votes`, body)).status).toBe(404);
    expect((await nl.no('POST', `/api/curations/${curationId}/votes`, body)).codes).toEqual(['curation.not-seen']);
    const lapsed = await bureaus.at('NL').signIn({ roles: ['vid-specialist'] });
    expect((await lapsed.no('POST', `/api/curations/${curationId}/votes`, body)).codes).toEqual(['certificate.needed']);
    for (const name of ['US.specialist', 'CA.specialist', 'NL.specialist', 'IPSG.specialist']) {
      await look(person(name), `/api/deposits/${lyonMedia}/open`);
    }
    const before = await bench('US.specialist');
    expect([before.votes, before.classifications, before.ownMediaId]).toEqual([null, null, own.US]);
    expect(await vote('US.specialist', 'baseline')).toBeNull();
    expect((await bench('US.specialist')).votes).toMatchObject([{ bureau: 'US', code: 'baseline' }]);
    expect((await bench('CA.specialist')).votes).toBeNull();
    expect((await atLyon('CA')).classifications.map((one) => [one.bureau, one.scheme])).not.toContainEqual([
      'US',
      'INTERPOL-BASELINE',
    ]);
    expect(await vote('US.specialist', 'not-illegal')).toBe('curation.voted-already');
    await arrive('US.second');
    expect(await vote('US.second', 'baseline')).toBe('curation.other-bureau-first');
  });

  it('tells the owner of the deposit who opened it', async () => {
    const { openings } = await eventually(async () => {
      const view = await media('CA');
      return view.openings.length >= 5 && view;
    });
    expect(new Set(openings.map((one) => one.bureau))).toEqual(new Set(['US', 'CA', 'NL', 'IPSG']));
    expect(openings[0]?.purpose).toBe('To identify the child');
  });

  it('cannot be settled by those who disagree; three votes that differ are shown as a disagreement', async () => {
    expect(await vote('CA.specialist', 'national-illegal')).toBeNull();
    // Eight of fourteen days go by.
    await bureaus
      .at('IPSG')
      .tx((tx) =>
        tx.query('UPDATE icse_curation SET opened_at = opened_at - $1, due_at = due_at - $1', [8 * 86_400_000]),
      );
    expect(await vote('US.second', 'baseline')).toBe('curation.needs-outsider');
    expect(await vote('NL.specialist', 'not-illegal')).toBeNull();
    const over = await bench('US');
    expect(over.state).toBe('disagreed');
    expect(over.votes?.map((one) => [one.bureau, one.code])).toEqual([
      ['US', 'baseline'],
      ['CA', 'national-illegal'],
      ['NL', 'not-illegal'],
    ]);
    for (const name of ['US', 'CA']) {
      const told = await eventually(async () => (await alerts(name)).find((one) => one.kind === 'curation'));
      expect(told).toMatchObject({ because: 'disagreed', detail: { curationId, mediaId: own[name] } });
    }
    expect(await bureaus.at('IPSG').owed()).not.toContain('icse.curation');
  });

  it('is reopened by a curator with a reason, and agreed by three equal votes', async () => {
    expect((await person('US').no('POST', `/api/curations/${curationId}/reopen`, { reason: 'Again' })).status).toBe(
      404,
    );
    await person('IPSG').ok('POST', `/api/curations/${curationId}/reopen`, { reason: 'The definition was changed' });
    expect((await bench('NL.specialist')).votes).toBeNull();
    for (const name of ['US.specialist', 'NL.specialist', 'IPSG.specialist']) {
      expect(await vote(name, 'baseline')).toBeNull();
    }
    expect(await bench('IPSG')).toMatchObject({ state: 'agreed', outcome: 'baseline', round: 2 });
    await eventually(async () => (await alerts('CA')).find((one) => one.because === 'agreed'));
    expect(await ledger(bureaus.at('IPSG'), 'icse.curation-agreed')).toHaveLength(1);
  });
});

describe('joining and parting series', () => {
  const series = (name: string, id: string): Promise<SeriesView> =>
    person(name).ok<SeriesView>('GET', `/api/series/${id}`);
  const moves = async (id: string): Promise<SeriesMove[]> =>
    (await person('IPSG').ok<{ items: SeriesMove[] }>('GET', `/api/series/${id}/moves`)).items;
  let otherId = '';
  let nlMedia = '';

  it('joins one to another at Lyon: pictures follow everywhere, and those concerned are told', async () => {
    nlMedia = (await seal(person('NL'), 'harbour.jpg')).id;
    otherId = (await contribute(person('NL'), nlMedia, { seriesLabel: 'Harbour' })).seriesId ?? '';
    const { version } = await series('IPSG', otherId);
    const body = { version, into: seriesId, reason: 'The same boat' };
    expect((await person('NL').no('POST', `/api/series/${otherId}/merge`, body)).status).toBe(404);
    expect((await person('IPSG').no('POST', `/api/series/${otherId}/merge`, { ...body, version: 99 })).status).toBe(
      409,
    );
    await person('IPSG').ok('POST', `/api/series/${otherId}/merge`, body);
    await eventually(async () => (await series('NL', seriesId).catch(() => null))?.contributors.includes('NL'));
    await eventually(
      async () => (await person('NL').ok<MediaView>('GET', `/api/media/${nlMedia}`)).seriesId === seriesId,
    );
    expect((await series('NL', otherId)).mergedInto).toBe(seriesId);
    await eventually(async () => (await alerts('NL')).find((one) => one.kind === 'series-moved'));
    // What is contributed under the old name goes where it went.
    const late = (await seal(person('NL'), 'garden.jpg')).id;
    expect((await contribute(person('NL'), late, { seriesLabel: 'Harbour' })).seriesId).toBe(seriesId);
  });

  it('takes it back, once', async () => {
    const [move] = await moves(seriesId);
    await person('IPSG').ok('POST', `/api/series-moves/${move?.id}/undo`, { reason: 'Another boat' });
    await eventually(
      async () => (await person('NL').ok<MediaView>('GET', `/api/media/${nlMedia}`)).seriesId === otherId,
    );
    expect(await series('IPSG', otherId)).toMatchObject({ mergedInto: null, media: 1, contributors: ['NL'] });
    expect((await person('IPSG').no('POST', `/api/series-moves/${move?.id}/undo`, { reason: 'x' })).codes).toEqual([
      'series-move.undone-already',
    ]);
    expect((await moves(seriesId))[0]?.undone).toMatchObject({ reason: 'Another boat' });
  });

  it('parts pictures off into a new series, and takes that back', async () => {
    const before = await series('IPSG', seriesId);
    const garden = before.mediaIds.filter((id) => id !== lyonMedia);
    const body = { version: before.version, label: 'Garden', mediaIds: garden, reason: 'Another child' };
    const all = { ...body, mediaIds: before.mediaIds };
    expect((await person('IPSG').no('POST', `/api/series/${seriesId}/split`, all)).codes).toEqual([
      'series.nothing-left',
    ]);
    const made = await person('IPSG').ok<{ seriesId: string; moveId: string }>(
      'POST',
      `/api/series/${seriesId}/split`,
      body,
    );
    expect(await series('IPSG', made.seriesId)).toMatchObject({ label: 'Garden', contributors: ['NL'], media: 1 });
    expect((await series('IPSG', seriesId)).contributors).toEqual(['US', 'CA']);
    await person('IPSG').ok('POST', `/api/series-moves/${made.moveId}/undo`, { reason: 'The same child' });
    expect((await series('IPSG', made.seriesId)).mergedInto).toBe(seriesId);
    expect((await series('IPSG', seriesId)).media).toBe(before.media);
  });
});

it('accounts for everything at every node', async () => {
  for (const code of ['US', 'CA', 'NL', 'IPSG']) {
    await bureaus.at(code).audit.sealNow();
    const { items } = await bureaus.at(code).conservation();
    expect(items.flatMap((item) => item.differences.map((one) => ({ code, item: item.item, ...one })))).toEqual([]);
  }
});

async function alerts(name: string): Promise<AlertView[]> {
  return (await person(name).ok<{ items: AlertView[] }>('GET', '/api/series-alerts?state=open')).items;
}
