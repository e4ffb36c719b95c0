import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRegions } from '../../platform/index.ts';
import type { TipModel } from '../contract-model.ts';
import { emptyPerson } from '../model/values.ts';
import { writeMmdb } from './mmdb.testkit.ts';
import { placeOfNumber } from './number-place.ts';
import { proposeRoutes } from './propose-routes.ts';
import { readPlaces } from './read-places.ts';
import { ARIN, emptyModel, RIPE } from './routing.testkit.ts';
import { SHIPPED } from './rules-store.ts';
import { readState, stateOfZip, zipPrefix } from './us-states.ts';
import type { Receivers } from './weigh-places.ts';

const regions = openRegions();
const AT = Date.UTC(2026, 5, 18);
const RULES = {
  ...SHIPPED,
  automatic: { ...SHIPPED.automatic, domestic: true, federal: true, marked: true },
};
const US: Receivers = {
  home: 'US',
  bureaus: new Set(['NL', 'FR', 'CA']),
  taskForces: new Map([
    ['MA', ['ICAC-28']],
    ['VT', ['ICAC-55']],
    ['CA', ['ICAC-05', 'ICAC-06', 'ICAC-07', 'ICAC-08', 'ICAC-09']],
  ]),
};

function ip(address: string, more: Partial<TipModel['ips'][number]> = {}): TipModel['ips'][number] {
  const time = { text: '', at: AT };
  return { address, isAddress: true, time, event: 'Login', port: null, proxy: 'unknown', of: 'person:0', ...more };
}
function place(more: Partial<TipModel['places'][number]>): TipModel['places'][number] {
  const nothing = {
    type: null,
    line: null,
    city: null,
    region: null,
    postalCode: null,
    country: null,
    countryCode: null,
  };
  const rest = { latitude: null, longitude: null, verified: 'unknown' as const, time: null };
  return { kind: 'address', ...nothing, ...rest, of: 'person:0', ...more };
}
function phone(value: string, of = 'person:0'): TipModel['phones'][number] {
  return { value, type: null, callingCode: null, verified: 'yes', of };
}
const reported = emptyPerson('reported');
const read = (more: Partial<TipModel>) => readPlaces(emptyModel({ people: [reported], ...more }), () => regions);
const propose = (more: Partial<TipModel>, receivers = US, holders?: Parameters<typeof proposeRoutes>[4]) =>
  proposeRoutes(read(more), RULES, receivers, 'Online Enticement', holders);
const chosen = (proposal: ReturnType<typeof propose>) =>
  proposal.candidates.filter((one) => one.proposed).map((one) => one.id);

describe('places of a report', () => {
  test('a number says where it was given out, and ten digits alone say nothing', () => {
    expect(placeOfNumber('+1 (617) 555-0134', null)).toEqual({ country: 'US', state: 'MA', areaCode: '617' });
    expect(placeOfNumber('617-555-0134', '+1')?.state).toBe('MA');
    expect(placeOfNumber('617-555-0134', null)).toBeNull();
    expect(placeOfNumber('+1 416 555 0134', null)).toEqual({ country: 'CA', state: null, areaCode: '416' });
    expect(placeOfNumber('0031 970 1020 0003', null)?.country).toBe('NL');
    expect(placeOfNumber('+77012345678', null)?.country).toBe('KZ');
    expect(placeOfNumber('+999 12345678', null)).toBeNull();
  });

  test('states by name, code and ZIP', () => {
    expect([readState('massachusetts'), readState('US-VT'), readState('Noord-Holland')]).toEqual(['MA', 'VT', null]);
    expect([zipPrefix('02108-1234'), zipPrefix('1017 AB'), stateOfZip('021'), stateOfZip('885')]).toEqual([
      '021',
      null,
      'MA',
      'TX',
    ]);
  });

  test('each with its source and that data’s day; what has no place says so', () => {
    const found = read({
      ips: [ip(RIPE), ip('198.51.100.9'), ip('nonsense'), ip(ARIN, { proxy: 'yes', event: 'UPLOAD' })],
      places: [
        place({ countryCode: 'US', country: 'US', postalCode: '02108' }),
        place({ countryCode: 'US', postalCode: '02108', region: 'VT' }),
        place({ region: 'MA' }),
        place({ countryCode: 'PR' }),
        place({ kind: 'coordinates', latitude: 1, longitude: 2 }),
      ],
    });
    const said = found.map((one) => [one.kind, one.country, one.state, one.precision, one.source, one.marks.join()]);
    expect(said).toEqual([
      ['address', 'US', 'MA', 'state', 'zip-prefixes', ''],
      ['address', 'US', null, 'country', 'report', 'sources-differ'],
      ['address', null, null, 'none', 'report', 'no-country'],
      ['address', 'US', 'PR', 'state', 'report', ''],
      ['ip', 'NL', null, 'country', regions.sources.map((one) => one.name).join(', '), ''],
      ['ip', null, null, 'none', 'report', 'special'],
      ['ip', null, null, 'none', 'report', 'unreadable'],
      ['ip', 'US', null, 'country', regions.sources.map((one) => one.name).join(', '), 'proxy'],
    ]);
    expect(found[4]).toMatchObject({
      at: AT,
      snapshot: regions.sources[0]?.snapshot,
      weight: 'ip.login',
      side: 'suspect',
    });
    expect(found[7]?.weight).toBe('ip.upload');
  });

  test('whose it is: the provider’s own people are nowhere, whom a child-luring account wrote to is the child', () => {
    const people = [reported, emptyPerson('reporter'), emptyPerson('recipient'), emptyPerson('victim')];
    const phones = ['person:0', 'person:1', 'person:2', 'person:3', 'incident'].map((of) => phone('+31970102000', of));
    const sides = (type: string) =>
      readPlaces(emptyModel({ people, phones, incident: { ...emptyModel().incident, type } }), () => regions).map(
        (one) => one.side,
      );
    expect(sides('Online Enticement of Children')).toEqual(['suspect', 'victim', 'victim', 'incident']);
    expect(sides('Child Pornography (possession …)')).toEqual(['suspect', 'suspect', 'victim', 'incident']);
  });

  test('a time zone where a field is called one; states that fill a zone alone', () => {
    const facts = [{ name: 'Time Zone', value: 'America/Anchorage' }];
    const [found] = read({ people: [{ ...reported, facts }] });
    expect(found).toMatchObject({ kind: 'time-zone', country: 'US', state: 'AK', source: 'iana-zones' });
  });

  test('a file of one’s own that knows states is read for them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'homeward-mmdb-'));
    try {
      const path = join(folder, 'city.mmdb');
      const data = {
        country: { iso_code: 'US' },
        subdivisions: [{ iso_code: 'CA' }],
        city: { names: { en: 'Fresno' } },
      };
      await writeFile(path, writeMmdb([{ prefix: '199.43.0.0/24', data }]));
      const own = { name: 'own', path, basis: 'own' as const, snapshot: '2026-11-01', licence: 'own' };
      const mine = openRegions([own]);
      const model = emptyModel({ people: [reported], ips: [ip(ARIN)] });
      const [found] = readPlaces(model, () => mine);
      expect(found).toMatchObject({ country: 'US', state: 'CA', city: 'fresno', precision: 'state', source: 'own' });
      const { candidates } = proposeRoutes(found ? [found] : [], RULES, US, '');
      expect(candidates.map((one) => one.id)).toEqual(['ICAC-05']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('who gets a report', () => {
  const boston = place({ countryCode: 'US', region: 'MA', postalCode: '02108', verified: 'yes' });

  test('clear-cut at home goes by itself', () => {
    const proposal = propose({ places: [boston], ips: [ip(ARIN)], phones: [phone('+1 617 555 0134')] });
    expect(chosen(proposal)).toEqual(['ICAC-28']);
    expect(proposal.waits).toEqual([]);
    expect(proposal.candidates[0]).toMatchObject({ confidence: 100, band: 'high', sides: ['suspect'], state: 'MA' });
  });

  test('abroad waits for a person, whatever the rules let go; both countries of two sides are proposed', () => {
    const child = emptyPerson('victim');
    const proposal = propose({
      people: [reported, child],
      ips: [ip(RIPE), ip(RIPE, { event: 'Upload' })],
      places: [{ ...boston, of: 'person:1' }],
    });
    expect(chosen(proposal).sort()).toEqual(['ICAC-28', 'NL']);
    expect(proposal.waits).toContain('abroad');
    expect(proposal.candidates.map((one) => [one.id, one.sides.join()]).sort()).toEqual([
      ['ICAC-28', 'victim'],
      ['NL', 'suspect'],
    ]);
  });

  test('one country alone is a federal matter, and says why; so is nothing, and a territory without a task force', () => {
    const country = propose({ ips: [ip(ARIN)] });
    expect(country.candidates[0]).toMatchObject({ kind: 'federal', notes: ['country-only'] });
    const nothing = propose({});
    expect(nothing.candidates).toMatchObject([
      { kind: 'federal', confidence: 0, notes: ['nothing-resolved'], proposed: true },
    ]);
    expect(propose({ places: [place({ countryCode: 'GU', verified: 'yes' })] }).candidates[0]).toMatchObject({
      kind: 'federal',
      state: 'GU',
      notes: ['no-task-force'],
    });
    expect(propose({ phones: [phone('+850 2 3811000')] }).candidates[0]?.notes).toContain('no-bureau');
  });

  test('a state with several task forces: by ZIP, city or area code; where nothing says, all of them and a person', () => {
    const of = (more: Partial<TipModel['places'][number]>) =>
      propose({ places: [place({ countryCode: 'US', region: 'CA', verified: 'yes', ...more })] });
    expect(chosen(of({ postalCode: '93701' }))).toEqual(['ICAC-05']);
    expect(chosen(of({ city: 'San Diego' }))).toEqual(['ICAC-08']);
    expect(chosen(propose({ phones: [phone('+1 408 555 0134')] }))).toEqual(['ICAC-09']);
    const unknown = of({});
    expect(unknown.candidates.map((one) => `${one.id} ${one.notes}`)).toEqual([
      ...[5, 6, 7, 8, 9].map((n) => `ICAC-0${n} several-in-state`),
      `${SHIPPED.federal.agency} nothing-sure`,
    ]);
    expect(unknown.waits).toEqual(['not-sure']);
  });

  test('two states nearly as likely wait; an old or hidden address weighs less', () => {
    const two = propose({ places: [boston, place({ countryCode: 'US', region: 'VT', verified: 'yes' })] });
    expect(two.waits).toEqual(expect.arrayContaining(['rival']));
    const old = ip(RIPE, { time: { text: '', at: Date.UTC(2019, 1, 1) } });
    const points = (one: TipModel['ips'][number]) => propose({ ips: [one] }).candidates[0]?.reasons[0]?.points ?? 0;
    expect(points(old)).toBeLessThan(points(ip(RIPE)));
    expect(points(ip(RIPE, { proxy: 'yes' }))).toBeLessThan(points(old));
  });

  test('whoever has it is named and not proposed; when all have it, it is done', () => {
    const proposal = propose({ places: [boston] }, US, new Map([['task-force ICAC-28', 'ncmec' as const]]));
    expect(proposal).toMatchObject({ isCovered: true, waits: [], candidates: [{ has: 'ncmec', proposed: false }] });
  });

  test('a bureau elsewhere keeps its own country’s for its national unit', () => {
    const nl: Receivers = { home: 'NL', bureaus: new Set(['US']), taskForces: new Map() };
    expect(chosen(propose({ ips: [ip(RIPE)], phones: [phone('+31 970 1020 0003')] }, nl))).toEqual(['national-unit']);
    expect(chosen(propose({ places: [boston] }, nl))).toEqual(['US']);
  });
});

test('the shipped rules send nothing by themselves, and every task force of a divided state has an area', () => {
  expect(SHIPPED.automatic).toMatchObject({ domestic: false, federal: false, marked: false });
  const states = [...new Set(SHIPPED.areas.map((one) => one.state))].sort();
  expect(states).toEqual(['CA', 'FL', 'IL', 'NY', 'TX', 'VA']);
  for (const state of states) {
    const own = SHIPPED.areas.filter((one) => one.state === state);
    const zips = own.flatMap((one) => one.zips.flatMap((range) => spread(range)));
    expect(new Set(zips).size, `${state}: no ZIP prefix is two task forces’`).toBe(zips.length);
    const phones = own.flatMap((one) => one.phones);
    expect(new Set(phones).size, `${state}: no area code is two task forces’`).toBe(phones.length);
  }
});

function spread(range: string): number[] {
  const [from = 0, to = from] = range.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
