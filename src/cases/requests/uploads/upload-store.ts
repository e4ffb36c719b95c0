import type { Tx } from '../../../platform/index.ts';
import type { UploadState } from '../../contract.ts';

export interface UploadRow {
  id: string;
  request_id: string;
  transfer_id: string | null;
  token_hash: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  received: number;
  state: 'open' | 'complete' | 'refused';
  code: string | null;
  by_actor: string;
  created_at: number;
  completed_at: number | null;
  agency: string | null;
  compartment: string;
}

export interface PartRow {
  upload_id: string;
  at_byte: number;
  size: number;
  vault_ref: string;
  vault_key: string;
}

export async function findUpload(tx: Tx, id: string, lock = false): Promise<UploadRow | null> {
  const [row] = await tx.query<UploadRow>(`SELECT * FROM case_upload WHERE id = $1${lock ? ' FOR UPDATE' : ''}`, [id]);
  return row ?? null;
}

export async function partsOf(tx: Tx, uploadId: string): Promise<PartRow[]> {
  return tx.query<PartRow>('SELECT * FROM case_upload_part WHERE upload_id = $1 ORDER BY at_byte', [uploadId]);
}

/** Those of these files that an upload's piece is sealed in. */
export async function knownParts(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ vault_ref: string }>(
    'SELECT vault_ref FROM case_upload_part WHERE vault_ref = ANY($1)',
    [refs],
  );
  return new Set(rows.map((row) => row.vault_ref));
}

export function uploadView(row: UploadRow): UploadState {
  return { id: row.id, offset: row.received, size: row.size, state: row.state, code: row.code };
}
