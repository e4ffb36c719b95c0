import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJobs, systemScope } from '../index.ts';
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
