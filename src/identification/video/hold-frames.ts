import type { Tx } from '../../platform/index.ts';
import type { Contribution, Lookup } from '../wire.ts';

/** At Lyon: the frames of a contributed video, in the turn in which it is inserted (`lyon/turns.ts`). */
export async function holdFrames(tx: Tx, mediaId: string, video: NonNullable<Contribution['video']>): Promise<void> {
  await tx.query('UPDATE icse_media SET duration_ms = $2, still_ms = $3 WHERE id = $1', [
    mediaId,
    video.durationMs,
    video.stillMs,
  ]);
  await tx.query(
    `INSERT INTO icse_media_frame (media_id, at, pdq) SELECT $1, u.at, u.pdq
     FROM jsonb_to_recordset($2) AS u(at int, pdq text) ORDER BY u.at ON CONFLICT DO NOTHING`,
    [mediaId, JSON.stringify(video.frames.map(({ at, dihedral }) => ({ at, pdq: dihedral[0] })))],
  );
}

/** At Lyon: the frames of the videos of a question. */
export async function rememberFrames(tx: Tx, lookup: Lookup): Promise<void> {
  const frames = lookup.items.flatMap(({ frames = [] }, item) =>
    frames.map(({ at, dihedral }) => ({ item, at, pdq: dihedral[0] })),
  );
  if (frames.length === 0) return;
  await tx.query(
    `INSERT INTO icse_lookup_frame (lookup_id, item, at, pdq) SELECT $1, u.item, u.at, u.pdq
     FROM jsonb_to_recordset($2) AS u(item int, at int, pdq text) ORDER BY u.item, u.at ON CONFLICT DO NOTHING`,
    [lookup.id, JSON.stringify(frames)],
  );
}
