import { refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { JointRow, TipGroup } from '../contract-dedupe.ts';
import type { Deps } from '../deps.ts';
import { mergeTips, unmergeTip } from './merge-tips.ts';
import { listGroups, listJoints } from './read-groups.ts';

/** For the command line: reports are named by number or id. */
export interface DedupeCommands {
  groups(limit: number): Promise<{ groups: TipGroup[]; proposed: JointRow[] }>;
  merge(input: { into: string; tips: readonly string[]; reason: string }): Promise<{ merged: number }>;
  unmerge(input: { tip: string; reason: string }): Promise<void>;
}

export function dedupeCommands(deps: Deps): DedupeCommands {
  const inTx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => deps.db.tx(systemScope(deps.runtime.bureau), fn);
  return {
    groups: (limit) =>
      inTx(async (tx) => ({
        groups: (await listGroups(deps, tx, { limit })).items,
        proposed: (await listJoints(deps, tx, { standing: 'proposed', limit })).items,
      })),
    merge: ({ into, tips, reason }) =>
      inTx(async (tx) => {
        const lead = await named(tx, into);
        const others = [];
        for (const tip of tips) others.push(await named(tx, tip));
        return { merged: await mergeTips(deps, tx, { into: lead.id, tips: others, reason }) };
      }),
    unmerge: ({ tip, reason }) =>
      inTx(async (tx) => {
        await unmergeTip(deps, tx, { ...(await named(tx, tip)), reason });
      }),
  };
}

/** A report number is a provider's own: two may bear it, and then the id must be given. */
async function named(tx: Tx, given: string): Promise<{ id: string; version: number }> {
  const rows = await tx.query<{ id: string; version: number }>(
    `SELECT id, version FROM tips_tip WHERE ${/^\d{1,15}$/.test(given) ? 'report_number = $1::bigint' : 'id::text = $1'} LIMIT 2`,
    [given],
  );
  const [row] = rows;
  if (!row || rows.length > 1) throw refuse('tip.merge.which', { given, found: rows.length });
  return row;
}
