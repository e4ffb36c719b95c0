import { expect, test } from 'vitest';
import { createTestLedger, type TestLedger } from '../testing/ledger.ts';

const thing = (id: string) => ({ kind: 'thing', id });

async function fill(t: TestLedger, count: number): Promise<string> {
  await t.db.tx(t.system, async (tx) => {
    for (let i = 0; i < count; i++) t.audit.record(tx, { act: 'test.done', entity: thing(`${i}`), body: { i } });
  });
  await t.audit.sealNow();
  return t.audit.checkpoint();
}

const codes = (verdict: { problems: { code: string }[] }) => [
  ...new Set(verdict.problems.map((problem) => problem.code)),
];

test('a sealed row altered by the owner of the database shows, and which', async () => {
  await using t = await createTestLedger();
  const old = await fill(t, 10);
  await t.asOwner("UPDATE audit_entry SET actor = 'person:someone-else' WHERE seq = 4");
  const verdict = await t.audit.verify({ checkpoints: [old] });
  expect(verdict.ok).toBe(false);
  expect(verdict.problems).toContainEqual({ code: 'audit.entry-differs', params: { seq: 4 } });
  expect(verdict.problems).toContainEqual({ code: 'audit.checkpoint-differs', params: { checkpoint: 10 } });
});

test('a removed row in the middle shows', async () => {
  await using t = await createTestLedger();
  await fill(t, 10);
  await t.asOwner('DELETE FROM audit_entry WHERE seq = 4');
  const verdict = await t.audit.verify();
  expect(verdict.problems).toContainEqual({ code: 'audit.rows-missing', params: { from: 4, to: 4 } });
});

test('a deleted tail shows, even with the log wound back to match', async () => {
  await using t = await createTestLedger();
  const early = await fill(t, 6);
  const state = await t.db.tx(t.system, (tx) =>
    tx.query<{ root: Uint8Array; checkpoint: string }>('SELECT * FROM merkle_log'),
  );
  const late = await fill(t, 4);
  await t.asOwner('DELETE FROM audit_entry WHERE seq >= 6; DELETE FROM audit_ref WHERE seq >= 6');
  expect((await t.audit.verify()).problems).toContainEqual({ code: 'audit.rows-missing', params: { from: 6, to: 9 } });
  await t.asOwner('UPDATE merkle_log SET size = 6, root = $1, checkpoint = $2', [state[0]?.root, state[0]?.checkpoint]);
  expect((await t.audit.verify({ checkpoints: [early] })).ok).toBe(true);
  expect((await t.audit.verify({ checkpoints: [late] })).problems).toEqual([
    { code: 'audit.shorter-than-checkpoint', params: { checkpoint: 10, size: 6 } },
  ]);
  // The running node refuses to seal onto a log that shrank.
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('x') }));
  await expect(t.audit.sealNow()).rejects.toThrow('shrank from 10 to 6');
});

test('a log rewritten from the start by the node itself shows against a checkpoint kept elsewhere', async () => {
  await using t = await createTestLedger();
  const old = await fill(t, 5);
  await t.asOwner('TRUNCATE merkle_log, merkle_tile, audit_entry, audit_ref, audit_body, audit_key');
  // The forger holds the node's own keys and writes a history that is whole and signed.
  const forger = t.another();
  await forger.db.tx(t.system, async (tx) => {
    for (let i = 0; i < 5; i++) forger.audit.record(tx, { act: 'test.done', entity: thing(`${i}`), body: { i } });
  });
  await forger.audit.sealNow();
  expect((await forger.audit.verify()).ok).toBe(true);
  const verdict = await forger.audit.verify({ checkpoints: [old] });
  expect(verdict.problems).toEqual([{ code: 'audit.checkpoint-differs', params: { checkpoint: 5 } }]);
});

test('an altered tile stops the sealer and shows', async () => {
  await using t = await createTestLedger();
  await fill(t, 5);
  await t.asOwner('UPDATE merkle_tile SET hashes = set_byte(hashes, 3, (get_byte(hashes, 3) + 1) % 256)');
  expect((await t.audit.verify()).problems).toContainEqual({ code: 'audit.entry-differs', params: { seq: 0 } });
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('x') }));
  await expect(t.audit.sealNow()).rejects.toThrow('tiles do not give the root');
});

test('an altered or exchanged body, a removed body and altered references show', async () => {
  await using t = await createTestLedger();
  await t.db.tx(t.system, async (tx) => {
    for (const i of [0, 1, 2, 3]) {
      t.audit.record(tx, { act: 'test.done', entity: thing('same'), about: [thing(`a${i}`)], body: { i } });
    }
  });
  await t.audit.sealNow();
  await t.asOwner(
    `UPDATE audit_body SET sealed = (SELECT b.sealed FROM audit_body b JOIN audit_entry e ON e.id = b.entry WHERE e.seq = 1)
       WHERE entry = (SELECT id FROM audit_entry WHERE seq = 0);
     DELETE FROM audit_body WHERE entry = (SELECT id FROM audit_entry WHERE seq = 2);
     DELETE FROM audit_ref WHERE seq = 3 AND ref = 'thing:a3'`,
  );
  const verdict = await t.audit.verify();
  expect(verdict.problems).toEqual([
    { code: 'audit.body-differs', params: { seq: 0 } },
    { code: 'audit.body-missing', params: { seq: 2 } },
    { code: 'audit.references-differ', params: { seq: 3 } },
  ]);
  await expect(t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('same')))).rejects.toThrow('was altered');
});

test('references given to an act that has no body show, though its leaf does not name them', async () => {
  await using t = await createTestLedger();
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('bare') }));
  await t.audit.sealNow();
  expect((await t.audit.verify()).ok).toBe(true);
  await t.asOwner(
    `UPDATE audit_entry SET about = '{thing:planted}' WHERE seq = 0; INSERT INTO audit_ref VALUES ('thing:planted', 0)`,
  );
  expect((await t.audit.verify()).problems).toEqual([{ code: 'audit.references-differ', params: { seq: 0 } }]);
});

test('a note that is not a checkpoint of this log is told apart', async () => {
  await using t = await createTestLedger();
  await using other = await createTestLedger();
  await fill(t, 2);
  const verdict = await t.audit.verify({ checkpoints: [await fill(other, 2), 'nonsense'] });
  expect(codes(verdict)).toEqual(['audit.checkpoint-invalid']);
  expect(verdict.problems).toHaveLength(2);
});

test('a purge destroys bodies and keys, and the log still verifies against old checkpoints', async () => {
  await using t = await createTestLedger();
  const old = await fill(t, 3);
  await t.db.tx(t.system, async (tx) => {
    t.audit.record(tx, { act: 'test.done', entity: thing('1'), body: { more: true } });
  });
  const removed = await t.db.tx(t.system, (tx) => t.audit.destroyEntity(tx, thing('1')));
  expect(removed).toBe(2);
  await t.audit.sealNow();
  expect(await t.audit.verify({ checkpoints: [old] })).toMatchObject({ ok: true, size: 5 });
  const timeline = await t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('1')));
  expect(timeline.map((entry) => [entry.act, entry.bodyState])).toEqual([
    ['test.done', 'destroyed'],
    ['test.done', 'destroyed'],
    ['audit.bodies-destroyed', 'none'],
  ]);
  const left = await t.db.tx(t.system, (tx) => tx.query("SELECT id FROM audit_key WHERE entity = 'thing:1'"));
  expect(left).toEqual([]);
  expect((await t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('0'))))[0]?.body).toEqual({ i: 0 });
});

test('an act after the purge, in the same transaction or in another process with the old key in memory, keeps its body', async () => {
  await using t = await createTestLedger();
  const other = t.another();
  await other.db.tx(t.system, async (tx) =>
    other.audit.record(tx, { act: 'test.done', entity: thing('1'), body: 'old' }),
  );
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('1'), body: 'old too' }));
  await t.db.tx(t.system, async (tx) => {
    await t.audit.destroyEntity(tx, thing('1'));
    t.audit.record(tx, { act: 'test.finished', entity: thing('1'), body: 'purged' });
  });
  await other.db.tx(t.system, async (tx) =>
    other.audit.record(tx, { act: 'test.done', entity: thing('1'), body: 'after' }),
  );
  await t.audit.sealNow();
  const timeline = await t.db.tx(t.system, (tx) => t.audit.timeline(tx, thing('1')));
  expect(timeline.map((entry) => entry.body)).toEqual([null, null, null, 'purged', 'after']);
  expect((await t.audit.verify()).ok).toBe(true);
});
