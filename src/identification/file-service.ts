import type { Tx } from '../platform/index.ts';
import type { CreateLookup } from './contract.ts';
import type { Deps } from './deps.ts';
import { lookUp } from './look-up.ts';
import { type MatchListener, onMatches } from './match-listeners.ts';
import { type PreparedMedia, prepareMedia, sealMedia } from './seal-media.ts';

/** Hashes of one file, hex in lower case. */
export interface FileHashSet {
  readonly md5?: string | undefined;
  readonly sha1?: string | undefined;
  readonly sha256?: string | undefined;
}

/** What is known here of a file by its hashes alone. */
export interface KnownFile {
  /** Which of the files asked about. */
  readonly item: number;
  /** `list`: an entry of a hash list in force. `media`: a picture held here. */
  readonly kind: 'list' | 'media';
  /** By which of its hashes. */
  readonly by: 'md5' | 'sha1' | 'sha256';
  /** The list, or the picture. */
  readonly id: string;
  readonly name: string;
  readonly listKind: 'known' | 'benign' | 'mixed' | null;
  readonly scheme: string | null;
  readonly code: string | null;
  readonly label: string | null;
  readonly series: string | null;
}

/** A match that Lyon answered, as other rooms go by it. */
export interface AnsweredMatch {
  readonly lookupId: string;
  readonly item: number;
  readonly kind: 'exact' | 'near' | 'turned' | 'frame';
  readonly distance: number | null;
  readonly seriesId: string;
  readonly seriesLabel: string;
  readonly seriesState: string;
  readonly contributors: string[];
}

/** What rooms above do with files: known here, known at Lyon, put among the pictures. */
export interface FileService {
  /** Exact, by hash lists in force and by pictures held here. One statement for all. */
  findKnown(tx: Tx, files: readonly FileHashSet[]): Promise<KnownFile[]>;
  /** See `prepareMedia`: decodes. Outside any transaction. */
  prepare(bytes: Uint8Array): Promise<PreparedMedia>;
  /** See `sealMedia`: on the books here, compared with lists. */
  seal(tx: Tx, input: { prepared: PreparedMedia; label?: string }): Promise<{ id: string }>;
  /** See `lookUp`: asked of Lyon by a job, owed until it answers. */
  lookUp(tx: Tx, input: Pick<CreateLookup, 'mediaIds' | 'hashes' | 'purpose' | 'urgency'>): Promise<{ id: string }>;
  matches(tx: Tx, lookupIds: readonly string[]): Promise<AnsweredMatch[]>;
  /** Called in the transaction in which Lyon's answer, or a later match, is written down. */
  onMatches(listener: MatchListener): void;
}

export function createFileService(deps: Deps): FileService {
  return {
    findKnown,
    prepare: (bytes) => prepareMedia(deps, bytes),
    seal: (tx, input) => sealMedia(deps, tx, input),
    lookUp: (tx, input) => lookUp(deps, tx, input),
    matches,
    onMatches: (listener) => onMatches(deps, listener),
  };
}

const HASHES = ['md5', 'sha1', 'sha256'] as const;

async function findKnown(tx: Tx, files: readonly FileHashSet[]): Promise<KnownFile[]> {
  const asked = files.flatMap((file, item) => HASHES.flatMap((by) => (file[by] ? [{ item, by, hash: file[by] }] : [])));
  if (asked.length === 0) return [];
  const ofList = HASHES.map(
    (
      by,
    ) => `SELECT a.item, 'list' AS kind, a.by, l.id, l.name, l.kind AS "listKind", e.scheme, e.code, e.label, e.series
      FROM asked a JOIN ident_hash_entry e ON e.${by} = decode(a.hash, 'hex') JOIN ident_hash_list l ON l.id = e.list_id
      WHERE a.by = '${by}' AND e.state = 'active' AND l.state = 'active'`,
  );
  const ofMedia = HASHES.map(
    (
      by,
    ) => `SELECT a.item, 'media' AS kind, a.by, m.id, m.label AS name, NULL AS "listKind", m.classification ->> 'scheme' AS scheme,
        m.classification ->> 'code' AS code, m.classification ->> 'label' AS label,
        (SELECT s.label FROM ident_series s WHERE s.id = m.series_id) AS series
      FROM asked a JOIN ident_media m ON m.${by} = a.hash WHERE a.by = '${by}'`,
  );
  return tx.query<KnownFile & Record<string, unknown>>(
    `WITH asked AS (SELECT * FROM jsonb_to_recordset($1) AS a(item int, by text, hash text))
     ${[...ofList, ...ofMedia].join(' UNION ALL ')} ORDER BY 1, 2, 3, 5`,
    [JSON.stringify(asked)],
  );
}

async function matches(tx: Tx, lookupIds: readonly string[]): Promise<AnsweredMatch[]> {
  return tx.query<AnsweredMatch & Record<string, unknown>>(
    `SELECT m.lookup_id AS "lookupId", m.item, m.kind, m.distance, m.series_id AS "seriesId", s.label AS "seriesLabel",
       s.state AS "seriesState", m.contributors FROM ident_lookup_match m JOIN ident_series s ON s.id = m.series_id
     WHERE m.lookup_id = ANY($1::uuid[]) ORDER BY m.lookup_id, m.item, (m.kind <> 'exact'), m.distance`,
    [lookupIds],
  );
}
