import type { Tx } from '../../platform/index.ts';
import type { HandoverView } from '../contract-watch.ts';

const COLUMNS = `id, outgoing, incoming, text, figures, digest, state, written_at AS "writtenAt", offered_at AS "offeredAt",
  signed_at AS "signedAt", withdrawn_at AS "withdrawnAt", version`;

/** Newest first. */
export function selectHandovers(
  tx: Tx,
  { unsigned = false, before = null, limit }: { unsigned?: boolean; before?: string | null; limit: number },
): Promise<HandoverView[]> {
  const [at, id] = before?.split('_') ?? [];
  return tx.query<HandoverView>(
    `SELECT ${COLUMNS} FROM watch_handover
     WHERE (NOT $1::boolean OR state IN ('written', 'offered'))
       AND ($2::bigint IS NULL OR (written_at, id) < ($2::bigint, $3::uuid))
     ORDER BY written_at DESC, id DESC LIMIT $4`,
    [unsigned, at === undefined ? null : Number(at), id ?? null, limit],
  );
}

/** Null when it is not there for this scope. */
export async function lockHandover(tx: Tx, id: string): Promise<HandoverView | null> {
  const [row] = await tx.query<HandoverView>(`SELECT ${COLUMNS} FROM watch_handover WHERE id = $1 FOR UPDATE`, [id]);
  return row ?? null;
}

/** Changes a locked note, as its next version. */
export async function updateHandover(
  tx: Tx,
  id: string,
  set: Partial<Record<'text' | 'incoming' | 'state' | 'digest' | 'figures', string> & Record<Moment, number>>,
): Promise<HandoverView> {
  const columns = Object.keys(set);
  const [row] = await tx.query<HandoverView>(
    `UPDATE watch_handover SET ${columns.map((column, n) => `${column} = $${n + 2}`).join(', ')}, version = version + 1
     WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, ...Object.values(set)],
  );
  if (!row) throw new Error('watch: the locked note is gone');
  return row;
}
type Moment = 'offered_at' | 'signed_at' | 'withdrawn_at';
