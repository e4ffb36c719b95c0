import { conflict, notFound, type Tx } from '../../../platform/index.ts';

export interface TransferRow {
  id: string;
  request_id: string;
  key_hash: string;
  officer: string;
  purpose: string;
  state: 'open' | 'closed' | 'revoked';
  version: number;
  created_by: string;
  created_at: number;
  expires_at: number;
  agency: string | null;
  compartment: string;
}

export async function findTransfer(tx: Tx, id: string): Promise<TransferRow | null> {
  const [row] = await tx.query<TransferRow>('SELECT * FROM case_transfer WHERE id = $1', [id]);
  return row ?? null;
}

export async function lockTransfer(tx: Tx, id: string, version: number): Promise<TransferRow> {
  const [row] = await tx.query<TransferRow>('SELECT * FROM case_transfer WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('transfer');
  if (row.version !== version) throw conflict('transfer', { version }, { version: row.version, state: row.state });
  return row;
}
