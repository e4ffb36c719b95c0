import { notFound, type Tx } from '../../platform/index.ts';
import { type RetestDetail, type RetestList, type RetestResult, type RetestRun, RULE_SET } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { answeredFor } from './retest-notices.ts';
import { type RunRecord, retestQ } from './tables.ts';

const SHOWN = 50;
const RESULTS = 1_000;

const toRun = (run: RunRecord): RetestRun => ({
  id: run.id,
  cause: run.cause,
  rules: run.rules,
  state: run.state,
  total: run.total,
  tested: run.tested,
  failing: run.failing,
  startedAt: run.started_at,
  endedAt: run.ended_at,
});

/** The runs, newest first, and how many notices in force were last tested by an older rule set. */
export async function listRetests(deps: NoticesDeps, tx: Tx): Promise<RetestList> {
  const counts = await answeredFor(tx)
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('tested_by', '=', RULE_SET).as('fresh'),
    ])
    .executeTakeFirstOrThrow();
  const runs = await retestQ(tx)
    .selectFrom('notice_retest_run')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute();
  deps.audit.record(tx, {
    act: 'notice.retests-viewed',
    entity: { kind: 'notice-retest-run', id: 'all' },
    body: { runs: runs.length },
  });
  const inForce = Number(counts.all);
  return { rules: RULE_SET, inForce, outdated: inForce - Number(counts.fresh), runs: runs.map(toRun) };
}

/** One run with the notices that no longer pass, the open ones first. */
export async function viewRetest(deps: NoticesDeps, tx: Tx, id: string): Promise<RetestDetail> {
  const run = await retestQ(tx).selectFrom('notice_retest_run').selectAll().where('id', '=', id).executeTakeFirst();
  if (!run) throw notFound('notice-retest');
  deps.audit.record(tx, {
    act: 'notice.retests-viewed',
    entity: { kind: 'notice-retest-run', id },
    body: { failing: run.failing },
  });
  return { ...toRun(run), results: await resultsOf(tx, id) };
}

async function resultsOf(tx: Tx, runId: string): Promise<RetestResult[]> {
  const rows = await retestQ(tx)
    .selectFrom('notice_retest as r')
    .innerJoin('notice as n', 'n.id', 'r.notice_id')
    .select([
      'r.run_id',
      'r.notice_id',
      'r.n',
      'r.failing',
      'r.newly',
      'r.findings',
      'r.standing',
      'r.reason',
      'r.settled_at',
      'r.at',
      'n.number',
      'n.reference',
      'n.owner',
      'n.colour',
    ])
    .where('r.run_id', '=', runId)
    .orderBy((eb) => eb.case().when('r.standing', '=', 'open').then(0).else(1).end())
    .orderBy('n.number')
    .orderBy('n.id')
    .limit(RESULTS)
    .execute();
  return rows.map((r) => ({
    run: r.run_id,
    notice: r.notice_id,
    number: r.number,
    reference: r.reference,
    owner: r.owner,
    colour: r.colour,
    contentVersion: r.n,
    failing: r.failing,
    newly: r.newly,
    findings: r.findings,
    standing: r.standing,
    reason: r.reason,
    settledAt: r.settled_at,
    at: r.at,
  }));
}
