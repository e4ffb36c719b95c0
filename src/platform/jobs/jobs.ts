import type { Database, Tx } from '../db/database.ts';
import type { Runtime } from '../runtime.ts';
import { systemScope } from '../scope.ts';

export interface Job<P = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly payload: P;
  /** 1 at the first try. */
  readonly attempt: number;
  readonly signal: AbortSignal;
  /**
   * Marks the job done inside the handler's own transaction, so effect and completion commit together.
   * @throws Error when the lease was lost meanwhile: the effect is another's to have, and this transaction must not commit
   */
  done(tx: Tx): Promise<void>;
}

/** Runs at least once. Returns ms to run again after (a recurring or waiting job), or nothing when finished. */
export type JobHandler = (job: Job) => Promise<{ againAfterMs: number } | undefined>;

export interface Jobs {
  /** In the use case's transaction. A `key` makes it one: a second enqueue of the same kind and key only moves it earlier. */
  enqueue(tx: Tx, job: { kind: string; payload: object; key?: string; runAt?: number }): Promise<void>;
  register(kind: string, handler: JobHandler): void;
  start(): void;
  /** Looks for due jobs now; used after commit and by tests. */
  wake(): void;
  /** Stops taking jobs, aborts the running ones and waits for them. */
  stop(): Promise<void>;
}

interface JobTables {
  job: {
    id: string;
    kind: string;
    key: string | null;
    payload: unknown;
    run_at: number;
    attempt: number;
    leased_until: number;
    lease: string | null;
    last_error: string | null;
    wakes: number;
    created_at: number;
  };
}

const LEASE_MS = 20_000;
const SWEEP_MS = 30_000;
const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 15_000, 60_000, 300_000];

/**
 * The node's own small job queue: SKIP LOCKED, the injected clock, woken in process after commit, and a sweep every 30 s.
 * See docs/decisions/0001-frame.md for why not a library.
 */
export function createJobs(options: {
  db: Database;
  runtime: Runtime;
  concurrency?: number;
  /** True when this process alone works the database (a hosted bureau): leases left by a killed predecessor are void at start. */
  sole?: boolean;
}): Jobs {
  const { db, runtime } = options;
  const concurrency = options.concurrency ?? 4;
  const scope = systemScope(runtime.bureau);
  const handlers = new Map<string, JobHandler>();
  const running = new Set<Promise<void>>();
  const abort = new AbortController();
  let timer: { at: number; cancel(): void } | undefined;
  let started = false;
  let looking = false;
  let lookAgain = false;

  async function take(limit: number): Promise<{ due: TakenJob[]; nextAt: number | null }> {
    const kinds = [...handlers.keys()];
    return db.tx(scope, async (tx) => {
      const due = await tx.query<TakenJob>(
        `UPDATE job SET lease = $1, leased_until = $2, attempt = attempt + 1
         WHERE id IN (SELECT id FROM job WHERE run_at <= $3 AND leased_until <= $3 AND kind = ANY($4)
                      ORDER BY run_at, id LIMIT $5 FOR UPDATE SKIP LOCKED)
         RETURNING id, kind, payload, attempt, lease, wakes, run_at`,
        [runtime.newId(), tx.now + LEASE_MS, tx.now, kinds, limit],
      );
      const [next] = await tx.query<{ at: number | null }>(
        'SELECT min(greatest(run_at, leased_until)) AS at FROM job WHERE kind = ANY($1)',
        [kinds],
      );
      // What RETURNING lists has no order: the longest overdue goes first.
      due.sort((a, b) => a.run_at - b.run_at || (a.id < b.id ? -1 : 1));
      return { due, nextAt: next?.at ?? null };
    });
  }

  async function run(taken: TakenJob): Promise<void> {
    const handler = handlers.get(taken.kind);
    if (!handler) return;
    let finished = false;
    let ended = false;
    let stopBeat: (() => void) | undefined;
    const beat = (): void => {
      if (ended) return;
      stopBeat = runtime.clock.after(LEASE_MS / 3, () => {
        db.tx(
          scope,
          (tx) =>
            tx.query('UPDATE job SET leased_until = $1 WHERE id = $2 AND lease = $3', [
              tx.now + LEASE_MS,
              taken.id,
              taken.lease,
            ]),
          // One that failed is tried again: two more fit into the lease.
        ).then(beat, beat);
      });
    };
    beat();
    try {
      const again = await handler({
        id: taken.id,
        kind: taken.kind,
        payload: taken.payload,
        attempt: taken.attempt,
        signal: abort.signal,
        done: async (tx) => {
          if (!(await finish(tx, taken))) throw new Error(`job ${taken.kind}: the lease was lost, another runs it`);
          tx.onCommit(() => {
            finished = true;
          });
        },
      });
      if (!finished) await settle(taken, again ? again.againAfterMs : null, null);
    } catch (error) {
      if (abort.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      runtime.log.warn({ job: taken.kind, attempt: taken.attempt, err: message }, 'job failed; it will be tried again');
      const wait = BACKOFF_MS[Math.min(taken.attempt, BACKOFF_MS.length) - 1] ?? 300_000;
      await settle(taken, wait, message.slice(0, 300)).catch(() => undefined);
    } finally {
      ended = true;
      stopBeat?.();
    }
  }

  /** Deletes a finished job; one that was woken while it ran is due again instead. False when it is no longer ours. */
  async function finish(tx: Tx, taken: TakenJob): Promise<boolean> {
    const gone = await tx.query('DELETE FROM job WHERE id = $1 AND lease = $2 AND wakes = $3 RETURNING id', [
      taken.id,
      taken.lease,
      taken.wakes,
    ]);
    if (gone.length > 0) return true;
    const again = await tx.query(
      'UPDATE job SET lease = NULL, leased_until = 0, attempt = 0, run_at = $3 WHERE id = $1 AND lease = $2 RETURNING id',
      [taken.id, taken.lease, tx.now],
    );
    return again.length > 0;
  }

  /** After the handler: finished, or when it runs again (at once if it was woken meanwhile, unless it failed). */
  function settle(taken: TakenJob, againAfterMs: number | null, error: string | null): Promise<void> {
    return db.tx(scope, async (tx) => {
      if (againAfterMs === null) {
        await finish(tx, taken);
        return;
      }
      await tx.query(
        `UPDATE job SET lease = NULL, leased_until = 0, last_error = $3::text,
           attempt = CASE WHEN $3::text IS NULL THEN 0 ELSE attempt END,
           run_at = CASE WHEN wakes <> $4 AND $3::text IS NULL THEN $5::bigint ELSE $6::bigint END
         WHERE id = $1 AND lease = $2`,
        [taken.id, taken.lease, error, taken.wakes, tx.now, tx.now + againAfterMs],
      );
    });
  }

  async function look(): Promise<void> {
    if (!started || abort.signal.aborted) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    let wait = SWEEP_MS;
    try {
      do {
        lookAgain = false;
        const free = concurrency - running.size;
        if (free <= 0) break;
        const { due, nextAt } = await take(free);
        for (const taken of due) {
          const work = run(taken).finally(() => {
            running.delete(work);
            void look();
          });
          running.add(work);
        }
        if (nextAt !== null) wait = Math.min(SWEEP_MS, Math.max(5, nextAt - runtime.clock.now()));
        if (due.length === free) lookAgain = running.size < concurrency;
      } while (lookAgain);
    } catch (error) {
      runtime.log.warn({ err: (error as Error).message }, 'jobs: looking failed');
      wait = 500;
    } finally {
      looking = false;
    }
    // An earlier wake-up that was planned while we looked stands: its job may have been committed after we had read.
    lookAfter(wait);
  }

  /** Looks again after `ms`, or earlier when that is planned already. */
  function lookAfter(ms: number): void {
    const at = runtime.clock.now() + ms;
    if (!started || abort.signal.aborted || (timer && timer.at <= at)) return;
    timer?.cancel();
    const cancel = runtime.clock.after(ms, () => {
      timer = undefined;
      void look();
    });
    timer = { at, cancel };
  }

  return {
    register(kind, handler) {
      if (handlers.has(kind)) throw new Error(`job kind ${kind} is registered twice`);
      handlers.set(kind, handler);
    },
    async enqueue(tx, job) {
      const runAt = job.runAt ?? tx.now;
      // A wake-up of a job that is running now is counted, so that its end does not swallow it.
      await tx
        .as<JobTables>()
        .insertInto('job')
        .values({
          id: runtime.newId(),
          kind: job.kind,
          key: job.key ?? null,
          payload: JSON.stringify(job.payload),
          run_at: runAt,
          attempt: 0,
          leased_until: 0,
          lease: null,
          last_error: null,
          wakes: 0,
          created_at: tx.now,
        })
        .onConflict((oc) =>
          oc
            .columns(['kind', 'key'])
            .where('key', 'is not', null)
            .doUpdateSet((eb) => ({
              payload: eb.ref('excluded.payload'),
              wakes: eb('job.wakes', '+', 1),
              run_at: eb.fn<number>('least', [eb.ref('job.run_at'), eb.ref('excluded.run_at')]),
            })),
        )
        .execute();
      tx.onCommit(() => {
        if (runAt <= runtime.clock.now() + 5) void look();
        else lookAfter(Math.min(SWEEP_MS, runAt - runtime.clock.now()));
      });
    },
    start() {
      const begin = (): void => {
        started = true;
        void look();
      };
      // Nothing is taken before: its lease would be made void with the predecessor's.
      if (options.sole)
        db.tx(scope, (tx) => tx.query('UPDATE job SET leased_until = 0, lease = NULL WHERE leased_until > 0')).then(
          begin,
          begin,
        );
      else begin();
    },
    wake: () => void look(),
    async stop() {
      abort.abort();
      timer?.cancel();
      await Promise.allSettled(running);
    },
  };
}

interface TakenJob {
  id: string;
  kind: string;
  payload: unknown;
  attempt: number;
  lease: string;
  wakes: number;
  run_at: number;
}
