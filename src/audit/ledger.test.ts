import { expect, test } from 'vitest';
import { consistencyProof, leafHash, openCheckpoint, parseNoteVerifier, verifyConsistency } from '../protocol/index.ts';
import { createTestLedger } from '../testing/ledger.ts';

const thing = (id: string) => ({ kind: 'thing', id });

test('an act shows at once, is sealed with a number, and opens again with its body', async () => {
  await using t = await createTestLedger();
  await t.db.tx(t.system, async (tx) => {
    t.audit.record(tx, {
      act: 'test.done',
      entity: thing('1'),
      about: [thing('2')],
      body: { reason: 'naïve ✓', n: 7 },
    });
    t.audit.record(tx, { act: 'test.received', entity: thing('2') });
  });
  const before = await t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('2')));
  expect(before.map((entry) => [entry.seq, entry.act])).toEqual([
    [null, 'test.done'],
    [null, 'test.received'],
  ]);
  await t.audit.sealNow();
  const after = await t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('2')));
  expect(after).toMatchObject([
    {
      seq: 0,
      act: 'test.done',
      actor: 'system',
      entity: thing('1'),
      about: [thing('2')],
      body: { reason: 'naïve ✓', n: 7 },
      bodyState: 'present',
    },
    { seq: 1, act: 'test.received', body: null, bodyState: 'none' },
  ]);
  const later = await t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('2'), { after: 0 }));
  expect(later.map((entry) => entry.seq)).toEqual([1]);
  const stored = await t.db.tx(t.system, (tx) => tx.query<{ sealed: Uint8Array }>('SELECT sealed FROM audit_body'));
  expect(stored).toHaveLength(1);
  expect(Buffer.from(stored[0]?.sealed ?? []).includes('naïve')).toBe(false);
});

test('a transaction that rolls back leaves no row, body or key', async () => {
  await using t = await createTestLedger();
  const failing = t.db.tx(t.system, async (tx) => {
    t.audit.record(tx, { act: 'test.done', entity: thing('1'), body: { a: 1 } });
    tx.beforeCommit('test', async () => {
      throw new Error('stop here');
    });
  });
  await expect(failing).rejects.toThrow('stop here');
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('1'), body: { a: 2 } }));
  await t.audit.sealNow();
  const timeline = await t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('1')));
  expect(timeline.map((entry) => entry.body)).toEqual([{ a: 2 }]);
  const left = await t.db.tx(t.system, (tx) =>
    tx.query('SELECT (SELECT count(*) FROM audit_key) AS keys, (SELECT count(*) FROM audit_body) AS bodies'),
  );
  expect(left).toEqual([{ keys: 1, bodies: 1 }]);
});

test('acts recorded by a hook that runs after the ledger wrote itself are written too', async () => {
  await using t = await createTestLedger();
  await t.db.tx(t.system, async (tx) => {
    t.audit.record(tx, { act: 'test.done', entity: thing('1') });
    tx.beforeCommit('test', async () => t.audit.record(tx, { act: 'test.done', entity: thing('2') }));
  });
  await t.audit.sealNow();
  expect(await t.audit.verify()).toMatchObject({ ok: true, size: 2 });
});

test('an unknown act, a malformed reference and a body that is not canonical JSON are refused', async () => {
  await using t = await createTestLedger();
  const record = (entry: Parameters<typeof t.audit.record>[1]) =>
    t.db.tx(t.system, async (tx) => t.audit.record(tx, entry));
  await expect(record({ act: 'test.unknown', entity: thing('1') })).rejects.toThrow('no registered catalogue');
  await expect(record({ act: 'test.done', entity: thing('a b') })).rejects.toThrow('not a reference');
  await expect(record({ act: 'test.done', entity: thing('1'), body: 1.5 })).rejects.toThrow('safe integer');
});

test('all acts of a transaction go in one statement', async () => {
  await using t = await createTestLedger();
  await t.db.tx(t.system, async (tx) => {
    for (let i = 0; i < 20; i++) t.audit.record(tx, { act: 'test.done', entity: thing(`${i}`), body: { i } });
  });
  await t.audit.sealNow();
  const order = await t.db.tx(t.system, (tx) =>
    tx.query('SELECT count(DISTINCT id) AS n, max(seq) AS last FROM audit_entry'),
  );
  expect(order).toEqual([{ n: 20, last: 19 }]);
  const entities = await t.db.tx(t.system, (tx) =>
    tx.query<{ entity: string }>('SELECT entity FROM audit_entry ORDER BY seq'),
  );
  expect(entities.map((row) => row.entity)).toEqual(Array.from({ length: 20 }, (_, i) => `thing:${i}`));
});

test('checkpoints grow consistently across tile boundaries and are signed by the log key', async () => {
  await using t = await createTestLedger();
  const verifier = parseNoteVerifier(t.audit.log.verifier);
  const notes = [await t.audit.checkpoint()];
  for (const count of [1, 254, 1, 2, 300]) {
    await t.db.tx(t.system, async (tx) => {
      for (let i = 0; i < count; i++) t.audit.record(tx, { act: 'test.done', entity: thing(`${i}`) });
    });
    await t.audit.sealNow();
    notes.push(await t.audit.checkpoint());
  }
  const opened = notes.map((note) => openCheckpoint(note, [verifier], { origin: 'homeward.example.org/US/ledger' }));
  expect(opened.map((checkpoint) => checkpoint.size)).toEqual([0, 1, 255, 256, 258, 558]);
  const newest = opened.at(-1);
  if (!newest) throw new Error('no checkpoint');
  await t.db.tx(t.system, async (tx) => {
    for (const old of opened) {
      const proof = await consistencyProof(old.size, newest.size, t.audit.log.reader(tx));
      expect(() => verifyConsistency(old.size, old.root, newest.size, newest.root, proof)).not.toThrow();
    }
    const tile = await t.audit.log.tile(tx, 0, 0, 256);
    expect(tile?.length).toBe(256 * leafHash(new Uint8Array()).length);
    expect(await t.audit.log.tile(tx, 0, 2, 47)).toBeNull();
  });
  expect(await t.audit.verify({ checkpoints: notes })).toEqual({
    ok: true,
    size: 558,
    problems: [],
    unsealedOlderThan5s: 0,
  });
});

test('the application role can neither alter nor remove what is sealed', async () => {
  await using t = await createTestLedger();
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('1'), body: { a: 1 } }));
  await t.audit.sealNow();
  for (const sql of [
    "UPDATE audit_entry SET act = 'test.refused'",
    'DELETE FROM audit_entry',
    'DELETE FROM audit_ref',
    "UPDATE audit_body SET sealed = ''",
    'DELETE FROM merkle_log',
    'DELETE FROM merkle_tile',
    'TRUNCATE audit_entry',
  ]) {
    await expect(
      t.db.tx(t.system, (tx) => tx.query(sql)),
      sql,
    ).rejects.toThrow('permission denied');
  }
});

test('flows follow the newest act on each item, sealed or not', async () => {
  await using t = await createTestLedger();
  const act = (name: string, id: string) =>
    t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: `test.${name}`, entity: thing(id) }));
  await act('received', 'a');
  await act('received', 'b');
  await act('received', 'c');
  await act('finished', 'b');
  await t.audit.sealNow();
  await act('refused', 'c');
  await act('finished', 'a');
  await act('received', 'a');
  const flows = await t.db.tx(t.system, (tx) => t.audit.flows(tx, 'thing'));
  expect(flows).toEqual({ open: ['a'], finished: ['b'], refused: ['c'] });
});
