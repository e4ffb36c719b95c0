import type { ConservationSource, Tx } from '../platform/index.ts';

type Sort = 'open' | 'finished' | 'refused';

/** The room's own account of an item: ids of a table by what their state means. */
function source(item: string, table: string, meaning: Readonly<Record<string, Sort>>): ConservationSource {
  return {
    item,
    owed: true,
    async states(tx: Tx) {
      const rows = await tx.query<{ id: string; state: string }>(`SELECT id, state FROM ${table}`);
      const found: Record<Sort, string[]> = { open: [], finished: [], refused: [] };
      for (const { id, state } of rows) found[meaning[state] ?? 'open'].push(id);
      return found;
    },
  };
}

export const conservation: readonly ConservationSource[] = [
  source('request', 'case_request', { accepted: 'finished', declined: 'refused' }),
  source('case', 'case_file', { closed: 'finished', merged: 'finished' }),
  source('case-ask', 'case_ask', { answered: 'finished', refused: 'refused', withdrawn: 'refused' }),
  source('case-mention', 'case_mention', { seen: 'finished', dropped: 'refused' }),
  source('case-duty', 'case_duty', { done: 'finished', dropped: 'refused' }),
  source('case-hand-over', 'case_hand_over', { accepted: 'finished', declined: 'refused', withdrawn: 'refused' }),
  source('case-pair', 'case_pair', {
    linked: 'finished',
    merged: 'finished',
    different: 'refused',
    'no-longer': 'refused',
  }),
  source('case-task', 'case_task', { done: 'finished', 'not-possible': 'refused' }),
];
