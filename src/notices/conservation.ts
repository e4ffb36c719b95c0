import type { ConservationSource, Tx } from '../platform/index.ts';
import { isEnded } from './life.ts';
import { q } from './store.ts';

/** Our own notices: open until the last holder has confirmed the purge, or until they ended before they were out. */
async function noticeStates(tx: Tx) {
  const rows = await q(tx)
    .selectFrom('notice')
    .select(['id', 'state', 'purge_complete_at'])
    .where('relation', '=', 'owner')
    .execute();
  const finished = (r: (typeof rows)[number]): boolean =>
    r.state === 'discarded' || (isEnded(r.state) && r.purge_complete_at !== null);
  return {
    open: rows.filter((r) => r.state !== 'refused' && !finished(r)).map((r) => r.id),
    finished: rows.filter(finished).map((r) => r.id),
    refused: rows.filter((r) => r.state === 'refused').map((r) => r.id),
  };
}

async function reviewStates(tx: Tx) {
  const rows = await q(tx).selectFrom('notice_review').select(['id', 'state']).execute();
  return {
    open: rows.filter((r) => r.state === 'open').map((r) => r.id),
    finished: rows.filter((r) => r.state === 'issued' || r.state === 'withdrawn').map((r) => r.id),
    refused: rows.filter((r) => r.state === 'returned' || r.state === 'refused').map((r) => r.id),
  };
}

/** Hits on our own notices; those we found on others' notices are their owners' items. */
function hitStates(bureau: string) {
  return async (tx: Tx) => {
    const rows = await q(tx).selectFrom('notice_hit').select(['id', 'open']).where('owner', '=', bureau).execute();
    return {
      open: rows.filter((r) => r.open).map((r) => r.id),
      finished: rows.filter((r) => !r.open).map((r) => r.id),
      refused: [],
    };
  };
}

export function conservationOf(bureau: string): readonly ConservationSource[] {
  return [
    { item: 'notice', states: noticeStates, owed: true },
    { item: 'notice-review', states: reviewStates, owed: true },
    { item: 'hit', states: hitStates(bureau), owed: true },
  ];
}
