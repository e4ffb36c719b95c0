import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../platform/index.ts';
import { createTestLedger, type TestLedger } from '../testing/ledger.ts';
import { countryView } from './contract.ts';
import { createDirectory, type Directory, loadCodes, loadOffences } from './index.ts';

let ledger: TestLedger;
let directory: Directory;
const run = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => ledger.db.tx(ledger.system, fn);
beforeAll(async () => {
  ledger = await createTestLedger();
  directory = createDirectory({ ...ledger, ipsg: { rootFingerprint: 'none' } });
  await run((tx) => directory.seed(tx));
});
afterAll(() => ledger[Symbol.asyncDispose]());

test('all 196 bureaus and the Secretariat, named in four languages', async () => {
  const bureaus = await run((tx) => directory.bureaus(tx));
  expect(bureaus).toHaveLength(197);
  expect(bureaus.filter((one) => Object.values(one.names).some((name) => name === ''))).toEqual([]);
  const nl = await run((tx) => directory.bureau(tx, 'NL'));
  expect(nl).toMatchObject({ names: { fr: 'Pays-Bas', ar: 'هولندا' }, status: 'not-connected', signingKid: null });
  expect((await run((tx) => directory.bureau(tx, 'AD')))?.cityBasis).toMatch(/unverified/);
  expect(await run((tx) => directory.bureau(tx, 'IPSG'))).toMatchObject({ city: 'Lyon' });
  expect(await run((tx) => directory.bureau(tx, 'KP'))).toBeNull();
});

test('the 61 task forces, at least one a state, each saying where it was read', async () => {
  const forces = await run((tx) => directory.taskForces(tx));
  expect(forces).toHaveLength(61);
  const covered = new Set(forces.flatMap((force) => force.states));
  covered.delete('DC');
  expect(covered.size).toBe(50);
  expect(forces.filter((force) => !/verified|background/.test(force.basis))).toEqual([]);
  expect((await run((tx) => directory.taskForces(tx, 'CA'))).length).toBe(5);
});

test('agencies are found by name, town, ORI, state and level, and can be called back', async () => {
  const all = await run((tx) => directory.searchAgencies(tx, { limit: 200 }));
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect(all.filter((agency) => !/^\+1\d{3}55501\d\d$/.test(agency.callBack))).toEqual([]);
  const found = async (query: Parameters<Directory['searchAgencies']>[1]) =>
    (await run((tx) => directory.searchAgencies(tx, query))).map((agency) => agency.name);
  expect(await found({ q: 'rabbit hollow' })).toEqual(['Rabbit Hollow Police Department']);
  expect(await found({ q: 'va980' })).toHaveLength(2);
  expect(await found({ state: 'AZ', level: 'tribal' })).toEqual(['Red Mesa Tribal Police']);
  expect(await found({ q: '%' })).toEqual([]);
  expect(await run((tx) => directory.agency(tx, 'VA9900000'))).toMatchObject({ level: 'state', state: 'VA' });
  expect(await run((tx) => directory.agency(tx, 'XX0000000'))).toBeNull();
});

test('countries carry what was read of extradition, with where', async () => {
  const rows = await run((tx) => tx.query('SELECT code, iso3, names, member, extradition FROM country'));
  const countries = rows.map((row) => countryView.parse(row));
  expect(countries.filter((country) => country.member)).toHaveLength(196);
  expect(countries.filter((country) => country.extradition !== null)).toHaveLength(118);
  expect(countries.find((country) => country.code === 'CA')?.extradition).toMatchObject({
    signed: '1971-12-03',
    inForce: '1976-03-22',
    basis: expect.stringMatching(/mirror/),
  });
});

test('the offences in scope and the codes of the notice form', async () => {
  expect((await loadOffences()).map((offence) => offence.code)).toContain('parental-abduction');
  expect(await loadOffences()).toHaveLength(12);
  const codes = await loadCodes();
  expect([codes.eyes.BROH, codes.hair.REDA, codes.sex.U]).toEqual(['Hazel', 'Auburn', 'Unknown']);
});

test('loading again changes nothing; another edition replaces what was shipped and leaves what a bureau owns', async () => {
  const state = () =>
    run((tx) =>
      tx.query('SELECT (SELECT count(*) FROM agency) AS a, (SELECT sum(loaded_at) FROM directory_edition) AS l'),
    );
  const before = await state();
  await run((tx) => directory.seed(tx));
  expect(await state()).toEqual(before);
  await ledger.asOwner(
    `UPDATE bureau SET names = '{}', status = 'hosted', endpoint = 'https://nl.example.org' WHERE code = 'NL'`,
  );
  await ledger.asOwner(`UPDATE directory_edition SET sha256 = 'older' WHERE file = 'bureaus.json'`);
  await run((tx) => directory.seed(tx));
  expect(await run((tx) => directory.bureau(tx, 'NL'))).toMatchObject({
    names: { en: 'Netherlands' },
    status: 'hosted',
    endpoint: 'https://nl.example.org',
  });
});
