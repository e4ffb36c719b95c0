import type { Sealed, Tx } from '../platform/index.ts';
import type { Classification, Crop, MediaSummary, MediaView, OwnClue } from './contract.ts';
import type { HashedPicture } from './hash-picture.ts';
import { insertFrames } from './video/store-frames.ts';

export interface MediaRow {
  readonly id: string;
  readonly label: string;
  readonly type: HashedPicture['type'];
  readonly width: number;
  readonly height: number;
  readonly exif_orientation: number;
  readonly size: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly pdq: string;
  readonly quality: number;
  readonly dihedral: string[];
  readonly known: boolean;
  /** A hash list in force, other than one of harmless files, has it. */
  readonly on_list: boolean;
  readonly classification: Classification | null;
  readonly vault_ref: string;
  readonly vault_key: string;
  readonly sealed_by: string;
  readonly sealed_at: number;
  readonly contribution: MediaSummary['contribution'];
  readonly deposit: MediaSummary['deposit'];
  readonly series_id: string | null;
  readonly lyon_id: string | null;
  readonly version: number;
  readonly compartment: string;
  readonly distributed: MediaSummary['distributed'];
  readonly distributed_by: string | null;
  readonly distributed_at: number | null;
  readonly exif: MediaView['exif'];
  readonly gps: MediaView['place'];
  readonly duration_ms: number | null;
  /** Null for a picture. */
  readonly still_ms: number | null;
  /** Of a video: where its frames are, in milliseconds. */
  readonly frame_times: number[];
  /** Whose file it is, when it came from another bureau. */
  readonly owner_bureau: string | null;
  readonly owner_terms: MediaView['ownerTerms'];
  readonly cases: string[];
  /** Who classified it, a scheme each. */
  readonly classifiers: string[];
}

export interface ClueRow {
  readonly id: string;
  readonly media_id: string;
  readonly kind: OwnClue['kind'];
  readonly words: string;
  readonly make: string | null;
  readonly place_hints: string[];
  readonly crop: Crop;
  readonly width: number;
  readonly height: number;
  readonly md5: string;
  readonly sha256: string;
  readonly pdq: string;
  readonly quality: number;
  readonly vault_ref: string;
  readonly vault_key: string;
  readonly drawn_by: string;
  readonly drawn_at: number;
  readonly contribution: OwnClue['contribution'];
  readonly version: number;
  readonly compartment: string;
}

const MEDIA = `SELECT m.*, coalesce((SELECT array_agg(c.case_id ORDER BY c.at) FROM ident_media_case c WHERE c.media_id = m.id), '{}') AS cases,
  coalesce((SELECT array_agg(k.by_actor) FROM ident_classification k WHERE k.media_id = m.id), '{}') AS classifiers,
  EXISTS (SELECT FROM ident_media_listed k JOIN ident_hash_entry e ON e.id = k.entry_id JOIN ident_hash_list l ON l.id = e.list_id
    WHERE k.media_id = m.id AND e.state = 'active' AND l.state = 'active' AND l.kind <> 'benign') AS on_list,
  coalesce((SELECT array_agg(f.at ORDER BY f.at) FROM ident_media_frame f WHERE f.media_id = m.id), '{}') AS frame_times
FROM ident_media m`;

export async function findMedia(tx: Tx, id: string): Promise<MediaRow | null> {
  const [row] = await tx.query<MediaRow>(`${MEDIA} WHERE m.id = $1`, [id]);
  return row ?? null;
}

export async function findMediaMany(tx: Tx, ids: readonly string[]): Promise<Map<string, MediaRow>> {
  const rows = await tx.query<MediaRow>(`${MEDIA} WHERE m.id = ANY($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** PhotoDNA values by which lists held here know these very files; of several the first. Base64. */
export async function readPhotoDna(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ media_id: string; photodna: Buffer }>(
    `SELECT DISTINCT ON (k.media_id) k.media_id, e.photodna FROM ident_media_listed k JOIN ident_hash_entry e ON e.id = k.entry_id
     WHERE k.media_id = ANY($1::uuid[]) AND k.kind = 'exact' AND e.photodna IS NOT NULL ORDER BY k.media_id, e.id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.media_id, row.photodna.toString('base64')]));
}

export async function findBySha256(tx: Tx, compartment: string, sha256: string): Promise<MediaRow | null> {
  const [row] = await tx.query<MediaRow>(`${MEDIA} WHERE m.compartment = $1 AND m.sha256 = $2`, [compartment, sha256]);
  return row ?? null;
}

export async function listMedia(
  tx: Tx,
  filter: {
    caseId?: string;
    seriesId?: string;
    unclassified?: string;
    before?: { at: number; id: string };
    limit: number;
  },
): Promise<MediaRow[]> {
  return tx.query<MediaRow>(
    `${MEDIA} WHERE ($1::uuid IS NULL OR EXISTS (SELECT FROM ident_media_case c WHERE c.media_id = m.id AND c.case_id = $1))
       AND ($2::uuid IS NULL OR m.series_id = $2) AND ($3::bigint IS NULL OR (m.sealed_at, m.id) < ($3, $4::uuid))
       AND (NOT $6 OR NOT EXISTS (SELECT FROM ident_classification k WHERE k.media_id = m.id AND k.by_actor <> $7))
     ORDER BY m.sealed_at DESC, m.id DESC LIMIT $5`,
    [
      filter.caseId ?? null,
      filter.seriesId ?? null,
      filter.before?.at ?? null,
      filter.before?.id ?? null,
      filter.limit,
      filter.unclassified === 'true',
      tx.scope.actor.id,
    ],
  );
}

/** False when the file is here already in this compartment. */
export async function insertMedia(
  tx: Tx,
  row: { id: string; label: string; picture: HashedPicture; sealed: Sealed; compartment: string },
): Promise<boolean> {
  const { picture } = row;
  const rows = await tx.query(
    `INSERT INTO ident_media (id, label, type, width, height, exif_orientation, size, md5, sha1, sha256, pdq, quality, dihedral,
       vault_ref, vault_key, sealed_by, sealed_at, compartment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT (compartment, sha256) DO NOTHING RETURNING id`,
    [
      row.id,
      row.label,
      picture.type,
      picture.width,
      picture.height,
      picture.exifOrientation,
      picture.size,
      picture.md5,
      picture.sha1,
      picture.sha256,
      picture.pdq,
      picture.quality,
      picture.dihedral,
      row.sealed.ref,
      row.sealed.key,
      tx.scope.actor.id,
      tx.now,
      row.compartment,
    ],
  );
  if (rows.length > 0 && picture.video) await insertFrames(tx, row, picture.video);
  return rows.length > 0;
}

export async function findClue(tx: Tx, id: string): Promise<ClueRow | null> {
  const [row] = await tx.query<ClueRow>('SELECT * FROM ident_clue WHERE id = $1', [id]);
  return row ?? null;
}

export function listClues(tx: Tx, mediaId: string): Promise<ClueRow[]> {
  return tx.query<ClueRow>('SELECT * FROM ident_clue WHERE media_id = $1 ORDER BY drawn_at, id', [mediaId]);
}

/** Whether somebody else has said what it is: then nobody need look at it for that. */
export function classifiedByOther(row: MediaRow, reader: string): boolean {
  return row.classifiers.some((by) => by !== reader);
}

/** `reader`: the actor who is told. */
export function mediaSummary(row: MediaRow, reader: string): MediaSummary {
  return {
    id: row.id,
    label: row.label,
    type: row.type,
    width: row.width,
    height: row.height,
    size: row.size,
    sha256: row.sha256,
    quality: row.quality,
    known: row.known || row.on_list,
    classification: row.classification,
    classifiedByColleague: classifiedByOther(row, reader),
    distributed: row.distributed,
    owner: row.owner_bureau,
    cases: row.cases,
    contribution: row.contribution,
    deposit: row.deposit,
    seriesId: row.series_id,
    sealedAt: row.sealed_at,
    version: row.version,
  };
}

export function mediaView(
  row: MediaRow,
  reader: string,
  more: Pick<MediaView, 'lists' | 'classifications' | 'victims' | 'offenders' | 'openings' | 'shown' | 'shownToMe'> & {
    clues: readonly ClueRow[];
  },
): MediaView {
  const { distributed_by: by, distributed_at: at } = row;
  return {
    ...mediaSummary(row, reader),
    md5: row.md5,
    sha1: row.sha1,
    pdq: row.pdq,
    dihedral: row.dihedral,
    exifOrientation: row.exif_orientation,
    sealedBy: row.sealed_by,
    video:
      row.still_ms === null
        ? null
        : {
            durationMs: row.duration_ms,
            stillMs: row.still_ms,
            times: row.frame_times,
            frames: row.frame_times.length,
          },
    lyonMediaId: row.lyon_id,
    distributedSaid: by !== null && at !== null ? { by, at } : null,
    exif: row.exif,
    place: row.gps,
    ownerTerms: row.owner_terms,
    ...more,
    clues: more.clues.map(ownClue),
  };
}

export function ownClue(row: ClueRow): OwnClue {
  return {
    id: row.id,
    mediaId: row.media_id,
    kind: row.kind,
    words: row.words,
    make: row.make,
    placeHints: row.place_hints,
    crop: row.crop,
    pdq: row.pdq,
    quality: row.quality,
    drawnBy: row.drawn_by,
    drawnAt: row.drawn_at,
    contribution: row.contribution,
    version: row.version,
  };
}
