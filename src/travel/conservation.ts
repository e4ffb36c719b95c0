import type { ConservationSource, Tx } from '../platform/index.ts';

/** Ids by what their state makes of them; what is named in neither is open. */
function source(
  item: string,
  statement: string,
  ends: { finished: readonly string[]; refused: readonly string[] },
): ConservationSource {
  return {
    item,
    owed: true,
    async states(tx: Tx) {
      const rows = await tx.query<{ id: string; state: string }>(statement);
      const idsIn = (holds: (state: string) => boolean): string[] =>
        rows.filter((row) => holds(row.state)).map((row) => row.id);
      return {
        open: idsIn((state) => !ends.finished.includes(state) && !ends.refused.includes(state)),
        finished: idsIn((state) => ends.finished.includes(state)),
        refused: idsIn((state) => ends.refused.includes(state)),
      };
    },
  };
}

export const conservation: readonly ConservationSource[] = [
  source('travel', "SELECT id, state FROM travel_notification WHERE relation = 'sender'", {
    finished: ['closed', 'cancelled'],
    refused: ['discarded'],
  }),
  source('travel-incoming', "SELECT id, state FROM travel_notification WHERE relation = 'recipient'", {
    finished: ['closed', 'cancelled'],
    refused: [],
  }),
  source('travel-answer', "SELECT id, state FROM travel_answer WHERE state <> 'sent'", {
    finished: ['reported'],
    refused: [],
  }),
  source('removal-batch', 'SELECT id, state FROM removal_batch', {
    finished: ['done', 'undone'],
    refused: ['discarded'],
  }),
  source('travel-complaint', 'SELECT id, state FROM travel_complaint', {
    finished: ['upheld'],
    refused: ['dismissed'],
  }),
];
