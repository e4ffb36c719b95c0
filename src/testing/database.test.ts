import { expect, test } from 'vitest';
import { asAdmin } from '../platform/postgres/index.ts';
import { createTestDatabase } from './database.ts';

test('databases of one template start alike and stay apart', async () => {
  let filled = 0;
  const template = {
    key: 'testing',
    fill: async (url: string) => {
      filled += 1;
      await asAdmin(url, (client) => client.query('CREATE TABLE item (id int)'));
    },
  };
  const [a, b] = await Promise.all([createTestDatabase({ template }), createTestDatabase({ template })]);
  await asAdmin(a.url, (client) => client.query('INSERT INTO item VALUES (1)'));
  const inB = await asAdmin(b.url, async (client) => (await client.query('SELECT id FROM item')).rows);
  expect(inB).toEqual([]);
  expect(filled).toBe(1);
  await a.drop();
  await b.drop();
  await expect(asAdmin(a.url, async () => {})).rejects.toThrow(/does not exist/);
});
