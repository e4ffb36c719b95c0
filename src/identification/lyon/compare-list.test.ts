import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../platform/index.ts';
import { createTestBureaus, type TestBureaus, type TestCaller } from '../../testing/bureaus.ts';
import type { AlertView, ImportView, LookupView } from '../contract.ts';
import { createIdentification } from '../create-identification.ts';
import { upsertEntries } from '../hash-lists/store.ts';
import { eventually, ledger } from '../identification.testkit.ts';

let bureaus: TestBureaus;
let ann: TestCaller;
let curator: TestCaller;
/** Lyon's own jobs, to run one by hand. */
let jobs: Readonly<Record<string, (job: Job) => Promise<unknown>>> = {};

beforeAll(async () => {
  bureaus = await createTestBureaus(['NL'], (common) => {
    const { parts } = createIdentification(common);
    if (common.runtime.bureau === 'IPSG') jobs = parts.jobs ?? {};
    return [parts];
  });
  ann = await bureaus.at('NL').signIn({ roles: ['analyst'] });
  curator = await bureaus.at('IPSG').signIn({ roles: ['curator'] });
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** The hash with its first so many bits changed. */
function nearTo(pdq: string, bits: number): string {
  const bytes = Buffer.from(pdq, 'hex');
  for (let n = 0; n < bits; n++) bytes[n >> 3] = (bytes[n >> 3] ?? 0) ^ (1 << (n & 7));
  return bytes.toString('hex');
}

async function ask(hashes: readonly object[]): Promise<string> {
  const { id } = await ann.ok<{ id: string }>('POST', '/api/lookups', { hashes, purpose: 'Identification' });
  await eventually(async () => (await look(id)).state === 'answered');
  return id;
}
const look = (id: string): Promise<LookupView> => ann.ok<LookupView>('GET', `/api/lookups/${id}`);
const alerts = async (): Promise<AlertView[]> =>
  (await ann.ok<{ items: AlertView[] }>('GET', '/api/series-alerts?state=open')).items;

/** A curator at Lyon brings a list in. */
async function importAtLyon(rows: readonly string[], name: string, kind = 'known'): Promise<void> {
  const bytes = Buffer.from(['md5,pdq,quality,series,category,scheme', ...rows].join('\n'));
  const { id } = await curator.ok<ImportView>('POST', '/api/imports?fileName=list.csv', bytes);
  const { version } = await curator.ok<ImportView>('POST', `/api/imports/${id}/preview`, {});
  await curator.ok('POST', `/api/imports/${id}/confirm`, { version, list: { name, kind, source: 'A foundation' } });
  await eventually(async () => (await curator.ok<ImportView>('GET', `/api/imports/${id}`)).state === 'done');
}

const asked = Array.from({ length: 4 }, () => ({ md5: hex(16), pdq: hex(32), quality: 90 }));
const turned = Array.from({ length: 7 }, () => hex(32));
let lookup = '';

it('tells who asked before a list came: exact, near within 31 bits, turned; 32 bits are not near', async () => {
  const [same, near, far, turning] = asked;
  const forms = [turning?.pdq, ...turned];
  lookup = await ask([same, near, far, { ...turning, dihedral: forms }].map((one) => ({ ...one })));
  expect((await look(lookup)).listed).toEqual([]);
  await importAtLyon(
    [
      `${same?.md5},${hex(32)},90,Clover,2,VICS-US`,
      `${hex(16)},${nearTo(near?.pdq ?? '', 31)},90,,,`,
      `${hex(16)},${nearTo(far?.pdq ?? '', 32)},90,,,`,
      // Turned by the fourth of the seven forms.
      `${hex(16)},${nearTo(turned[3] ?? '', 5)},90,,,`,
      // Too little to see.
      `${hex(16)},${near?.pdq},30,,,`,
    ],
    'Known to a foundation',
  );
  const view = await eventually(async () => {
    const found = await look(lookup);
    return found.listed.length >= 3 && found;
  });
  expect(view.listed.map(({ item, kind, distance, orientation }) => [item, kind, distance, orientation])).toEqual([
    [0, 'exact', null, null],
    [1, 'near', 31, 'original'],
    [3, 'turned', 5, 'flipX'],
  ]);
  expect(view.listed[0]).toMatchObject({
    list: { name: 'Known to a foundation', source: 'A foundation' },
    classification: { scheme: 'VICS-US', code: '2' },
    series: 'Clover',
  });
  expect(view.matches).toBe(3);
  const [alert, ...more] = await eventually(async () => {
    const items = await alerts();
    return items.length > 0 && items;
  });
  expect([alert?.kind, alert?.series, alert?.lookupId, more.length]).toEqual(['listed', null, lookup, 0]);
  expect(await bureaus.at('NL').owed()).toContain('identification.listed');
  await ann.ok('POST', `/api/series-alerts/${alert?.id}/close`, { version: alert?.version, note: 'Asked Lyon' });
  expect(await bureaus.at('NL').owed()).not.toContain('identification.listed');
  expect((await ledger(bureaus.at('IPSG'), 'icse.listed-told')).length).toBeGreaterThan(0);
  expect((await bureaus.at('NL').conservation()).balanced).toBe(true);
});

it('tells a later question too, and nothing of harmless files', async () => {
  const [same, near] = asked;
  await importAtLyon([`${near?.md5},${near?.pdq},90,,,`], 'Harmless', 'benign');
  const id = await ask([{ md5: same?.md5 }]);
  bureaus.pass(31_000);
  const view = await eventually(async () => {
    const found = await look(id);
    return found.listed.length > 0 && found;
  });
  expect(view.listed.map(({ item, kind, list }) => [item, kind, list.name])).toEqual([
    [0, 'exact', 'Known to a foundation'],
  ]);
  expect((await look(lookup)).listed).toHaveLength(3);
});

it('goes on where it was stopped, and tells each pair once', async () => {
  const lyon = bureaus.at('IPSG');
  const target = hex(32);
  const batch = crypto.randomUUID();
  const questions = 2_300;
  // The question that matches is the last of three pages.
  await lyon.tx(async (tx) => {
    await tx.query("INSERT INTO icse_lookup (id, bureau, purpose, at) VALUES ($1, 'NL', 'Many', $2)", [batch, tx.now]);
    await tx.query(
      `INSERT INTO icse_lookup_item (lookup_id, item, pdq, quality)
       SELECT $1, n, CASE WHEN n = $2 THEN $3 ELSE md5(n::text) || md5('x' || n) END, 90 FROM generate_series(1, $2) n`,
      [batch, questions, target],
    );
  });
  const list = crypto.randomUUID();
  await lyon.tx(async (tx) => {
    await tx.query(
      `INSERT INTO ident_hash_list (id, name, kind, created_by, created_at, updated_at) VALUES ($1, 'Later', 'known', 'system', $2, $2)`,
      [list, tx.now],
    );
    await upsertEntries(tx, list, [{ key: `pdq:${target}`, pdq: nearTo(target, 3), quality: 80 }]);
  });
  const compare = jobs['icse.compare-list'];
  let steps = 0;
  const run = (stopAt: number): Promise<unknown> | undefined => {
    steps = 0;
    const signal = {
      throwIfAborted(): void {
        if (++steps > stopAt) throw new Error('killed');
      },
    };
    const job = { id: '', kind: '', attempt: 1, payload: { listId: list }, signal, done: async () => undefined };
    return compare?.(job as unknown as Job);
  };
  await expect(run(1)).rejects.toThrow('killed');
  const where = () =>
    lyon.tx((tx) =>
      tx.query<{ question: number; batch_id: number | null }>('SELECT * FROM icse_list_compared WHERE list_id = $1', [
        list,
      ]),
    );
  const [stopped] = await where();
  expect(stopped?.question).toBeGreaterThan(0);
  await run(99);
  // What was past is not read again.
  expect(steps).toBeLessThan(2);
  expect((await where())[0]?.batch_id).toBeNull();
  await run(99);
  const found = await lyon.tx((tx) => tx.query('SELECT item, distance FROM icse_listed WHERE lookup_id = $1', [batch]));
  expect(found).toEqual([{ item: questions, distance: 3 }]);
});
