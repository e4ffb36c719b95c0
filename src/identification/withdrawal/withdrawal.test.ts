import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBureaus, TestCaller } from '../../testing/bureaus.ts';
import type { AlertView, ClueView, LookupView, MediaView, SeriesView, WithdrawalView } from '../contract.ts';
import { type Cast, castOf, contribute, eventually, ledger, look, seal, settled } from '../identification.testkit.ts';

let cast: Cast;
let bureaus: TestBureaus;
const person = (name: string): TestCaller => cast.person(name);

beforeAll(async () => {
  cast = await castOf(['US', 'CA']);
  bureaus = cast.bureaus;
  for (const code of ['US', 'CA']) await cast.arrive(code, ['analyst', 'supervisor']);
}, 120_000);
afterAll(() => cast[Symbol.asyncDispose]());

const media = (code: string, id: string): Promise<MediaView> => person(code).ok<MediaView>('GET', `/api/media/${id}`);
async function withdraw(code: string, id: string): Promise<WithdrawalView> {
  const { version } = await media(code, id);
  return person(code).ok<WithdrawalView>('POST', `/api/media/${id}/withdraw`, {
    version,
    reason: 'Contributed in error',
  });
}
const settledWithdrawal = (code: string, id: string): Promise<WithdrawalView> =>
  eventually(async () => {
    const { items } = await person(code).ok<{ items: WithdrawalView[] }>('GET', `/api/withdrawals?mediaId=${id}`);
    return items[0]?.settledAt != null && items[0];
  });
async function lookUp(code: string, body: object): Promise<LookupView> {
  const { id } = await person(code).ok<{ id: string }>('POST', '/api/lookups', { purpose: 'Identification', ...body });
  return eventually(async () => {
    const view = await person(code).ok<LookupView>('GET', `/api/lookups/${id}`);
    return view.state === 'answered' && view;
  });
}
const balanced = async () => {
  for (const code of ['US', 'CA', 'IPSG']) {
    const { items, balanced } = await bureaus.at(code).conservation();
    expect([code, items.filter((item) => item.differences.length > 0)]).toEqual([code, []]);
    expect(balanced).toBe(true);
  }
};

describe('a picture that nothing depends on', () => {
  it('is out of Lyon’s database at once: no later question finds it, and it can be contributed again', async () => {
    const { id, sha256 } = await seal(person('CA'), 'harbour.jpg');
    const held = await contribute(person('CA'), id, { seriesLabel: 'Quay', deposit: true });
    expect((await lookUp('CA', { hashes: [{ sha256 }] })).found).toHaveLength(1);
    const sent = await withdraw('CA', id);
    expect([sent.state, sent.depends]).toEqual(['sent', []]);
    expect(await settledWithdrawal('CA', id)).toMatchObject({ state: 'done', gone: true, second: null });
    const after = await media('CA', id);
    expect([after.contribution, after.deposit, after.lyonMediaId, after.seriesId]).toEqual([
      'withdrawn',
      'withdrawn',
      null,
      null,
    ]);
    expect((await lookUp('US', { hashes: [{ sha256, pdq: after.pdq, quality: after.quality }] })).found).toEqual([]);
    const left = await bureaus.at('IPSG').tx((tx) => tx.query('SELECT media_id, gone FROM icse_withdrawal'));
    expect(left).toEqual([{ media_id: held.lyonMediaId, gone: true }]);
    expect(await bureaus.at('IPSG').tx((tx) => tx.query('SELECT part FROM icse_deposit_part'))).toEqual([]);
    expect(await ledger(bureaus.at('CA'), 'withdrawal.done')).toHaveLength(1);
    await balanced();
    expect((await contribute(person('CA'), id, { seriesLabel: 'Quay' })).contribution).toBe('held');
    expect((await person('CA').no('POST', `/api/media/${id}/withdraw`, { version: 1, reason: 'x' })).status).toBe(409);
  });
});

describe('a picture on which a series depends', () => {
  let own = '';
  let seriesId = '';
  let lookup: LookupView;

  it('waits for a second person; who proposed it cannot agree, and a no ends it', async () => {
    own = (await seal(person('CA'), 'room-1.jpg')).id;
    const held = await contribute(person('CA'), own, { seriesLabel: 'Clover', deposit: true });
    seriesId = held.seriesId ?? '';
    const copy = await seal(person('US'), 'room-1-recompressed.jpg');
    lookup = await lookUp('US', { mediaIds: [copy.id] });
    expect(lookup.found).toHaveLength(1);
    await look(person('CA.specialist'), `/api/media/${own}/reveal`);
    const crop = { left: 10, top: 10, width: 120, height: 120 };
    const clue = { kind: 'object', words: 'A stuffed rabbit', crop, objectAlone: true };
    const drawn = await person('CA.specialist').ok<{ id: string; version: number }>(
      'POST',
      `/api/media/${own}/clues`,
      clue,
    );
    const listed = await person('CA.specialist').ok<{ askId: string }>('POST', `/api/clues/${drawn.id}/contribute`, {
      version: drawn.version,
    });
    await settled(person('CA'), listed.askId);
    await eventually(async () => {
      const { workers } = await person('CA').ok<SeriesView>('GET', `/api/series/${seriesId}`);
      return workers.includes('US');
    });
    const proposed = await withdraw('CA', own);
    expect([proposed.state, proposed.depends]).toEqual(['proposed', ['others-work', 'clue-listed']]);
    expect(await bureaus.at('CA').owed()).toContain('identification.withdrawal-second');
    const word = { version: proposed.version, reason: 'Agreed' };
    const path = `/api/withdrawals/${proposed.id}`;
    expect((await person('CA').no('POST', `${path}/confirm`, word)).codes).toEqual(['withdrawal.own']);
    expect((await person('CA.specialist').no('POST', `${path}/confirm`, word)).status).toBe(404);
    await person('CA.chief').ok('POST', `${path}/decline`, word);
    expect((await settledWithdrawal('CA', own)).state).toBe('declined');
    expect((await media('CA', own)).contribution).toBe('held');
    await balanced();
  });

  it('goes with its clue and deposit once agreed, and those who found it are told', async () => {
    const proposed = await withdraw('CA', own);
    await person('CA.chief').ok('POST', `/api/withdrawals/${proposed.id}/confirm`, {
      version: proposed.version,
      reason: 'The court ordered it',
    });
    const done = await eventually(async () => {
      const view = await settledWithdrawal('CA', own);
      return view.state === 'done' && view;
    });
    expect([done.gone, done.second?.reason]).toEqual([true, 'The court ordered it']);
    const clues = await person('US.specialist').ok<{ items: ClueView[] }>('GET', '/api/clues?q=rabbit');
    expect(clues.items).toEqual([]);
    const alert = await eventually(async () => {
      const { items } = await person('US').ok<{ items: AlertView[] }>('GET', '/api/series-alerts?state=open');
      return items.find((one) => one.kind === 'withdrawn');
    });
    expect([alert.bureaus, alert.lookupId]).toEqual([['CA'], lookup.id]);
    const now = await person('US').ok<LookupView>('GET', `/api/lookups/${lookup.id}`);
    expect(now.found[0]?.withdrawnAt).toBeGreaterThan(0);
    expect((await lookUp('US', { mediaIds: [now.asked[0]?.mediaId] })).found).toEqual([]);
    expect(await bureaus.at('IPSG').owed()).not.toContain('icse.clue-unread');
    await balanced();
  });
});

describe('a picture that two bureaus contributed', () => {
  it('stays for the other, and the earlier question is answered by it alone', async () => {
    const theirs = await seal(person('CA'), 'garden.jpg');
    await contribute(person('CA'), theirs.id, { seriesLabel: 'Garden' });
    const ours = await seal(person('US'), 'garden.jpg');
    const held = await contribute(person('US'), ours.id);
    const proposed = await withdraw('CA', theirs.id);
    await person('CA.chief').ok('POST', `/api/withdrawals/${proposed.id}/confirm`, {
      version: proposed.version,
      reason: 'Agreed',
    });
    expect(await settledWithdrawal('CA', theirs.id)).toMatchObject({ state: 'done', gone: false });
    const view = await lookUp('CA', { hashes: [{ sha256: ours.sha256 }] });
    expect(view.found.map((match) => [match.lyonMediaId, match.contributors])).toEqual([[held.lyonMediaId, ['US']]]);
    await balanced();
  });
});
