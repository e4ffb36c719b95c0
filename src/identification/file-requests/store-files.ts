import { notFound, type Tx } from '../../platform/index.ts';
import type { FileRequestView } from '../contract.ts';

export interface FileRow {
  readonly id: string;
  readonly direction: FileRequestView['direction'];
  readonly bureau: string;
  readonly lyon_media: string;
  readonly media_id: string | null;
  readonly purpose: string;
  readonly urgency: FileRequestView['urgency'];
  readonly state: FileRequestView['state'];
  readonly reason: string | null;
  readonly code: string | null;
  readonly terms: FileRequestView['handling'];
  readonly sha256: string | null;
  readonly size: number | null;
  readonly case_id: string | null;
  readonly message_id: string | null;
  readonly asked_by: string;
  readonly at: number;
  readonly due_at: number;
  readonly decided_at: number | null;
  readonly fetch_until: number | null;
  readonly moved_at: number | null;
  readonly version: number;
}

/** What conservation counts it as: what this bureau waits for, or what it owes an answer. */
export function itemOf(row: Pick<FileRow, 'id' | 'direction'>): { kind: 'file-request' | 'file-owed'; id: string } {
  return { kind: row.direction === 'asked' ? 'file-request' : 'file-owed', id: row.id };
}

export async function findFile(tx: Tx, id: string, lock = false): Promise<FileRow | null> {
  const [row] = await tx.query<FileRow>(`SELECT * FROM ident_file_request WHERE id = $1${lock ? ' FOR UPDATE' : ''}`, [
    id,
  ]);
  return row ?? null;
}

/** @throws AppError `not-found` */
export async function lockFile(tx: Tx, id: string, direction: FileRow['direction']): Promise<FileRow> {
  const row = await findFile(tx, id, true);
  if (row?.direction !== direction) throw notFound('file-request');
  return row;
}

export function listFiles(
  tx: Tx,
  filter: { direction?: string; state?: string; before?: { at: number; id: string }; limit: number },
): Promise<FileRow[]> {
  return tx.query<FileRow>(
    `SELECT * FROM ident_file_request WHERE ($1::text IS NULL OR direction = $1) AND ($2::text IS NULL OR state = $2)
       AND ($3::bigint IS NULL OR (at, id) < ($3, $4::uuid)) ORDER BY at DESC, id DESC LIMIT $5`,
    [
      filter.direction ?? null,
      filter.state ?? null,
      filter.before?.at ?? null,
      filter.before?.id ?? null,
      filter.limit,
    ],
  );
}

export function fileView(row: FileRow): FileRequestView {
  return {
    id: row.id,
    direction: row.direction,
    bureau: row.bureau,
    lyonMediaId: row.lyon_media,
    mediaId: row.media_id,
    purpose: row.purpose,
    urgency: row.urgency,
    state: row.state,
    reason: row.reason,
    code: row.code,
    handling: row.terms,
    sha256: row.sha256,
    caseId: row.case_id,
    askedBy: row.asked_by,
    at: row.at,
    dueAt: row.due_at,
    decidedAt: row.decided_at,
    fetchUntil: row.fetch_until,
    movedAt: row.moved_at,
    version: row.version,
  };
}
