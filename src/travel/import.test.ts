import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNotices } from '../notices/index.ts';
import { createTestBureaus, type TestBureaus, type TestCaller } from '../testing/bureaus.ts';
import type { ImportResult, TravelDetail } from './contract.ts';
import { createTravel } from './index.ts';

let world: TestBureaus;
let ann: TestCaller;
beforeAll(async () => {
  world = await createTestBureaus(['US'], (common) => {
    const notices = createNotices(common);
    return [notices.parts, createTravel({ ...common, notices }).parts];
  });
  ann = await world.at('US').signIn({ roles: ['analyst'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const HEADER =
  'source_agency,source_reference,jurisdiction,family_name,given_name,sex,birth_date,citizenship,purposes,fbi_number,' +
  'leg1_from_country,leg1_to_country,leg1_departs,leg1_departs_zone,leg1_number,conviction1_offence,late_reason,late_text';
const row = (
  n: number,
  change: { zone?: string; days?: number; late?: string; flight?: string; ref?: string } = {},
): string => {
  const day = new Date(Date.now() + (change.days ?? 60) * 86_400_000).toISOString().slice(0, 10);
  return `USMS,${change.ref ?? `N-${n}`},US-TX,Specimen-${n},Lee,M,197${n}-01-02,US,vacation,FBI${n},US,MX,${day}T09:00,${change.zone ?? 'America/Chicago'},${change.flight ?? 'EX 1'},Offence,${change.late ?? ''},${change.late ? 'Told today' : ''}`;
};
const bring = (rows: string[], preview = false, head = HEADER) =>
  ann.ok<ImportResult>('POST', '/api/travel/import', { fileName: 'n.csv', text: [head, ...rows].join('\n'), preview });

test('a CSV is sent row by row; what is wrong comes back to be mended; the same again changes nothing', async () => {
  const rows = [
    row(1),
    row(2, { zone: 'Texas' }),
    row(3, { days: 3 }),
    row(4, { days: 3, late: 'emergency-travel' }),
    row(1, { ref: 'N-9' }),
  ];
  expect((await bring(rows, true)).counts).toEqual({ sent: 3, refused: 2 });
  const first = await bring(rows);
  expect(first.rows.map((one) => [one.outcome, one.late])).toEqual([
    ['sent', false],
    ['refused', false],
    ['refused', false],
    ['sent', true],
    ['duplicate', false],
  ]);
  expect(first.rows[1]?.problems[0]).toMatchObject({
    code: 'travel.zone-unknown',
    params: { field: 'leg1_departs_zone' },
  });
  expect(first.rows[2]?.problems[0]).toMatchObject({ code: 'travel.late-reason-needed' });
  const [head = '', ...lines] = first.problems.trim().split('\r\n');
  expect(lines).toHaveLength(2);
  const mended = await bring([lines[0]?.replace(',Texas,', ',America/Chicago,') ?? ''], false, head);
  expect(mended.rows).toMatchObject([{ record: 2, outcome: 'sent' }]);
  const again = await bring([row(1), row(4, { days: 3, late: 'emergency-travel' })]);
  expect(again.counts).toEqual({ unchanged: 2 });
  const changed = await bring([row(1, { flight: 'EX 2' })]);
  expect(changed.counts).toEqual({ changed: 1 });
  const detail = await ann.ok<TravelDetail>('GET', `/api/travel/${changed.rows[0]?.id}`);
  expect(detail.versions[0]?.changes).toEqual([{ op: 'replace', pointer: '/legs/0/number', was: 'EX 1', is: 'EX 2' }]);
  expect(detail.stripped).toEqual(['/person/domestic/fbiNumber']);
});
