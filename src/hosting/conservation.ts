import type { ConservationSource, Tx } from '../platform/index.ts';

function source(item: string, statement: string): ConservationSource {
  return {
    item,
    owed: true,
    async states(tx: Tx) {
      const rows = await tx.query<{ id: string; is: 'open' | 'finished' | 'refused' }>(statement);
      const of = (is: string): string[] => rows.filter((row) => row.is === is).map((row) => row.id);
      return { open: of('open'), finished: of('finished'), refused: of('refused') };
    },
  };
}

const REFERRAL = (direction: string): string =>
  `SELECT id, CASE state WHEN 'closed' THEN 'finished' WHEN 'refused' THEN 'refused' ELSE 'open' END AS is
   FROM hosting_referral WHERE direction = '${direction}'`;

export const conservation: readonly ConservationSource[] = [
  source(
    'hosting-list',
    `SELECT id, CASE WHEN state <> 'closed' THEN 'open' WHEN left_for IS NULL THEN 'finished' ELSE 'refused' END AS is
     FROM hosting_list`,
  ),
  source('hosting-referral', REFERRAL('out')),
  source('hosting-incoming', REFERRAL('in')),
];
