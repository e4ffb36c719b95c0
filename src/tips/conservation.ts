import type { ConservationSource } from '../platform/index.ts';

function source(item: string, statement: string): ConservationSource {
  return {
    item,
    owed: true,
    async states(tx) {
      const rows = await tx.query<{ id: string; stands: 'open' | 'finished' | 'refused' }>(statement);
      const of = (stands: string): string[] => rows.filter((row) => row.stands === stands).map((row) => row.id);
      return { open: of('open'), finished: of('finished'), refused: of('refused') };
    },
  };
}

/** This room's own account: every report received is routed, merged, refused with a reason, or open and owed. */
export const conservation: readonly ConservationSource[] = [
  source(
    'tip',
    `SELECT id, CASE WHEN state IN ('filling', 'open') THEN 'open' WHEN state IN ('routed', 'merged') THEN 'finished'
       ELSE 'refused' END AS stands FROM tips_tip`,
  ),
  ...(['out', 'in'] as const).map((direction) =>
    source(
      direction === 'out' ? 'tip-referral' : 'tip-incoming',
      `SELECT id, CASE WHEN state IN ('sent', 'opened', 'useful') THEN 'open' WHEN state = 'closed' THEN 'finished' ELSE 'refused' END AS stands
       FROM tips_referral WHERE direction = '${direction}'`,
    ),
  ),
  source('tip-import', "SELECT id, CASE state WHEN 'done' THEN 'finished' ELSE 'open' END AS stands FROM tips_import"),
];
