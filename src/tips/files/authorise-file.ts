import { notFound, refuse, type Tx } from '../../platform/index.ts';
import type { AuthorityView, RecordAuthority } from '../contract.ts';
import { type Deps, tipRef } from '../deps.ts';
import { findTip } from '../store.ts';
import { owedFiles } from './file-jobs.ts';

/**
 * Records the legal authority to open files of a report: its kind, the circuit whose law it is under, and its reference. Files it
 * is for are then decoded and looked up by what they show.
 */
export async function recordAuthority(
  deps: Deps,
  tx: Tx,
  input: RecordAuthority & { tipId: string },
): Promise<{ id: string }> {
  const tip = await findTip(tx, input.tipId);
  if (!tip || tip.completed_at === null) throw notFound('tip');
  if (input.fileId !== null) {
    const rows = await tx.query('SELECT FROM tips_file WHERE id = $1 AND tip_id = $2', [input.fileId, tip.id]);
    if (rows.length === 0) throw notFound('tip-file');
  }
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO tips_authority (id, tip_id, file_id, kind, circuit, reference, note, recorded_by, at, compartment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      tip.id,
      input.fileId,
      input.kind,
      input.circuit,
      input.reference,
      input.note ?? null,
      tx.scope.actor.id,
      tx.now,
      tip.compartment,
    ],
  );
  deps.audit.record(tx, {
    act: 'tip.authority-recorded',
    entity: tipRef(tip.id),
    body: { authority: id, file: input.fileId, kind: input.kind, circuit: input.circuit, reference: input.reference },
  });
  await owedFiles(deps, tx);
  return { id };
}

/** Takes an authority back: what was opened under it stays on the record, and nothing more is opened. */
export async function withdrawAuthority(
  deps: Pick<Deps, 'audit'>,
  tx: Tx,
  input: { tipId: string; id: string; reason: string },
): Promise<void> {
  const rows = await tx.query<{ tip_id: string }>(
    `UPDATE tips_authority SET withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5
     WHERE id = $1 AND tip_id = $2 AND withdrawn_at IS NULL RETURNING tip_id`,
    [input.id, input.tipId, tx.now, tx.scope.actor.id, input.reason],
  );
  if (rows.length === 0) throw refuse('tip.authority-over');
  deps.audit.record(tx, {
    act: 'tip.authority-withdrawn',
    entity: tipRef(input.tipId),
    body: { authority: input.id, reason: input.reason },
  });
}

export function listAuthorities(tx: Tx, tipId: string): Promise<AuthorityView[]> {
  return tx.query<AuthorityView & Record<string, unknown>>(
    `SELECT id, file_id AS "fileId", kind, circuit, reference, note, recorded_by AS "recordedBy", at,
       withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy", withdrawn_reason AS "withdrawnReason"
     FROM tips_authority WHERE tip_id = $1 ORDER BY at, id`,
    [tipId],
  );
}
