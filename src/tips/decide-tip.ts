import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import type { Deps } from './deps.ts';
import { tipSummary } from './read-tip.ts';
import { reopenTips, settleTips } from './settle-tips.ts';
import type { TipRow } from './store.ts';

interface Decision {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

/** A person decides that nothing is done with a report; the reason is on the record. @throws AppError `conflict`, `refused` */
export async function refuseTip(deps: Deps, tx: Tx, input: Decision): Promise<{ version: number }> {
  const tip = await lockForDecision(tx, input);
  if (tip.state !== 'open') throw refuse('tip.not-open', { state: tip.state });
  const { id, reason } = input;
  await settleTips(deps, tx, 'refused', [{ id, outcome: 'tip.refused-by-person', body: { reason } }]);
  return { version: tip.version + 1 };
}

/** A decision is taken back: the report is owed again. @throws AppError `conflict`, `refused` */
export async function reopenTip(deps: Deps, tx: Tx, input: Decision): Promise<{ version: number }> {
  const tip = await lockForDecision(tx, input);
  const { id, reason } = input;
  const reopened = await reopenTips(deps, tx, [{ id, reason }]);
  if (!reopened.has(id)) throw refuse('tip.not-settled', { state: tip.state });
  return { version: tip.version + 1 };
}

async function lockForDecision(tx: Tx, { id, version }: Decision): Promise<TipRow> {
  const [tip] = await tx.query<TipRow>('SELECT * FROM tips_tip WHERE id = $1 FOR UPDATE', [id]);
  if (!tip) throw notFound('tip');
  if (tip.version !== version) throw conflict('tip', version, tipSummary(tip));
  return tip;
}
