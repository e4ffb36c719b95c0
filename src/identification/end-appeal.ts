import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import { about, appealView, findAppeal, settleWork } from './ask-appeal.ts';
import { askLyon } from './ask-lyon.ts';
import type { Deps } from './deps.ts';

/** An owner takes its yes back, or the bureau that asked gives the appeal up. What is published must then be taken down. */
export async function withdrawAppeal(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<{ askId: string }> {
  const row = await findAppeal(tx, input.id);
  if (!row) throw notFound('appeal');
  if (row.version !== input.version) throw conflict('appeal', { version: input.version }, appealView(row));
  const may = row.consent === 'yes' || row.requester === deps.runtime.bureau;
  if (!may || !['asked', 'cleared', 'published'].includes(row.state)) throw refuse('appeal.nothing-to-withdraw');
  const ref = { kind: 'appeal', id: row.id };
  deps.audit.record(tx, {
    act: 'appeal.consent-withdrawn',
    entity: ref,
    about: about(deps, row),
    body: { reason: input.reason },
  });
  const payload = { appeal: row.id, reason: input.reason };
  return { askId: await askLyon(deps, tx, { kind: 'appeal-withdrawn', payload, about: ref, urgency: 'urgent' }) };
}

/** Says that what was published is no longer shown. */
export async function takeDownAppeal(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number },
): Promise<{ id: string; version: number }> {
  const row = await findAppeal(tx, input.id);
  if (!row) throw notFound('appeal');
  if (row.requester !== deps.runtime.bureau) throw refuse('appeal.not-yours');
  const isOver = row.state === 'withdrawn' || row.state === 'expired';
  if (!isOver || row.published === null || row.taken_down_at !== null) throw refuse('appeal.nothing-to-take-down');
  const rows = await tx.query(
    'UPDATE ident_appeal SET taken_down_at = $3, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id',
    [row.id, input.version, tx.now],
  );
  if (rows.length === 0) throw conflict('appeal', { version: input.version }, appealView(row));
  await settleWork(deps, tx, row, { ...row, taken_down_at: tx.now });
  const about = { kind: 'appeal', id: row.id };
  await askLyon(deps, tx, { kind: 'appeal-taken-down', payload: { appeal: row.id }, about, caseId: row.case_id });
  return { id: row.id, version: input.version + 1 };
}
