import { clocksOf } from '../clocks.ts';
import { SECRETARIAT } from '../deps.ts';
import { expireDiffusion } from '../diffusion/recall-diffusion.ts';
import { endNotice } from '../end-notice.ts';
import { noticeRef } from '../refs.ts';
import { lockNotice, q } from '../store.ts';
import { earliest, MOST, type Watch } from './watch.ts';

/**
 * The five years. Six months before their end the owner is warned, with work; a month before, the Secretariat hears that nobody
 * answered; at the end the Secretariat ends the notice (the owner, a diffusion). Nothing lapses unseen.
 */
export const watchEnds: Watch = async (deps, tx) => {
  const isSecretariat = deps.runtime.bureau === SECRETARIAT;
  const clocks = clocksOf(deps);
  const warnBefore = isSecretariat ? clocks.unansweredBefore : clocks.warnBefore;
  const rows = await q(tx)
    .selectFrom('notice')
    .select(['id', 'ends_at', 'review_warned_at', 'channel', 'colour', 'owner', 'case_id', 'number'])
    .where('relation', '=', isSecretariat ? 'secretariat' : 'owner')
    .where('state', 'in', ['issued', 'suspended'])
    .where('ends_at', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('ends_at', '<=', tx.now),
        eb.and([eb('ends_at', '<=', tx.now + warnBefore), eb('review_warned_at', 'is', null)]),
      ]),
    )
    .orderBy('ends_at')
    .limit(MOST)
    .execute();
  for (const row of rows) {
    const notice = await lockNotice(tx, row.id);
    if (!notice || notice.ends_at === null || (notice.state !== 'issued' && notice.state !== 'suspended')) continue;
    if (notice.review_warned_at === null) {
      await q(tx).updateTable('notice').set({ review_warned_at: tx.now }).where('id', '=', notice.id).execute();
      const isOverdue = notice.ends_at <= tx.now;
      if (!isOverdue) {
        await deps.work.open(tx, {
          ref: noticeRef(notice.id),
          task: isSecretariat ? 'notice.expiry-unanswered' : 'notice.five-year-review',
          owner: { role: isSecretariat ? 'reviewer' : 'analyst' },
          dueAt: notice.ends_at,
          urgency: 'routine',
          params: { colour: notice.colour, owner: notice.owner },
          about: notice.case_id ? [{ kind: 'case', id: notice.case_id }] : [],
        });
      }
      deps.audit.record(tx, {
        act: 'notice.end-warned',
        entity: noticeRef(notice.id),
        about: deps.cases.timelineRefs(notice.case_id),
        body: { endsAt: notice.ends_at },
      });
    }
    if (notice.ends_at > tx.now) continue;
    if (isSecretariat && notice.channel === 'notice') {
      await endNotice(deps, tx, notice, { kind: 'expire', ground: 'expired' });
      await deps.work.close(tx, { ref: noticeRef(notice.id), task: 'notice.expiry-unanswered', outcome: 'expired' });
    } else if (!isSecretariat && notice.channel === 'diffusion') {
      await expireDiffusion(deps, tx, notice);
    }
  }
  if (rows.length === MOST) return tx.now;
  const [next] = await tx.query<{ at: number | null }>(
    `SELECT min(CASE WHEN review_warned_at IS NULL THEN ends_at - $2 ELSE ends_at END) AS at FROM notice
     WHERE relation = $1 AND state IN ('issued', 'suspended') AND ends_at > $3
       AND (review_warned_at IS NULL OR channel = $4)`,
    [
      isSecretariat ? 'secretariat' : 'owner',
      warnBefore,
      tx.now,
      // Who ends it by its date looks again then.
      isSecretariat ? 'notice' : 'diffusion',
    ],
  );
  return earliest([next?.at ?? null]);
};
