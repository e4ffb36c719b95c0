import type { Tx } from '../../platform/index.ts';
import { type NoticeForm, type RuleReport, withRulings } from '../contract.ts';
import { dueAt } from '../deadlines.ts';
import { type NoticesDeps, SECRETARIAT } from '../deps.ts';
import { noticeRef, retestRef } from '../refs.ts';
import { checkForm } from '../rules/index.ts';
import { type NoticeRecord, versionAt } from '../store.ts';
import { retestQ, rulingsOf } from './tables.ts';

/**
 * Tests a notice in force as it stands now: its version, the rulings since, the rules of today. One that no longer passes is
 * kept with what it fails, and becomes somebody's work; one that passes again is settled.
 * @returns null when there is no version to test
 */
export async function testAgain(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  runId: string,
): Promise<RuleReport | null> {
  const version = await versionAt(tx, notice.id, notice.content_version);
  if (!version) return null;
  const form: NoticeForm = withRulings(version.form, await rulingsOf(tx, notice.id));
  const report = checkForm(form, { owner: notice.owner, now: tx.now });
  await retestQ(tx).updateTable('notice').set({ tested_by: report.rules }).where('id', '=', notice.id).execute();
  // A finding of the reviewer's own is not undone by asking again: a judged rule counts once it says no.
  const failed = report.findings.filter((f) => f.result === 'fail');
  const failedBefore = new Set(version.report.findings.filter((f) => f.result === 'fail').map((f) => f.id));
  const newly = failed.map((f) => f.id).filter((id) => !failedBefore.has(id));
  const stillPasses = report.passes && newly.length === 0;
  if (stillPasses) {
    await settleRetest(deps, tx, notice.id, 'mended');
    return report;
  }
  // Whoever kept it has answered for this version and these rules already.
  const answered = await retestQ(tx)
    .selectFrom('notice_retest')
    .select(['standing', 'reason', 'failing', 'n', 'settled_by'])
    .where('notice_id', '=', notice.id)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const ids = failed.map((f) => f.id);
  const isKept = answered?.standing === 'kept' && answered.n === version.n && answered.failing.join() === ids.join();
  const wasOpen = await retestQ(tx)
    .updateTable('notice_retest')
    .set({ standing: 'superseded', settled_at: tx.now, settled_by: tx.scope.actor.id })
    .where('notice_id', '=', notice.id)
    .where('standing', '=', 'open')
    .where('run_id', '!=', runId)
    .executeTakeFirst();
  await retestQ(tx)
    .insertInto('notice_retest')
    .values({
      run_id: runId,
      notice_id: notice.id,
      n: version.n,
      failing: ids,
      newly,
      // What the notice says stays with the notice: its evidence is read again when it is looked at.
      findings: JSON.stringify(failed.map((f) => ({ ...f, evidence: [] }))),
      standing: isKept ? 'kept' : 'open',
      settled_by: isKept ? answered.settled_by : null,
      settled_at: isKept ? tx.now : null,
      reason: isKept ? answered.reason : null,
      at: tx.now,
      compartment: notice.compartment,
    })
    .execute();
  deps.audit.record(tx, {
    act: 'notice.retest-failed',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { n: version.n, rules: ids.join(', '), ruleSet: report.rules },
  });
  if (wasOpen.numUpdatedRows === 0n && !isKept) await oweAnswer(deps, tx, notice);
  return report;
}

/** The owner amends, withdraws or keeps it; at the Secretariat a reviewer judges whether it may stay. */
async function oweAnswer(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const isOwner = notice.relation === 'owner';
  await deps.work.open(tx, {
    ref: isOwner ? noticeRef(notice.id) : retestRef(notice.id),
    task: 'notice.answer-retest',
    owner: { role: isOwner ? 'analyst' : 'reviewer' },
    dueAt: dueAt(tx.now, 'notice.answer-retest'),
    urgency: 'urgent',
    params: { colour: notice.colour, owner: notice.owner },
    about: [noticeRef(notice.id), ...deps.cases.timelineRefs(notice.case_id)],
  });
}

/** The notice passes again, has ended, or is kept with a reason: nobody owes an answer any more. */
export async function settleRetest(
  deps: NoticesDeps,
  tx: Tx,
  noticeId: string,
  standing: 'mended' | 'ended' | 'kept',
  reason: string | null = null,
): Promise<boolean> {
  const settled = await retestQ(tx)
    .updateTable('notice_retest')
    .set({ standing, settled_at: tx.now, settled_by: tx.scope.actor.id, reason })
    .where('notice_id', '=', noticeId)
    .where('standing', '=', 'open')
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) return false;
  const ref = deps.runtime.bureau === SECRETARIAT ? retestRef(noticeId) : noticeRef(noticeId);
  await deps.work.close(tx, { ref, task: 'notice.answer-retest', outcome: standing });
  if (standing !== 'ended') {
    deps.audit.record(tx, {
      act: standing === 'kept' ? 'notice.retest-kept' : 'notice.retest-mended',
      entity: noticeRef(noticeId),
      body: reason === null ? {} : { reason },
    });
  }
  return true;
}
