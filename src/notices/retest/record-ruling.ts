import { type InboundMessage, refuse, type Tx } from '../../platform/index.ts';
import type { RuleFinding, Ruling } from '../contract.ts';
import { type NoticesDeps, SECRETARIAT } from '../deps.ts';
import { ownForChange } from '../draft-notice.ts';
import { isOut } from '../life.ts';
import { noticeRef, noticeWireId, ownedBy, plain } from '../refs.ts';
import { changeNotice, lockNotice, type NoticeRecord } from '../store.ts';
import type { RulingMessage } from '../wire-retest.ts';
import { insertRun } from './retest-notices.ts';
import { retestQ } from './tables.ts';
import { testAgain } from './test-again.ts';

/**
 * A court has ruled, or the Hague proceedings have moved: the notice about it is tested again at once, here and at the
 * Secretariat. A Red that is barred from now on becomes work at both.
 * @throws AppError `refused`: `notice.ruling.not-parental`, `notice.not-in-force`
 */
export async function recordRuling(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; ruling: Ruling },
): Promise<{ passes: boolean; findings: RuleFinding[] }> {
  const notice = await ownForChange(tx, input.id, input.version);
  const outcome = await takeRuling(deps, tx, notice, input.ruling);
  const body: RulingMessage = { notice: noticeWireId(notice.owner, notice.id), ruling: input.ruling };
  await deps.federation.send(tx, {
    to: [SECRETARIAT],
    kind: 'notice.ruling',
    body: plain(body),
    thread: notice.id,
    urgency: 'urgent',
    entity: noticeRef(notice.id),
  });
  return outcome;
}

/** At the Secretariat: the owner tells of a ruling, and the notice is tested again here too. */
export async function receiveRuling(deps: NoticesDeps, tx: Tx, message: InboundMessage<RulingMessage>): Promise<void> {
  const id = ownedBy(message.from, message.body.notice);
  const notice = await lockNotice(tx, id);
  if (notice?.relation !== 'secretariat') throw refuse('notice.unknown');
  await deps.federation.tag(tx, message.id, noticeRef(id));
  // It may have ended while the message was on its way: then there is nothing left to test.
  if (!isOut(notice.state)) return;
  await takeRuling(deps, tx, notice, message.body.ruling);
}

async function takeRuling(deps: NoticesDeps, tx: Tx, notice: NoticeRecord, ruling: Ruling) {
  if (notice.colour !== 'red' && notice.colour !== 'yellow') throw refuse('notice.ruling.not-parental');
  if (!isOut(notice.state)) throw refuse('notice.not-in-force');
  await retestQ(tx)
    .insertInto('notice_ruling')
    .values({
      id: deps.runtime.newId(),
      notice_id: notice.id,
      ruling: JSON.stringify(ruling),
      recorded_by: tx.scope.actor.id,
      at: tx.now,
      compartment: notice.compartment,
    })
    .execute();
  await changeNotice(tx, notice, {});
  deps.audit.record(tx, {
    act: 'notice.ruling-recorded',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { ...(ruling.hague ? { hague: ruling.hague } : {}), order: ruling.order !== undefined },
  });
  const run = await insertRun(deps, tx, 'ruling', 1, 'done');
  const report = await testAgain(deps, tx, notice, run);
  const open = (report?.findings ?? []).filter((f) => f.result !== 'pass' && f.where.startsWith('/parental'));
  const failing = (report?.findings ?? []).some((f) => f.result === 'fail');
  await retestQ(tx)
    .updateTable('notice_retest_run')
    .set({ tested: 1, failing: failing ? 1 : 0, ended_at: tx.now })
    .where('id', '=', run)
    .execute();
  if (!failing) {
    deps.audit.record(tx, { act: 'notice.retest-passed', entity: noticeRef(notice.id), body: { cause: 'ruling' } });
  }
  return { passes: !failing, findings: open };
}
