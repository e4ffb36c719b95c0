import { expect, test } from 'vitest';
import type { Clock } from '../platform/index.ts';
import { createTestLedger, type TestProcess } from '../testing/ledger.ts';
import type { SealedEntry } from './entry.ts';

const thing = (id: string) => ({ kind: 'thing', id });

/** Time that moves when told to. */
function manualClock(): Clock & { advance(ms: number): void } {
  let now = 1_800_000_000_000;
  const timers = new Set<{ at: number; fn: () => void }>();
  return {
    now: () => now,
    after(ms, fn) {
      const timer = { at: now + ms, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    sleep: () => Promise.resolve(),
    advance(ms) {
      now += ms;
      for (const timer of [...timers].filter((one) => one.at <= now)) {
        timers.delete(timer);
        timer.fn();
      }
    },
  };
}

test('concurrent writers and two sealers: numbers are contiguous and a reader that follows them skips nothing', async () => {
  await using t = await createTestLedger();
  const other = t.another();
  const processes: TestProcess[] = [t, other];
  for (const one of processes) one.audit.start();
  const read: SealedEntry[] = [];
  let writing = true;
  // A reader beside them: takes what is sealed after the last number it saw, and never looks back.
  const reader = (async () => {
    const look = async (): Promise<number> => {
      const rows = await t.db.tx(t.system, (tx) =>
        tx.query<{ seq: number; entity: string }>('SELECT seq, entity FROM audit_entry WHERE seq >= $1 ORDER BY seq', [
          read.length,
        ]),
      );
      for (const row of rows) read.push(row as never);
      return rows.length;
    };
    while (writing) await look();
    await look();
  })();
  const write = async (writer: number): Promise<void> => {
    const { db, audit } = processes[writer % 2] ?? t;
    for (let i = 0; i < 25; i++) {
      const failing = i % 5 === 4;
      await db
        .tx(t.system, async (tx) => {
          audit.record(tx, { act: 'test.done', entity: thing(`${writer}-${i}-a`), body: { i } });
          audit.record(tx, { act: 'test.done', entity: thing(`${writer}-${i}-b`) });
          // Holds some commits back behind others that began later.
          tx.beforeCommit('slow', () => new Promise((resolve) => setTimeout(resolve, (writer * 7 + i * 3) % 20)));
          if (failing) throw new Error('rolled back');
        })
        .catch((error: Error) => {
          if (!failing) throw error;
        });
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
  await t.audit.sealNow();
  writing = false;
  await reader;
  expect(read.map((entry) => entry.seq)).toEqual(Array.from({ length: 8 * 20 * 2 }, (_, i) => i));
  expect(new Set(read.map((entry) => String(entry.entity))).size).toBe(320);
  expect(await t.audit.verify()).toMatchObject({ ok: true, size: 320 });
});

test('an idle sealer takes no connection; a commit wakes it once for all that came within its batch', async () => {
  const clock = manualClock();
  await using t = await createTestLedger({ clock, sole: true });
  t.audit.start();
  clock.advance(0);
  await t.audit.sealNow();
  const idle = t.transactions();
  for (let i = 0; i < 100; i++) clock.advance(60_000);
  expect(t.transactions()).toBe(idle);

  const write = () => t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('1') }));
  await write();
  await write();
  expect(t.transactions()).toBe(idle + 2);
  clock.advance(49);
  expect(t.transactions()).toBe(idle + 2);
  const sealed = new Promise<SealedEntry[]>((resolve) => t.audit.onSealed(resolve));
  clock.advance(1);
  expect((await sealed).map((entry) => entry.seq)).toEqual([0, 1]);
  expect(t.transactions()).toBe(idle + 3);
});

test('rows that a dead process left are sealed at start, and by the sweep where processes share a database', async () => {
  const clock = manualClock();
  await using t = await createTestLedger({ clock, sole: false });
  const write = () =>
    t.db.tx(t.system, async (tx) => {
      const dead = t.another();
      // A process that commits and is gone before its sealer looks: it never started one.
      dead.audit.record(tx, { act: 'test.done', entity: thing('1') });
    });
  await write();
  const first = new Promise<SealedEntry[]>((resolve) => t.audit.onSealed(resolve));
  t.audit.start();
  clock.advance(0);
  expect(await first).toHaveLength(1);
  await write();
  const second = new Promise<SealedEntry[]>((resolve) => t.audit.onSealed(resolve));
  clock.advance(30_000);
  clock.advance(0);
  expect((await second).map((entry) => entry.seq)).toEqual([1]);
});

test('rows left unsealed for longer than five seconds are counted', async () => {
  const clock = manualClock();
  await using t = await createTestLedger({ clock });
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('1') }));
  clock.advance(5_001);
  expect((await t.audit.verify()).unsealedOlderThan5s).toBe(1);
  await t.audit.sealNow();
  expect((await t.audit.verify()).unsealedOlderThan5s).toBe(0);
});

test('a reissued checkpoint says the same with a later time, and never an earlier one', async () => {
  const clock = manualClock();
  await using t = await createTestLedger({ clock });
  await t.db.tx(t.system, async (tx) => t.audit.record(tx, { act: 'test.done', entity: thing('1') }));
  await t.audit.sealNow();
  const reissue = () => t.db.tx(t.system, (tx) => t.audit.log.reissue(tx));
  const timeOf = (note: string) => Number(/^time (\d+)$/m.exec(note)?.[1]);
  const at = timeOf(await t.audit.checkpoint());
  clock.advance(20_000);
  expect(timeOf(await reissue())).toBe(at + 20_000);
  clock.advance(-10_000);
  expect(timeOf(await reissue())).toBe(at + 20_000);
  expect((await t.audit.verify({ checkpoints: [await t.audit.checkpoint()] })).ok).toBe(true);
});

test('a follower gets every entry in order, resumes at its cursor, and a failing page is tried again whole', async () => {
  const clock = manualClock();
  await using t = await createTestLedger({ clock });
  const write = async (count: number) => {
    await t.db.tx(t.system, async (tx) => {
      for (let i = 0; i < count; i++) t.audit.record(tx, { act: 'test.done', entity: thing(`${i}`) });
    });
    await t.audit.sealNow();
  };
  await write(3);
  const seen: number[] = [];
  let failures = 1;
  let caughtUp = (): void => undefined;
  const reach = (count: number) =>
    new Promise<void>((resolve) => {
      caughtUp = () => {
        if (seen.length >= count) resolve();
      };
      caughtUp();
    });
  let failed = (): void => undefined;
  const failure = new Promise<void>((resolve) => {
    failed = resolve;
  });
  t.audit.follow('test', async (tx, entries) => {
    if (failures-- > 0) {
      failed();
      throw new Error('not now');
    }
    tx.onCommit(() => {
      seen.push(...entries.map((entry) => entry.seq));
      caughtUp();
    });
  });
  t.audit.start();
  await failure;
  // The retry is a timer that the failed transaction's end sets.
  const retried = reach(3);
  while (seen.length < 3) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(1_000);
  }
  await retried;
  const more = reach(1_203);
  await write(1_200);
  await more;
  expect(seen).toEqual(Array.from({ length: 1_203 }, (_, i) => i));

  const other = t.another();
  const again: number[] = [];
  other.audit.follow('test', async (_tx, entries) => void again.push(...entries.map((entry) => entry.seq)));
  other.audit.start();
  await t.audit.stop();
  await other.db.tx(t.system, async (tx) => other.audit.record(tx, { act: 'test.done', entity: thing('last') }));
  await other.audit.sealNow();
  await other.audit.stop();
  expect(again).toEqual([1_203]);
});
