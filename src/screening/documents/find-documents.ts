import type { Tx } from '../../platform/index.ts';
import type { DocumentStatus } from '../contract.ts';

export interface ListedDocument {
  readonly id: string;
  readonly number: string;
  readonly country: string;
  readonly type: string | null;
  readonly status: DocumentStatus;
  readonly reported: string | null;
  readonly reference: string | null;
  readonly import_id: string;
  readonly source: string;
  readonly version: number;
}

/** Listed documents of these numbers (`documentKey`); of imports that stand. What several lists say is one row each. */
export async function findDocuments(tx: Tx, keys: readonly string[]): Promise<ListedDocument[]> {
  if (keys.length === 0) return [];
  return tx.query<ListedDocument>(
    `SELECT d.id, d.number, d.country, d.type, d.status, d.reported, d.reference, d.import_id, i.source, d.version
     FROM screening_document d JOIN screening_document_import i ON i.id = d.import_id
     WHERE d.number = ANY($1) AND i.state IN ('running', 'done') ORDER BY d.number, d.at DESC, d.id`,
    [keys],
  );
}
