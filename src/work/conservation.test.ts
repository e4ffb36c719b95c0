import { expect, test } from 'vitest';
import type { ConservationSource } from '../platform/index.ts';
import { createTestLedger } from '../testing/ledger.ts';
import { checkConservation, createWork } from './index.ts';

/** A room with a table of its own: things are received, and finish or are refused. */
async function createThings() {
  const t = await createTestLedger();
  await t.asOwner('CREATE TABLE thing (id text PRIMARY KEY, state text NOT NULL); GRANT ALL ON thing TO homeward_app');
  const work = createWork({ runtime: t.runtime, audit: t.audit });
  t.audit.registerActs(work.parts.acts ?? {});
  const source: ConservationSource = {
    item: 'thing',
    owed: true,
    states: async (tx) => {
      const rows = await tx.query<{ id: string; state: string }>('SELECT id, state FROM thing');
      const of = (state: string) => rows.filter((row) => row.state === state).map((row) => row.id);
      return { open: of('open'), finished: of('finished'), refused: of('refused') };
    },
  };
  const ref = (id: string) => ({ kind: 'thing', id });
  const receive = (id: string) =>
    t.db.tx(t.system, async (tx) => {
      await tx.query("INSERT INTO thing (id, state) VALUES ($1, 'open')", [id]);
      t.audit.record(tx, { act: 'test.received', entity: ref(id) });
      await work.open(tx, { ref: ref(id), task: 'thing.do', owner: { role: 'analyst' }, dueAt: 1, urgency: 'routine' });
    });
  const end = (id: string, state: 'finished' | 'refused') =>
    t.db.tx(t.system, async (tx) => {
      await tx.query('UPDATE thing SET state = $2 WHERE id = $1', [id, state]);
      t.audit.record(tx, { act: `test.${state}`, entity: ref(id) });
      await work.close(tx, { ref: ref(id), outcome: state });
    });
  const check = () => t.db.tx(t.system, (tx) => checkConservation(tx, { audit: t.audit, work, sources: [source] }));
  return { receive, end, check, sql: t.asOwner, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() };
}

test('received = finished + refused + open, when three accounts agree', async () => {
  await using things = await createThings();
  for (const id of ['a', 'b', 'c', 'd']) await things.receive(id);
  await things.end('a', 'finished');
  await things.end('b', 'refused');
  expect(await things.check()).toEqual({
    balanced: true,
    items: [{ item: 'thing', received: 4, finished: 1, refused: 1, open: 2, differences: [] }],
  });
});

test('an item that any one account lost, or tells otherwise, is named; equal counts do not hide it', async () => {
  await using things = await createThings();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await things.receive(id);
  await things.end('e', 'finished');
  // The room loses one and gains another, so every count still balances.
  await things.sql("UPDATE thing SET id = 'x' WHERE id = 'a'");
  // No one owes what is open; a state that the ledger does not know; work left over on something finished.
  await things.sql("UPDATE work_item SET closed_at = 1, closed_by = 'system', outcome = 'lost' WHERE ref_id = 'b'");
  await things.sql("UPDATE thing SET state = 'refused' WHERE id = 'c'");
  await things.sql("UPDATE work_item SET closed_at = NULL, closed_by = NULL, outcome = NULL WHERE ref_id = 'e'");
  const { balanced, items } = await things.check();
  expect(balanced).toBe(false);
  expect(items[0]).toMatchObject({ received: 5, finished: 1, refused: 0, open: 4 });
  expect(items[0]?.differences).toEqual([
    { id: 'a', ledger: 'open', room: null, owed: true },
    { id: 'b', ledger: 'open', room: 'open', owed: false },
    { id: 'c', ledger: 'open', room: 'refused', owed: true },
    { id: 'e', ledger: 'finished', room: 'finished', owed: true },
    { id: 'x', ledger: null, room: 'open', owed: false },
  ]);
});

test('a check beside running work finds no difference that is not there', async () => {
  await using things = await createThings();
  const flow = async (prefix: string): Promise<void> => {
    for (let i = 0; i < 15; i++) {
      await things.receive(`${prefix}${i}`);
      if (i % 2 === 0) await things.end(`${prefix}${i}`, 'finished');
    }
  };
  const done = Promise.all([flow('a'), flow('b')]);
  let running = true;
  void done.then(() => {
    running = false;
  });
  while (running) expect((await things.check()).items[0]?.differences).toEqual([]);
  await done;
  expect((await things.check()).items[0]).toMatchObject({ received: 30, finished: 16, open: 14 });
});
