import { clocksOf } from '../clocks.ts';
import { sideOf } from '../hit-store.ts';
import { foundRef, hitRef, noticeRef } from '../refs.ts';
import { q } from '../store.ts';
import { earliest, type Watch } from './watch.ts';

/**
 * The clock after an arrest, at both bureaus: somebody is held, and must be let go when the papers do not come. Reminders as the
 * day draws near, a supervisor when it has passed.
 */
export const watchPapers: Watch = async (deps, tx) => {
  const { papersRemindBefore } = clocksOf(deps);
  const held = await q(tx)
    .selectFrom('notice_hit')
    .selectAll()
    .where('open', '=', true)
    .where('state', '=', 'arrested')
    .where('papers_due_at', 'is not', null)
    .where('papers_late_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('notice_hit_step')
            .select('notice_hit_step.hit_id')
            .whereRef('notice_hit_step.hit_id', '=', 'notice_hit.id')
            .where('step', '=', 'papers-sent'),
        ),
      ),
    )
    .forUpdate()
    .execute();
  const next: number[] = [];
  for (const hit of held) {
    const due = hit.papers_due_at ?? tx.now;
    const isOwner = sideOf(hit, deps.runtime.bureau) === 'owner';
    const ref = isOwner ? hitRef(hit.id) : foundRef(hit.id);
    const common = {
      ref,
      urgency: 'urgent' as const,
      params: { colour: hit.colour, state: hit.state, other: isOwner ? hit.finder : hit.owner },
      about: [noticeRef(hit.notice_id)],
    };
    if (due <= tx.now) {
      await q(tx)
        .updateTable('notice_hit')
        .set({ papers_late_at: tx.now, version: hit.version + 1 })
        .where('id', '=', hit.id)
        .execute();
      // The owner's supervisor calls the prosecutor; the finder's decides whether the person can be held any longer.
      await deps.work.open(tx, {
        ...common,
        task: isOwner ? 'hit.papers-late' : 'hit.decide-release',
        owner: { role: 'supervisor' },
        dueAt: tx.now,
      });
      deps.audit.record(tx, { act: 'hit.papers-overdue', entity: hitRef(hit.id), about: common.about, body: { due } });
      continue;
    }
    const passed = papersRemindBefore.filter((before) => due - before <= tx.now).length;
    if (passed > hit.papers_reminders) {
      await q(tx).updateTable('notice_hit').set({ papers_reminders: passed }).where('id', '=', hit.id).execute();
      const owed = await deps.work.ofRef(tx, ref);
      if (!owed.some((item) => item.task === 'hit.papers-soon')) {
        await deps.work.open(tx, { ...common, task: 'hit.papers-soon', owner: { role: 'watch-officer' }, dueAt: due });
      }
      deps.audit.record(tx, {
        act: 'hit.papers-reminded',
        entity: hitRef(hit.id),
        about: common.about,
        body: { due, reminder: passed },
      });
    }
    const later = papersRemindBefore.map((before) => due - before).filter((at) => at > tx.now);
    next.push(Math.min(due, ...later));
  }
  return earliest(next);
};
