import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { TestBureaus, TestCaller } from '../testing/bureaus.ts';
import type { AlertView, OffenderView, SeriesView, VictimView } from './contract.ts';
import { contribute, eventually, identificationBureaus, ledger, seal, settled } from './identification.testkit.ts';

let bureaus: TestBureaus;
const people: Record<string, TestCaller> = {};
const person = (name: string): TestCaller => {
  const found = people[name];
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
let seriesId = '';

beforeAll(async () => {
  bureaus = await identificationBureaus(['US', 'CA']);
  for (const code of ['US', 'CA', 'IPSG']) {
    people[code] = await bureaus.at(code).signIn({ roles: [code === 'IPSG' ? 'curator' : 'analyst'] });
  }
  for (const [name, label] of [
    ['CA', 'Clover'],
    ['US', 'Clover'],
  ] as const) {
    const { id } = await seal(person(name), 'room-1.jpg');
    seriesId = (await contribute(person(name), id, { seriesLabel: label })).seriesId ?? '';
  }
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());

const series = (name: string): Promise<SeriesView> => person(name).ok<SeriesView>('GET', `/api/series/${seriesId}`);
const victim = async (name: string, label: string): Promise<VictimView> =>
  eventually(async () => (await series(name)).victimList.find((one) => one.label === label));
const offender = async (name: string, label: string): Promise<OffenderView> =>
  eventually(async () => (await series(name)).offenderList.find((one) => one.label === label));
async function register(name: string, what: string, body: object = {}): Promise<void> {
  const { askId } = await person(name).ok<{ askId: string }>('POST', `/api/series/${seriesId}/${what}`, body);
  expect((await settled(person(name), askId)).state).toBe('answered');
}
async function change(name: string, path: string, to: string, version: number): Promise<string | null> {
  const { askId } = await person(name).ok<{ askId: string }>('POST', `/api/${path}/state`, { version, to });
  return (await settled(person(name), askId)).code;
}
const alerts = async (name: string): Promise<AlertView[]> =>
  (await person(name).ok<{ items: AlertView[] }>('GET', '/api/series-alerts?state=open')).items;

describe('victims of a series', () => {
  it('are numbered; the first takes over where the series stands, and the lead on it', async () => {
    expect(await change('US', `series/${seriesId}`, 'lead', (await series('US')).version)).toBeNull();
    expect(await bureaus.at('US').owed()).toContain('identification.lead');
    await register('CA', 'victims', { sex: 'female', ageFrom: 8, ageTo: 10 });
    expect(await victim('CA', 'V1')).toMatchObject({ state: 'lead', by: 'US', sex: 'female', ageFrom: 8, ageTo: 10 });
    await victim('US', 'V1');
    const owed = await eventually(async () => {
      const tasks = await bureaus.at('US').owed();
      return tasks.includes('identification.person-lead') && tasks;
    });
    expect(owed).not.toContain('identification.lead');
    await register('US', 'victims');
    expect(await victim('CA', 'V2')).toMatchObject({ state: 'unidentified', by: null });
    // With a second child unidentified, so is the series.
    expect((await series('IPSG')).state).toBe('unidentified');
    expect(await change('CA', `series/${seriesId}`, 'lead', (await series('CA')).version)).toBe('series.by-victim');
  });

  it('are led by one bureau at a time; a second claim is refused and both are told at once', async () => {
    const { id, version } = await victim('CA', 'V1');
    expect(await change('CA', `victims/${id}`, 'lead', version)).toBe('series.lead-held');
    for (const [name, other] of [
      ['US', 'CA'],
      ['CA', 'US'],
    ] as const) {
      const told = await eventually(async () => (await alerts(name)).find((one) => one.kind === 'claim'));
      expect(told).toMatchObject({ bureaus: [other], detail: { of: 'V1', personId: id } });
      expect(await bureaus.at(name).owed()).toContain('identification.claim-meets');
    }
    const claims = await eventually(async () => {
      const list = (await series('US')).claims;
      return list.some((one) => one.code === 'series.lead-held') && list;
    });
    expect(claims[0]).toMatchObject({ of: id, bureau: 'CA', wanted: 'lead' });
  });

  it('are identified by a bureau, never by name, and the series follows the least advanced', async () => {
    const one = await victim('US', 'V1');
    const two = await victim('CA', 'V2');
    expect(await change('US', `victims/${one.id}`, 'identified', one.version)).toBeNull();
    expect(await change('CA', `victims/${two.id}`, 'identified', two.version)).toBeNull();
    expect(await series('IPSG')).toMatchObject({ state: 'identified' });
    const both = await eventually(async () => {
      const { victimList } = await series('US');
      return victimList.every((each) => each.state === 'identified') && victimList;
    });
    expect(both.map((each) => [each.label, each.by])).toEqual([
      ['V1', 'US'],
      ['V2', 'CA'],
    ]);
    expect(await bureaus.at('CA').owed()).toContain('identification.person-protect');
    expect(await change('CA', `victims/${two.id}`, 'protected', (await victim('CA', 'V2')).version)).toBeNull();
    expect(await bureaus.at('CA').owed()).not.toContain('identification.person-protect');
    expect(await change('US', `victims/${two.id}`, 'protected', (await victim('US', 'V2')).version)).toBe(
      'series.not-identified-by-you',
    );
  });

  it('have a name in this bureau’s compartment alone', async () => {
    const { id } = await victim('US', 'V1');
    const sealed = await bureaus.at('US').signIn({ roles: ['analyst'], compartments: ['general', 'victim-identity'] });
    const opened = await sealed.ok<{ id: string }>('POST', '/api/cases', {
      title: 'Clover',
      offence: 'csam',
      wanted: ['identify-victim'],
      urgency: 'routine',
      legalBasis: 'Investigation of the bureau',
      purpose: 'Identification',
      summary: 'Pictures of a room',
    });
    const subject = await sealed.ok<{ id: string }>('POST', `/api/cases/${opened.id}/subjects`, {
      role: 'victim',
      particulars: { names: [{ kind: 'birth', family: 'Example', given: 'Jane' }] },
    });
    const link = { caseId: opened.id, subjectId: subject.id };
    expect((await person('US').no('POST', `/api/victims/${id}/identity`, link)).status).toBe(404);
    await sealed.ok('POST', `/api/victims/${id}/identity`, link);
    expect(await sealed.ok('GET', `/api/victims/${id}/identity`)).toMatchObject(link);
    expect((await person('US').no('GET', `/api/victims/${id}/identity`)).status).toBe(404);
    expect(await ledger(bureaus.at('US'), 'victim.identity-viewed')).toHaveLength(1);
    const atLyon = await bureaus.at('IPSG').tx((tx) => tx.query('SELECT * FROM icse_person'));
    expect(JSON.stringify(atLyon)).not.toMatch(/Jane|Example/);
  });

  it('cannot be sent with a name: a word too many on the wire is refused', async () => {
    const { federation, runtime } = bureaus.at('US');
    const send = (path: string, body: object) =>
      federation.request('IPSG', { path, body: body as never, schema: z.any() });
    const misfit = { errors: [{ code: 'request.body-does-not-fit' }] };
    const registration = { id: runtime.newId(), series: seriesId, kind: 'victim', sex: 'female', ageFrom: 8, ageTo: 9 };
    await expect(send('icse/register-person', { ...registration, name: 'Jane Example' })).rejects.toMatchObject(misfit);
    const { id } = await victim('US', 'V1');
    const state = { id: runtime.newId(), kind: 'victim', person: id, version: 1, to: 'identified' };
    await expect(send('icse/person-state', { ...state, note: 'Jane Example' })).rejects.toMatchObject(misfit);
    const described = { media: id, version: 1, classifications: [], distributed: 'no', persons: [] };
    await expect(send('icse/describe', { ...described, victim: 'Jane Example' })).rejects.toMatchObject(misfit);
  });
});

it('offenders go from unidentified to what came of it; whoever arrests, who identified stays', async () => {
  await register('US', 'offenders', { sex: 'male' });
  const one = await offender('CA', 'O1');
  expect(await change('CA', `offenders/${one.id}`, 'arrested', one.version)).toBe('offender.not-identified');
  expect(await change('CA', `offenders/${one.id}`, 'identified', one.version)).toBeNull();
  expect(await bureaus.at('CA').owed()).toContain('identification.offender-outcome');
  await eventually(async () => (await offender('US', 'O1')).state === 'identified');
  expect(await change('US', `offenders/${one.id}`, 'arrested', (await offender('US', 'O1')).version)).toBeNull();
  await eventually(async () => (await offender('CA', 'O1')).state === 'arrested');
  expect(await offender('CA', 'O1')).toMatchObject({ by: 'CA' });
  expect(await bureaus.at('CA').owed()).not.toContain('identification.offender-outcome');
  expect(await change('CA', `offenders/${one.id}`, 'identified', (await offender('CA', 'O1')).version)).toBeNull();
  expect((await offender('CA', 'O1')).state).toBe('arrested');
});

it('a picture is linked with those in it, of its own series alone', async () => {
  const [media] = (await person('US').ok<{ items: { id: string; version: number }[] }>('GET', '/api/media')).items;
  const { id } = await victim('US', 'V1');
  const said = { version: media?.version, victims: [id] };
  await person('US').ok('POST', `/api/media/${media?.id}/description`, said);
  expect(await person('US').ok('GET', `/api/media/${media?.id}`)).toMatchObject({ victims: [id], offenders: [] });
  const wrong = { version: (media?.version ?? 0) + 1, offenders: [id] };
  expect((await person('US').no('POST', `/api/media/${media?.id}/description`, wrong)).codes).toEqual([
    'series-person.unknown',
  ]);
  const linked = await eventually(async () => {
    const rows = await bureaus.at('IPSG').tx((tx) => tx.query('SELECT person_id, bureau FROM icse_media_person'));
    return rows.length > 0 && rows;
  });
  expect(linked).toEqual([{ person_id: id, bureau: 'US' }]);
});

it('a lead on which nothing was done is called to mind, again each time', async () => {
  const settings = await person('IPSG').ok<{ version: number; leadStaleDays: number }>('GET', '/api/icse-settings');
  expect(settings).toEqual({ leadStaleDays: 30, version: 0 });
  await person('IPSG').ok('POST', '/api/icse-settings', { version: 0, leadStaleDays: 10 });
  expect((await person('IPSG').no('POST', '/api/icse-settings', { version: 0, leadStaleDays: 5 })).status).toBe(409);
  expect((await person('US').no('GET', '/api/icse-settings')).status).toBe(404);
  await register('US', 'victims');
  const three = await victim('US', 'V3');
  expect(await change('US', `victims/${three.id}`, 'lead', three.version)).toBeNull();
  // Eleven days go by at Lyon.
  const lyon = bureaus.at('IPSG');
  const days = 11 * 86_400_000;
  await lyon.tx((tx) => tx.query('UPDATE icse_person SET active_at = active_at - $2 WHERE id = $1', [three.id, days]));
  await lyon.tx((tx) =>
    tx.query("UPDATE job SET run_at = run_at - $2 WHERE kind = 'icse.watch-lead' AND key = $1", [three.id, days]),
  );
  lyon.jobs.wake();
  const told = await eventually(async () => (await alerts('US')).find((one) => one.kind === 'stale-lead'));
  expect(told.detail).toMatchObject({ of: 'V3' });
  expect(await bureaus.at('US').owed()).toContain('identification.lead-stale');
  expect((await alerts('CA')).some((one) => one.kind === 'stale-lead')).toBe(false);
});

it('victims go with their series when a curator joins it to another, and come back', async () => {
  const { id } = await seal(person('CA'), 'harbour.jpg');
  const otherId = (await contribute(person('CA'), id, { seriesLabel: 'Harbour' })).seriesId ?? '';
  const other = (name: string): Promise<SeriesView> => person(name).ok<SeriesView>('GET', `/api/series/${otherId}`);
  expect(await change('CA', `series/${otherId}`, 'lead', (await other('CA')).version)).toBeNull();
  const known = (await series('IPSG')).victimList.length;
  const joined = await person('IPSG').ok<{ moveId: string }>('POST', `/api/series/${otherId}/merge`, {
    version: (await other('IPSG')).version,
    into: seriesId,
    reason: 'One house',
  });
  // What was known of the series as a whole is a victim of its own among those that are counted.
  const moved = await victim('CA', `V${known + 1}`);
  expect(moved).toMatchObject({ state: 'lead', by: 'CA' });
  expect((await other('IPSG')).victimList).toEqual([]);
  await eventually(async () => (await other('CA')).mergedInto === seriesId);
  expect(await change('CA', `series/${otherId}`, 'identified', (await other('CA')).version)).toBe('series.merged');
  expect(await change('CA', `victims/${moved.id}`, 'identified', moved.version)).toBeNull();
  await person('IPSG').ok('POST', `/api/series-moves/${joined.moveId}/undo`, { reason: 'Two houses' });
  const back = await eventually(async () => {
    const view = await other('CA');
    return view.victimList.length === 1 && view;
  });
  expect([back.state, back.by, back.mergedInto, back.victimList[0]?.label]).toEqual(['identified', 'CA', null, 'V1']);
  expect((await series('IPSG')).victimList).toHaveLength(known);
});

it('accounts for everything at every node', async () => {
  for (const code of ['US', 'CA', 'IPSG']) {
    await bureaus.at(code).audit.sealNow();
    const { items } = await bureaus.at(code).conservation();
    expect(items.flatMap((item) => item.differences.map((one) => ({ code, item: item.item, ...one })))).toEqual([]);
  }
});
