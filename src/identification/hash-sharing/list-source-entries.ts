import { notFound, type Tx } from '../../platform/index.ts';
import type { EntryFeedback, SourceEntry } from '../contract.ts';
import type { IdentificationDeps } from '../deps.ts';
import { findSource } from './source-store.ts';
import type { Reason } from './wire.ts';

interface EntryRow {
  readonly key: string;
  readonly member_id: string;
  readonly member_name: string;
  readonly entry_id: string;
  readonly kind: 'image' | 'video';
  readonly at: number;
  readonly classification: string | null;
  readonly fingerprints: Record<string, string>;
  readonly large: string[];
  readonly feedback: EntryFeedback[];
}

export interface EntryQuery {
  readonly sourceId: string;
  readonly key?: string;
  /** MD5 or SHA-1, hex. */
  readonly fingerprint?: string;
  readonly after?: string;
  readonly limit: number;
}

/** What a source says of its entries in force, by key after `after`; on the record. @throws AppError `not-found` */
export async function listSourceEntries(deps: IdentificationDeps, tx: Tx, query: EntryQuery): Promise<SourceEntry[]> {
  const source = await findSource(tx, query.sourceId);
  if (!source) throw notFound('hash-source');
  const keys = query.key === undefined ? await keysOf(tx, source.list_id, query.fingerprint) : [query.key];
  const rows = await tx.query<EntryRow>(
    `SELECT key, member_id, member_name, entry_id, kind, at, classification, fingerprints, large, feedback
     FROM ident_source_entry WHERE source_id = $1 AND NOT deleted AND key > $2 AND ($3::text[] IS NULL OR key = ANY($3))
     ORDER BY key LIMIT $4`,
    [source.id, query.after ?? '', keys, query.limit],
  );
  deps.audit.record(tx, {
    act: 'hash-source.entries-listed',
    entity: { kind: 'hash-source', id: source.id },
    body: { count: rows.length },
  });
  return rows.map((row) => ({
    key: row.key,
    member: { id: row.member_id, name: row.member_name },
    entryId: row.entry_id,
    kind: row.kind,
    at: row.at,
    classification: row.classification,
    fingerprints: row.fingerprints,
    large: row.large,
    feedback: row.feedback,
  }));
}

/** Keys of the list's entries with that hash, by the list's own indexes; null when none is asked for. */
async function keysOf(tx: Tx, listId: string, fingerprint: string | undefined): Promise<string[] | null> {
  if (fingerprint === undefined) return null;
  const column = fingerprint.length === 32 ? 'md5' : 'sha1';
  const rows = await tx.query<{ key: string }>(
    `SELECT key FROM ident_hash_entry WHERE list_id = $1 AND ${column} = $2`,
    [listId, Buffer.from(fingerprint, 'hex')],
  );
  return rows.map((row) => row.key);
}

/** @throws AppError `not-found` */
export async function listReasons(tx: Tx, sourceId: string): Promise<readonly Reason[]> {
  const source = await findSource(tx, sourceId);
  if (!source) throw notFound('hash-source');
  return source.about?.reasons ?? [];
}
