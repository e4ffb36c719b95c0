import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import type { FalseMatchView } from './contract.ts';
import type { Deps } from './deps.ts';
import { candidateRef, recordRef } from './refs.ts';
import type { CandidateRecord, FalseMatchRecord } from './tables.ts';

/** The person asked about and the record are two people: shown with every later candidate of the pair. Returns the word's id. */
export async function rememberFalse(deps: Deps, tx: Tx, candidate: CandidateRecord, reason: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO screening_false_match (id, fingerprint, source, record_id, record_version, candidate_id, said_by, reason, said_at,
       compartment, second_compartment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (fingerprint, source, record_id) WHERE undone_at IS NULL
     DO UPDATE SET record_version = excluded.record_version, candidate_id = excluded.candidate_id, said_by = excluded.said_by,
       reason = excluded.reason, said_at = excluded.said_at, version = screening_false_match.version + 1
     RETURNING id`,
    [
      deps.runtime.newId(),
      candidate.fingerprint,
      candidate.source,
      candidate.record_id,
      candidate.record_version,
      candidate.id,
      tx.scope.actor.id,
      reason,
      tx.now,
      candidate.compartment,
      candidate.second_compartment,
    ],
  );
  if (!row) throw new Error('unreachable');
  return row.id;
}

/** Somebody says otherwise now: the pair is not told apart any more. */
export async function withdrawFalse(tx: Tx, candidate: CandidateRecord, reason: string): Promise<void> {
  await tx.query(
    `UPDATE screening_false_match SET undone_by = $4, undone_reason = $5, undone_at = $6, version = version + 1
     WHERE fingerprint = $1 AND source = $2 AND record_id = $3 AND undone_at IS NULL`,
    [candidate.fingerprint, candidate.source, candidate.record_id, tx.scope.actor.id, reason, tx.now],
  );
}

/** It was wrong: the pair is a candidate like any other from now on. Both words stay on the record. */
export async function undoFalseMatch(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<FalseMatchView> {
  const [row] = await tx.query<FalseMatchRecord>('SELECT * FROM screening_false_match WHERE id = $1 FOR UPDATE', [
    input.id,
  ]);
  if (!row) throw notFound('screening-false-match');
  if (row.version !== input.version)
    throw conflict('screening-false-match', { version: input.version }, { version: row.version });
  if (row.undone_at !== null) throw refuse('screening.false-match.undone-already');
  await tx.query(
    `UPDATE screening_false_match SET undone_by = $2, undone_reason = $3, undone_at = $4, version = version + 1 WHERE id = $1`,
    [row.id, tx.scope.actor.id, input.reason, tx.now],
  );
  deps.audit.record(tx, {
    act: 'screening.false-match-undone',
    entity: candidateRef(row.candidate_id),
    about: recordRef(row.source, row.record_id),
    body: {},
  });
  const [view] = await listFalseMatches(tx, { id: row.id, limit: 1 });
  if (!view) throw notFound('screening-false-match');
  return view;
}

export async function listFalseMatches(
  tx: Tx,
  filter: { id?: string; before?: { at: number; id: string }; limit: number },
): Promise<FalseMatchView[]> {
  const rows = await tx.query<FalseMatchRecord & { number: string | null; screening_id: string }>(
    `SELECT f.*, c.number, c.screening_id FROM screening_false_match f JOIN screening_candidate c ON c.id = f.candidate_id
     WHERE ($1::uuid IS NULL OR f.id = $1) AND ($2::bigint IS NULL OR (f.said_at, f.id) < ($2, $3::uuid))
     ORDER BY f.said_at DESC, f.id DESC LIMIT $4`,
    [filter.id ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    recordId: row.record_id,
    candidateId: row.candidate_id,
    screeningId: row.screening_id,
    number: row.number,
    by: row.said_by,
    reason: row.reason,
    at: row.said_at,
    undone:
      row.undone_by !== null && row.undone_at !== null
        ? { by: row.undone_by, reason: row.undone_reason ?? '', at: row.undone_at }
        : null,
    version: row.version,
  }));
}
