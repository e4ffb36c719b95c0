import { type Job, systemScope, type Tx } from '../../platform/index.ts';
import { type RetestRun, RULE_SET } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { lockNotice } from '../store.ts';
import { type RunRecord, retestQ } from './tables.ts';
import { testAgain } from './test-again.ts';

export const RETEST_JOB = 'notices.retest';
/** Notices tested in one transaction. */
const BATCH = 100;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Our own notices in force, and at the Secretariat everybody's: whoever answers for them. */
export const answeredFor = (tx: Tx) =>
  retestQ(tx)
    .selectFrom('notice')
    .where('state', 'in', ['issued', 'suspended'])
    .where('relation', 'in', ['owner', 'secretariat']);

/** Starts a re-test of every notice in force by the rules of today, or finds the one that runs. Returns its id. */
export async function startRetest(deps: NoticesDeps, tx: Tx): Promise<string> {
  const running = await retestQ(tx)
    .selectFrom('notice_retest_run')
    .select('id')
    .where('state', '=', 'running')
    .where('cause', '=', 'rules')
    .executeTakeFirst();
  if (running) return running.id;
  const { total } = await answeredFor(tx)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const id = await insertRun(deps, tx, 'rules', Number(total));
  deps.audit.record(tx, {
    act: 'notice.retest-started',
    entity: { kind: 'notice-retest-run', id },
    body: { rules: RULE_SET, total: Number(total) },
  });
  await deps.jobs.enqueue(tx, { kind: RETEST_JOB, payload: { run: id }, key: id });
  return id;
}

export async function insertRun(
  deps: NoticesDeps,
  tx: Tx,
  cause: RetestRun['cause'],
  total: number,
  state: RetestRun['state'] = 'running',
): Promise<string> {
  const id = deps.runtime.newId();
  await retestQ(tx)
    .insertInto('notice_retest_run')
    .values({
      id,
      cause,
      rules: RULE_SET,
      state,
      cursor: null,
      total,
      tested: 0,
      failing: 0,
      asked_by: tx.scope.actor.id,
      started_at: tx.now,
      ended_at: null,
      compartment: 'general',
    })
    .execute();
  return id;
}

/** Tests the next notices of a run. Who comes second waits, and finds less to do. @returns the run as it now stands */
export async function retestNext(deps: NoticesDeps, tx: Tx, runId: string): Promise<RunRecord | undefined> {
  const run = await retestQ(tx)
    .selectFrom('notice_retest_run')
    .selectAll()
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst();
  if (run?.state !== 'running') return run;
  const ids = await answeredFor(tx)
    .select('id')
    .where('id', '>', run.cursor ?? NOBODY)
    .orderBy('id')
    .limit(BATCH)
    .execute();
  let failing = 0;
  let tested = 0;
  for (const { id } of ids) {
    const notice = await lockNotice(tx, id);
    // It may have ended since.
    if (!notice || (notice.state !== 'issued' && notice.state !== 'suspended')) continue;
    const report = await testAgain(deps, tx, notice, run.id);
    tested += 1;
    if (report && (await isListed(tx, run.id, id))) failing += 1;
  }
  const isLast = ids.length < BATCH;
  const after = await retestQ(tx)
    .updateTable('notice_retest_run')
    .set({
      cursor: ids.at(-1)?.id ?? run.cursor,
      tested: run.tested + tested,
      failing: run.failing + failing,
      ...(isLast ? { state: 'done' as const, ended_at: tx.now } : {}),
    })
    .where('id', '=', run.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (isLast) {
    deps.audit.record(tx, {
      act: 'notice.retest-done',
      entity: { kind: 'notice-retest-run', id: run.id },
      body: { rules: run.rules, tested: after.tested, failing: after.failing },
    });
  }
  return after;
}

async function isListed(tx: Tx, runId: string, noticeId: string): Promise<boolean> {
  const row = await retestQ(tx)
    .selectFrom('notice_retest')
    .select('notice_id')
    .where('run_id', '=', runId)
    .where('notice_id', '=', noticeId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The run as a job: goes on where it was stopped. */
export function retestJob(deps: NoticesDeps) {
  return async (job: Job): Promise<{ againAfterMs: number } | undefined> => {
    const { run } = job.payload as { run: string };
    const more = await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      const after = await retestNext(deps, tx, run);
      if (after?.state === 'running') return true;
      await job.done(tx);
      return false;
    });
    return more ? { againAfterMs: 0 } : undefined;
  };
}

/** The whole run at once, for the command line; `progress` after each batch. Returns the run's id. */
export async function retestNow(deps: NoticesDeps, progress: (run: RunRecord) => void): Promise<string> {
  const scope = systemScope(deps.runtime.bureau);
  const id = await deps.db.tx(scope, (tx) => startRetest(deps, tx));
  for (;;) {
    const run = await deps.db.tx(scope, (tx) => retestNext(deps, tx, id));
    if (!run) return id;
    progress(run);
    if (run.state === 'done') return id;
  }
}
