import type * as z from 'zod';
import { invalid, notFound, type Tx } from '../../platform/index.ts';
import type { markSent, Target } from '../contract-routing.ts';
import { tipRef } from '../deps.ts';
import { LE_SOURCE } from '../le/receive-json.ts';
import type { RoutingDeps } from './open-routing.ts';
import { routeAgain } from './route-tips.ts';

/**
 * Somebody has the report already, by NCMEC's or the provider's hand: it is marked, and not sent there again. Where everyone
 * proposed has it and the rules allow, the report is done.
 */
export async function markSentElsewhere(
  deps: RoutingDeps,
  tx: Tx,
  tipId: string,
  input: z.output<typeof markSent>,
): Promise<void> {
  if (input.at > tx.now) throw invalid('/body/at', 'tip.mark-in-future');
  const made = await tx.query(
    `INSERT INTO tips_elsewhere (tip_id, kind, party, by_whom, at, note, marked_by, marked_at)
     SELECT id, $2, $3, $4, $5, $6, $7, $8 FROM tips_tip WHERE id = $1 ON CONFLICT DO NOTHING RETURNING tip_id`,
    [tipId, input.kind, input.id, input.by, input.at, input.note, tx.scope.actor.id, tx.now],
  );
  if (made.length === 0) {
    const known = await tx.query('SELECT FROM tips_tip WHERE id = $1', [tipId]);
    if (known.length === 0) throw notFound('tip');
    return;
  }
  deps.audit.record(tx, {
    act: 'tip.marked-sent',
    entity: tipRef(tipId),
    body: { to: input.id, by: input.by, at: input.at, note: input.note },
  });
  await routeAgain(deps, tx, [tipId]);
}

/** NCMEC says by a report's number to whom it gave it. @throws AppError `not-found`: no report here has its number */
export async function markByNumber(
  deps: RoutingDeps,
  tx: Tx,
  input: Target & { reportNumber: number; at: number },
): Promise<{ tipId: string }> {
  const [tip] = await tx.query<{ id: string }>('SELECT id FROM tips_tip WHERE source = $1 AND report_number = $2', [
    LE_SOURCE,
    input.reportNumber,
  ]);
  if (!tip) throw notFound('tip');
  const { kind, id, at } = input;
  await markSentElsewhere(deps, tx, tip.id, { kind, id, by: 'ncmec', at, note: 'NCMEC' });
  return { tipId: tip.id };
}
