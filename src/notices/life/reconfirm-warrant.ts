import { refuse, type Tx } from '../../platform/index.ts';
import { clocksOf, YEAR_MS } from '../clocks.ts';
import type { NoticesDeps } from '../deps.ts';
import { ownForChange } from '../draft-notice.ts';
import { isOut } from '../life.ts';
import { owe } from '../notice-work.ts';
import { dayOf, noticeRef } from '../refs.ts';
import { changeNotice, q } from '../store.ts';
import { lifeSoon } from './life-soon.ts';
import { earliest, type Watch } from './watch.ts';

/** Once a year the owner asks the court, and puts on record who said that the warrant is live. */
export async function reconfirmWarrant(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; confirmedWith: string; on: string },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  if (notice.colour !== 'red') throw refuse('notice.reconfirm.red-only');
  if (!isOut(notice.state)) throw refuse('notice.wrong-state', { state: notice.state, move: 'reconfirm' });
  if (input.on > dayOf(tx.now)) throw refuse('notice.evidence-in-future', { when: input.on }, '/body/on');
  await changeNotice(tx, notice, { warrant_confirmed_at: tx.now, reconfirm_escalated_at: null });
  for (const task of ['notice.reconfirm-warrant', 'notice.reconfirm-overdue']) {
    await deps.work.close(tx, { ref: noticeRef(notice.id), task, outcome: 'reconfirmed' });
  }
  await owe(deps, tx, notice, 'notice.reconfirm-warrant');
  await lifeSoon(deps, tx, tx.now + YEAR_MS + clocksOf(deps).warrantEscalateAfter);
  deps.audit.record(tx, {
    act: 'notice.warrant-reconfirmed',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { confirmedWith: input.confirmedWith, on: input.on },
  });
}

/** At the owner: a year and a month without the court's word, and a supervisor must see to it. */
export const watchWarrants: Watch = async (deps, tx) => {
  const after = YEAR_MS + clocksOf(deps).warrantEscalateAfter;
  const reds = await q(tx)
    .selectFrom('notice')
    .select(['id', 'colour', 'case_id', 'issued_at', 'warrant_confirmed_at'])
    .where('relation', '=', 'owner')
    .where('colour', '=', 'red')
    .where('state', 'in', ['issued', 'suspended'])
    .where('reconfirm_escalated_at', 'is', null)
    .execute();
  const dueAt = (red: (typeof reds)[number]): number => (red.warrant_confirmed_at ?? red.issued_at ?? tx.now) + after;
  for (const red of reds.filter((one) => dueAt(one) <= tx.now)) {
    await q(tx).updateTable('notice').set({ reconfirm_escalated_at: tx.now }).where('id', '=', red.id).execute();
    await deps.work.open(tx, {
      ref: noticeRef(red.id),
      task: 'notice.reconfirm-overdue',
      owner: { role: 'supervisor' },
      dueAt: tx.now,
      urgency: 'urgent',
      params: { colour: red.colour },
      about: red.case_id ? [{ kind: 'case', id: red.case_id }] : [],
    });
    deps.audit.record(tx, { act: 'notice.reconfirm-escalated', entity: noticeRef(red.id), body: {} });
  }
  return earliest(reds.map(dueAt).filter((at) => at > tx.now));
};
