import type { Tx } from '../../platform/index.ts';
import type { VideoFrameHashes } from '../contract.ts';
import type { HashedPicture } from '../hash-picture.ts';

/** Keeps what makes a sealed media a video. */
export async function insertFrames(
  tx: Tx,
  media: { id: string; compartment: string },
  video: NonNullable<HashedPicture['video']>,
): Promise<void> {
  await tx.query('UPDATE ident_media SET duration_ms = $2, still_ms = $3 WHERE id = $1', [
    media.id,
    video.durationMs,
    video.stillMs,
  ]);
  await tx.query(
    `INSERT INTO ident_media_frame (media_id, at, dihedral, compartment)
     SELECT $1, u.at, ARRAY(SELECT jsonb_array_elements_text(u.dihedral)), $2
     FROM jsonb_to_recordset($3) AS u(at int, dihedral jsonb) ON CONFLICT DO NOTHING`,
    [media.id, media.compartment, JSON.stringify(video.frames.map(({ at, dihedral }) => ({ at, dihedral })))],
  );
}

/** The frames of these media, in order; pictures have none. */
export async function readFrames(tx: Tx, mediaIds: readonly string[]): Promise<Map<string, VideoFrameHashes[]>> {
  const rows = await tx.query<VideoFrameHashes & { media_id: string }>(
    'SELECT media_id, at, dihedral FROM ident_media_frame WHERE media_id = ANY($1::uuid[]) ORDER BY media_id, at',
    [mediaIds],
  );
  const frames = Map.groupBy(rows, (row) => row.media_id);
  return new Map([...frames].map(([id, of]) => [id, of.map(({ at, dihedral }) => ({ at, dihedral }))]));
}
