import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Clock, createJobs, type Database, systemClock, systemScope } from '../index.ts';
import { openTestPlatform } from '../testkit.testkit.ts';

let p: Awaited<ReturnType<typeof openTestPlatform>>;
beforeAll(async () => {
  p = await openTestPlatform();
});
afterAll(async () => {
  await p[Symbol.asyncDispose]();
});

const scope = systemScope('US');
const left = () => p.db.tx(scope, (tx) => tx.query<{ kind: string; attempt: number }>('SELECT kind, attempt FROM job'));

it('runs a job once after its commit, and not at all after a rollback', async () => {
  const jobs = createJobs(p);
  const ran: unknown[] = [];
  const done = Promise.withResolvers<void>();
  jobs.register('once', async (job) => {
    ran.push(job.payload);
    done.resolve();
    return undefined;
  });
  jobs.start();
  await expect(
    p.db.tx(scope, async (tx) => {
      await jobs.enqueue(tx, { kind: 'once', payload: { n: 1 } });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'once', payload: { n: 2 } }));
  await done.promise;
  await jobs.stop();
  expect(ran).toEqual([{ n: 2 }]);
  expect(await left()).toEqual([]);
});

it('tries a failed job again', async () => {
  const jobs = createJobs(p);
  const done = Promise.withResolvers<number>();
  jobs.register('flaky', async (job) => {
    if (job.attempt < 2) throw new Error('not yet');
    done.resolve(job.attempt);
    return undefined;
  });
  jobs.start();
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'flaky', payload: {} }));
  expect(await done.promise).toBe(2);
  await jobs.stop();
});

it('does not swallow a wake-up that comes while the job runs', async () => {
  const jobs = createJobs(p);
  let runs = 0;
  const first = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  jobs.register('drain', async () => {
    runs++;
    if (runs === 1) {
      first.resolve();
      await go.promise;
    } else second.resolve();
    return undefined;
  });
  jobs.start();
  const poke = () => p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'drain', key: 'NL', payload: {} }));
  await poke();
  await first.promise;
  await poke();
  go.resolve();
  await second.promise;
  await jobs.stop();
  expect(runs).toBe(2);
});

it('lets two processes share the work without running a job twice', async () => {
  const seen = new Map<string, number>();
  const all = Promise.withResolvers<void>();
  const workers = [createJobs(p), createJobs(p), createJobs(p)];
  for (const jobs of workers) {
    jobs.register('shared', async (job) => {
      seen.set(job.id, (seen.get(job.id) ?? 0) + 1);
      if (seen.size === 60) all.resolve();
      return undefined;
    });
    jobs.start();
  }
  for (let i = 0; i < 60; i++) {
    await p.db.tx(scope, async (tx) => {
      const jobs = workers[i % 3];
      if (jobs) await jobs.enqueue(tx, { kind: 'shared', payload: {} });
    });
  }
  await all.promise;
  for (const jobs of workers) await jobs.stop();
  expect([...seen.values()].every((n) => n === 1)).toBe(true);
});

it('gives a killed predecessor’s jobs back at once to the sole process of a database', async () => {
  await p.db.tx(scope, (tx) =>
    tx.query(
      "INSERT INTO job (id, kind, payload, run_at, leased_until, lease, created_at) VALUES ($1, 'orphan', '{}', 0, $2, $1, 0)",
      [p.runtime.newId(), p.runtime.clock.now() + 3_600_000],
    ),
  );
  const jobs = createJobs({ ...p, sole: true });
  const done = Promise.withResolvers<void>();
  jobs.register('orphan', async () => {
    done.resolve();
    return undefined;
  });
  jobs.start();
  await done.promise;
  await jobs.stop();
  expect((await left()).filter((j) => j.kind === 'orphan')).toEqual([]);
});

it('rolls back what a job did when another has taken it over meanwhile', async () => {
  const jobs = createJobs(p);
  const tried = Promise.withResolvers<string>();
  jobs.register('overtaken', async (job) => {
    // Its process stood still for longer than its lease, and another took the job.
    await p.db.tx(scope, (tx) => tx.query('UPDATE job SET lease = $2 WHERE id = $1', [job.id, p.runtime.newId()]));
    await p.db
      .tx(scope, async (tx) => {
        await tx.query("INSERT INTO job (id, kind, payload, run_at, created_at) VALUES ($1, 'effect', '{}', 0, 0)", [
          p.runtime.newId(),
        ]);
        await job.done(tx);
      })
      .then(
        () => tried.resolve('committed'),
        (error: Error) => tried.resolve(error.message),
      );
    return undefined;
  });
  jobs.start();
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'overtaken', payload: {} }));
  expect(await tried.promise).toMatch(/lease/);
  await jobs.stop();
  expect((await left()).filter((job) => job.kind === 'effect')).toEqual([]);
});

it('takes nothing before a predecessor’s leases are void, so that none of its own is', async () => {
  const go = Promise.withResolvers<void>();
  const voided = Promise.withResolvers<void>();
  let isFirst = true;
  const db: Database = {
    ...p.db,
    async tx(as, fn) {
      if (!isFirst) return p.db.tx(as, fn);
      isFirst = false;
      await go.promise;
      return p.db.tx(as, fn).finally(voided.resolve);
    },
  };
  const jobs = createJobs({ db, runtime: p.runtime, sole: true });
  let runs = 0;
  const end = Promise.withResolvers<undefined>();
  const looked = Promise.withResolvers<void>();
  jobs.register('early', async () => {
    runs++;
    return end.promise;
  });
  jobs.register('after', async () => {
    looked.resolve();
    return undefined;
  });
  jobs.start();
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'early', payload: {} }));
  // Whatever looks too early has taken it by now.
  for (let i = 0; i < 100 && runs === 0; i++) await systemClock.sleep(10);
  go.resolve();
  await voided.promise;
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'after', payload: {} }));
  await looked.promise;
  expect(runs).toBe(1);
  end.resolve(undefined);
  await jobs.stop();
});

it('wakes for the earliest job, whatever is enqueued for later after it', async () => {
  const jobs = createJobs(p);
  const done = Promise.withResolvers<void>();
  jobs.register('soon', async () => {
    done.resolve();
    return undefined;
  });
  jobs.register('later', async () => undefined);
  jobs.start();
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'soon', payload: {}, runAt: tx.now + 200 }));
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'later', payload: {}, runAt: tx.now + 25_000 }));
  await done.promise;
  await jobs.stop();
}, 10_000);

/** A clock whose long timers (the renewal of a lease) go off by hand. */
function handClock(): { clock: Clock; renewals: (() => void)[] } {
  const renewals: (() => void)[] = [];
  const clock: Clock = {
    ...systemClock,
    after(ms, fn) {
      if (ms < 5_000 || ms > 10_000) return systemClock.after(ms, fn);
      renewals.push(fn);
      return () => {
        const at = renewals.indexOf(fn);
        if (at >= 0) renewals.splice(at, 1);
      };
    },
  };
  return { clock, renewals };
}

it('renews the lease of a long job again after a renewal failed, and no more once the job has ended', async () => {
  const { clock, renewals } = handClock();
  let refuse = false;
  let hold: Promise<void> | null = null;
  const held = Promise.withResolvers<void>();
  const db: Database = {
    ...p.db,
    async tx(as, fn) {
      if (refuse) {
        refuse = false;
        throw new Error('database away');
      }
      if (hold) {
        const until = hold;
        hold = null;
        held.resolve();
        await until;
      }
      return p.db.tx(as, fn);
    },
  };
  const jobs = createJobs({ db, runtime: { ...p.runtime, clock } });
  const running = Promise.withResolvers<void>();
  const end = Promise.withResolvers<undefined>();
  jobs.register('long', async () => {
    running.resolve();
    return end.promise;
  });
  jobs.start();
  await p.db.tx(scope, (tx) => jobs.enqueue(tx, { kind: 'long', payload: {} }));
  await running.promise;
  refuse = true;
  renewals.shift()?.();
  await expect.poll(() => renewals.length).toBe(1);
  const go = Promise.withResolvers<void>();
  hold = go.promise;
  renewals.shift()?.();
  await held.promise;
  end.resolve(undefined);
  await expect.poll(async () => (await left()).filter((job) => job.kind === 'long')).toEqual([]);
  go.resolve();
  await jobs.stop();
  await p.db.tx(scope, (tx) => tx.query('SELECT 1'));
  expect(renewals).toEqual([]);
});
