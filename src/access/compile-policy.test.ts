import fc from 'fast-check';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '../platform/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { compilePolicy } from './compile-policy.ts';
import type { PolicyRow } from './policy.ts';

let database: TestDatabase;
let client: pg.Pool;
type Item = Record<'agency' | 'author' | 'owner' | 'state', string | null>;
let kysely: Kysely<{ item: Item }>;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Pool({ connectionString: database.url, max: 2 });
  client.on('error', () => {});
  await client.query('CREATE TABLE item (agency text, author text, owner text, state text)');
  kysely = new Kysely({ dialect: new PostgresDialect({ pool: client }) });
});
afterAll(async () => {
  await kysely.destroy();
  await database.drop();
});

const scope = (fields: Partial<Scope>): Scope => ({
  actor: { kind: 'person', id: 'person:a' },
  bureau: 'US',
  agency: null,
  roles: ['analyst'],
  compartments: ['general'],
  ...fields,
});

test('an action without a row is refused to everyone, and by SQL too', () => {
  const policy = compilePolicy([{ action: 'x.do', to: ['analyst'] }]);
  expect(policy.may(scope({}), 'x.do')).toBe(true);
  expect(policy.may(scope({}), 'x.other')).toBe(false);
  expect(policy.mayTry(scope({ actor: { kind: 'system', id: 'system' } }), 'x.do')).toBe(false);
  expect(policy.filter(scope({}), 'x.other', {})).toEqual({ sql: 'false', values: [] });
});

test('a record that does not say who wrote it can be approved by nobody', () => {
  const policy = compilePolicy([{ action: 'x.approve', to: ['supervisor'], when: ['not-author'] }]);
  const supervisor = scope({ roles: ['supervisor'] });
  expect(policy.may(supervisor, 'x.approve', { author: 'person:b' })).toBe(true);
  expect(policy.may(supervisor, 'x.approve', { author: 'person:a' })).toBe(false);
  expect(policy.may(supervisor, 'x.approve', { author: null })).toBe(false);
  expect(policy.may(supervisor, 'x.approve', {})).toBe(false);
});

test('a record in a compartment is for those who hold it, and for the agency that the row admits', () => {
  const policy = compilePolicy([
    { action: 'x.read', to: ['analyst'] },
    { action: 'x.read', to: ['requesting-officer'], when: ['own-agency'] },
  ]);
  const officer = scope({ roles: ['requesting-officer'], agency: 'VA9900000', compartments: [] });
  expect(policy.may(scope({}), 'x.read', { compartment: 'victim-identity' })).toBe(false);
  expect(policy.may(scope({ compartments: ['victim-identity'] }), 'x.read', { compartment: 'victim-identity' })).toBe(
    true,
  );
  expect(policy.may(officer, 'x.read', { compartment: 'general', agency: 'VA9900000' })).toBe(true);
  expect(policy.may(officer, 'x.read', { compartment: 'general', agency: 'NY9900000' })).toBe(false);
});

test('a partner key does only what it was made for', () => {
  const policy = compilePolicy([
    { action: 'x.read', to: ['partner'] },
    { action: 'x.write', to: ['partner'] },
  ]);
  const partner = scope({ actor: { kind: 'partner', id: 'partner:p' }, roles: ['partner', 'may:x.read'] });
  expect(policy.may(partner, 'x.read')).toBe(true);
  expect(policy.may(partner, 'x.write')).toBe(false);
});

const value = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
const arbRow: fc.Arbitrary<PolicyRow> = fc.record({
  action: fc.constant('x.do'),
  to: fc.subarray(['analyst', 'supervisor', 'requesting-officer', 'person', 'anyone'] as const, { minLength: 1 }),
  when: fc.subarray(['own-agency', 'author', 'not-author', 'owner', 'not-owner'] as const),
  at: fc.constantFrom('IPSG', 'national', undefined),
  states: fc.option(fc.subarray(['draft', 'open', 'closed']), { nil: undefined }),
});
const arbScope = fc
  .record({
    roles: fc.subarray(['analyst', 'supervisor', 'requesting-officer', 'locked']),
    bureau: fc.constantFrom('US', 'IPSG'),
    agency: value('VA9900000', 'NY9900000'),
  })
  .map(scope);
const arbItem = fc.record({
  agency: value('VA9900000', 'NY9900000'),
  author: value('person:a', 'person:b'),
  owner: value('person:a', 'person:b'),
  state: value('draft', 'open', 'closed', 'gone'),
});

test('the check and the two SQL forms choose the same records', async () => {
  const columns = { agency: 'item.agency', author: 'author', owner: 'owner', state: 'state' };
  let chosen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbRow, { maxLength: 4 }),
      arbScope,
      fc.array(arbItem, { minLength: 8, maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      async (rows, who, items, first) => {
        const policy = compilePolicy(rows);
        await client.query('TRUNCATE item');
        await kysely.insertInto('item').values(items).execute();
        const key = (item: Item): string => JSON.stringify([item.agency, item.author, item.owner, item.state]);
        const byCheck = items
          .filter((item) => policy.may(who, 'x.do', { ...item, state: item.state ?? undefined }))
          .map(key)
          .sort();
        const { sql, values } = policy.filter(who, 'x.do', columns, first);
        const padding = Array.from({ length: first - 1 }, (_, i) => `$${i + 1}::text IS NOT NULL AND `).join('');
        const byText = await client.query<Item>(`SELECT * FROM item WHERE ${padding}${sql}`, [
          ...Array.from({ length: first - 1 }, () => 'x'),
          ...values,
        ]);
        const byKysely = await kysely
          .selectFrom('item')
          .selectAll()
          .where(policy.where(who, 'x.do', columns))
          .execute();
        expect(byText.rows.map(key).sort()).toEqual(byCheck);
        expect(byKysely.map(key).sort()).toEqual(byCheck);
        chosen += byCheck.length;
      },
    ),
    { numRuns: 150 },
  );
  expect(chosen).toBeGreaterThan(0);
});

test('a condition whose column the query does not name admits no row', () => {
  const policy = compilePolicy([{ action: 'x.do', to: ['analyst'], when: ['author'], states: ['open'] }]);
  expect(policy.filter(scope({}), 'x.do', { state: 'state' }).sql).toBe('(false)');
  expect(policy.filter(scope({}), 'x.do', { author: 'author' }).sql).toBe('(false)');
  expect(() => policy.filter(scope({}), 'x.do', { author: "a' or true --", state: 's' })).toThrow(/not a column/);
});
