import type { z } from 'zod';
import { notFound, type Tx } from '../platform/index.ts';
import type { differenceView, distributionView, HolderState, purgeView } from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { formDifference, isAddendum } from './form-difference.ts';
import { mustFind, saw } from './read-notices.ts';
import { noticeRef } from './refs.ts';
import { type HolderRecord, holdersOf, type NoticeRecord, versionsOf } from './store.ts';

/** The farthest that a holder has come: after the end only its purge counts. */
function stateOf(notice: NoticeRecord, h: HolderRecord): HolderState {
  if (h.expected !== 'copy') return h.expected;
  if (notice.ended_at !== null) return h.purged_at === null ? 'purge-missing' : 'purged';
  if (h.refusal !== null && h.content_version === null) return 'refused';
  if (h.content_version === null || h.content_version < notice.content_version) return 'missing';
  if (h.hit_at !== null) return 'hit';
  if (h.acting_at !== null) return 'acting';
  return h.read_at !== null ? 'read' : 'delivered';
}

/** At the Secretariat and at the owner: where the notice is, bureau by bureau. */
export async function viewDistribution(
  deps: NoticesDeps,
  tx: Tx,
  id: string,
): Promise<z.input<typeof distributionView>> {
  const notice = await mustFind(tx, id);
  if (notice.relation === 'holder') throw notFound('notice');
  const holders = (await holdersOf(tx, id)).map((h) => ({
    bureau: h.bureau,
    state: stateOf(notice, h),
    contentVersion: h.content_version,
    deliveredAt: h.delivered_at,
    readAt: h.read_at,
    actingAt: h.acting_at,
    hitAt: h.hit_at,
    purgedAt: h.purged_at,
    reminders: h.reminders,
    remindedAt: h.reminded_at,
    refusal: h.refusal,
  }));
  const counts: Record<string, number> = {};
  for (const h of holders) counts[h.state] = (counts[h.state] ?? 0) + 1;
  saw(deps, tx, 'notice.viewed', noticeRef(id), { distribution: true });
  return { id, counts, holders };
}

/** Who has confirmed the purge, with their signed word, and who is missing. */
export async function viewPurge(deps: NoticesDeps, tx: Tx, id: string): Promise<z.input<typeof purgeView>> {
  const notice = await mustFind(tx, id);
  if (notice.relation === 'holder') throw notFound('notice');
  const holders = (await holdersOf(tx, id)).filter((h) => h.expected === 'copy');
  saw(deps, tx, 'notice.viewed', noticeRef(id), { purge: true });
  return {
    id,
    ground: notice.ground,
    endedAt: notice.ended_at,
    complete: notice.purge_complete_at !== null,
    confirmed: holders.flatMap((h) =>
      h.purged_at === null
        ? []
        : [
            {
              bureau: h.bureau,
              at: h.purged_at,
              outcome: h.purge_outcome ?? '',
              copies: h.purge_copies ?? {},
              proof: h.purge_proof ?? '',
            },
          ],
    ),
    missing: notice.ended_at === null ? [] : holders.filter((h) => h.purged_at === null).map((h) => h.bureau),
  };
}

/** What version `n` changed of the one that was in force before it. */
export async function viewDifference(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; n: number },
): Promise<z.input<typeof differenceView>> {
  const versions = await versionsOf(tx, input.id);
  const after = versions.find((v) => v.n === input.n);
  // A version that was refused or returned was never in force.
  const before = versions.find((v) => v.n < input.n && (v.state === 'issued' || v.state === 'superseded'));
  if (!after || !before) throw notFound('version');
  const changes = formDifference(before.form, after.form);
  saw(deps, tx, 'notice.viewed', noticeRef(input.id), { difference: input.n });
  return {
    id: input.id,
    n: after.n,
    before: before.n,
    kind: isAddendum(changes) ? 'addendum' : 'amendment',
    reason: after.reason,
    changes,
  };
}
