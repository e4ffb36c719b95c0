import { Buffer } from 'node:buffer';
import { invalid, type Tx } from '../../platform/index.ts';
import type { HashEntryView, HashListView, ListedMedia } from '../contract.ts';
import { readPhotoDna } from '../formats/values.ts';
import { ENTRY_COLUMNS, type EntryRow, storedEntry } from './entry-columns.ts';
import type { HashListRow } from './list-store.ts';

/** The columns a hash of so many bytes may be in. */
const COLUMNS: Readonly<Record<number, readonly string[]>> = { 16: ['md5'], 20: ['sha1'], 32: ['sha256', 'pdq'] };
const MOST = 200;

/**
 * Entries of all lists with this hash, exactly; in force first, then tombstones.
 * @throws AppError `invalid` `hash.unknown-kind`
 */
export async function searchEntries(tx: Tx, hash: string): Promise<HashEntryView[]> {
  const photodna = readPhotoDna(hash);
  const bytes = photodna
    ? Buffer.from(photodna, 'base64')
    : /^[0-9a-f]*$/i.test(hash)
      ? Buffer.from(hash, 'hex')
      : null;
  const columns = photodna ? ['photodna'] : (COLUMNS[bytes?.length ?? 0] ?? []);
  if (bytes === null || columns.length === 0) throw invalid('/query/hash', 'hash.unknown-kind');
  const cells = ENTRY_COLUMNS.split(', ').map((name) => `e.${name}`);
  const rows = await tx.query<EntryRow & { list_name: string; list_kind: HashListRow['kind'] }>(
    `SELECT ${cells.join(', ')}, l.name AS list_name, l.kind AS list_kind FROM ident_hash_entry e
     JOIN ident_hash_list l ON l.id = e.list_id WHERE ${columns.map((name) => `e.${name} = $1`).join(' OR ')}
     ORDER BY (e.state <> 'active'), l.name, e.id LIMIT ${MOST}`,
    [bytes],
  );
  return rows.map((row) => {
    const entry = storedEntry(row);
    return {
      id: entry.id,
      listId: entry.listId,
      listName: row.list_name,
      listKind: row.list_kind,
      md5: entry.md5 ?? null,
      sha1: entry.sha1 ?? null,
      sha256: entry.sha256 ?? null,
      pdq: entry.pdq ?? null,
      quality: entry.quality ?? null,
      photodna: entry.photodna !== undefined,
      classification: entry.classification ?? null,
      series: entry.series ?? null,
      flags: entry.flags ?? {},
      state: entry.state,
      updatedAt: entry.updatedAt,
    };
  });
}

/** What lists in force call a picture held here; the nearest first. */
export async function listsOfMedia(tx: Tx, mediaId: string): Promise<ListedMedia[]> {
  const rows = await tx.query<
    Omit<ListedMedia, 'classification'> & { scheme: string | null; code: string | null; label: string | null }
  >(
    `SELECT e.id AS "entryId", l.id AS "listId", l.name AS "listName", l.kind AS "listKind", m.kind, m.distance, e.scheme,
       e.code, e.label, e.series FROM ident_media_listed m JOIN ident_hash_entry e ON e.id = m.entry_id
     JOIN ident_hash_list l ON l.id = e.list_id WHERE m.media_id = $1 AND e.state = 'active' AND l.state = 'active'
     ORDER BY (m.kind <> 'exact'), m.distance, l.name, e.id LIMIT ${MOST}`,
    [mediaId],
  );
  return rows.map(({ scheme, code, label, ...row }) => ({
    ...row,
    classification: scheme !== null && code !== null && label !== null ? { scheme, code, label } : null,
  }));
}

export function hashListView(row: HashListRow): HashListView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    source: row.source,
    terms: row.terms,
    scheme: row.scheme,
    state: row.state,
    entries: row.entries,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
