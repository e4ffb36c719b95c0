import type { Orientation } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { FrameMatch, LookupHash, VideoFrameHashes } from '../contract.ts';
import type { Comparable, NearIndex, NearMatch } from '../lyon/near-index.ts';
import type { FrameIndexes } from './frame-indexes.ts';
import { framesMatch } from './rule.ts';

/** A match by frames: the nearest one's distance and turning, and how many agree. */
export interface FramedMatch {
  readonly distance: number;
  readonly orientation: Orientation;
  readonly frame: FrameMatch;
}

export interface HeldVideo {
  readonly seq: number;
  readonly id: string;
  readonly series_id: string;
  readonly sha256: string;
  readonly md5: string;
  readonly pdq: string;
}

interface HeldFrame extends HeldVideo {
  readonly frame_seq: number;
  readonly at: number;
  readonly frames: number;
}

const HELD_FRAMES = `
SELECT f.seq AS frame_seq, f.at, m.seq, m.id, m.series_id, m.sha256, m.md5, m.pdq,
  (SELECT count(*)::int FROM icse_media_frame o WHERE o.media_id = m.id) AS frames
FROM icse_media_frame f JOIN icse_media m ON m.id = f.media_id WHERE f.seq = ANY($1::bigint[])`;
const HELD_PICTURES = `
SELECT seq, id, series_id, sha256, md5, pdq FROM icse_media WHERE seq = ANY($1::bigint[]) AND still_ms IS NULL`;

/** A video is compared by its frames; its still is one of them. */
export function isFramed(item: { frames?: readonly VideoFrameHashes[] | undefined }): boolean {
  return (item.frames?.length ?? 0) > 0;
}

/**
 * Of each item what is found by frames: a picture in videos that are held, a video's frames in pictures and in videos.
 * @param held the index of pictures held
 */
export async function findFramed(
  tx: Tx,
  indexes: { readonly frames: FrameIndexes; readonly held: NearIndex },
  items: readonly LookupHash[],
): Promise<(FramedMatch & { readonly item: number; readonly row: HeldVideo })[]> {
  const asked = items.flatMap((item, n) => formsOf(item).map((form) => ({ ...form, item: n })));
  if (asked.length === 0) return [];
  const framed = asked.filter(({ item }) => isFramed(items[item] ?? {}));
  if (indexes.frames.held.size === 0 && framed.length === 0) return [];
  const inVideos = await indexes.frames.held.findNear(asked.map((one) => one.form));
  const inPictures = await indexes.held.findNear(framed.map((one) => one.form));
  const frames = await rowsBySeq<HeldFrame>(tx, HELD_FRAMES, inVideos, (row) => row.frame_seq);
  const pictures = await rowsBySeq<HeldVideo>(tx, HELD_PICTURES, inPictures, (row) => row.seq);
  const meeting = new Meeting<HeldVideo>();
  for (const [n, { item, at }] of asked.entries()) {
    const of = items[item]?.frames?.length ?? 0;
    for (const near of inVideos[n] ?? []) {
      const row = frames.get(near.seq);
      if (row)
        meeting.add({
          item,
          key: row.id,
          row,
          near,
          at: row.at,
          from: at,
          of: of || row.frames,
          least: [of, row.frames],
        });
    }
  }
  for (const [n, { item, at }] of framed.entries()) {
    const of = items[item]?.frames?.length ?? 0;
    for (const near of inPictures[n] ?? []) {
      const row = pictures.get(near.seq);
      if (row) meeting.add({ item, key: row.id, row, near, at, from: at, of, least: [of, 0] });
    }
  }
  return meeting.matches();
}

interface AskedFrame {
  readonly frame_seq: number;
  readonly at: number;
  readonly question: number;
  readonly frames: number;
}

const ASKED_FRAMES = `
SELECT f.seq AS frame_seq, f.at, i.seq AS question,
  (SELECT count(*)::int FROM icse_lookup_frame o WHERE o.lookup_id = i.lookup_id AND o.item = i.item) AS frames
FROM icse_lookup_frame f JOIN icse_lookup_item i USING (lookup_id, item) WHERE f.seq = ANY($1::bigint[])`;
const ASKED_PICTURES = `
SELECT i.seq FROM icse_lookup_item i WHERE i.seq = ANY($1::bigint[])
  AND NOT EXISTS (SELECT FROM icse_lookup_frame f WHERE f.lookup_id = i.lookup_id AND f.item = i.item)`;

/**
 * Of a contribution, what earlier questions it answers by frames: a picture those that asked about a video, a video those
 * about a picture or a video. By the question's number.
 * @param asked the index of pictures asked about
 */
export async function findFramedQuestions(
  tx: Tx,
  indexes: { readonly frames: FrameIndexes; readonly asked: NearIndex },
  picture: Comparable & { readonly frames?: readonly VideoFrameHashes[] | undefined },
): Promise<Map<number, FramedMatch>> {
  await indexes.frames.followAsked(tx);
  const forms = formsOf(picture);
  const of = picture.frames?.length ?? 0;
  const meeting = new Meeting<{ id: number }>();
  const inVideos = await indexes.frames.asked.findNear(forms.map((one) => one.form));
  const frames = await rowsBySeq<AskedFrame>(tx, ASKED_FRAMES, inVideos, (row) => row.frame_seq);
  for (const [n, { at }] of forms.entries()) {
    for (const near of inVideos[n] ?? []) {
      const row = frames.get(near.seq);
      // What agrees is counted in the video asked about, where there is one.
      if (row) {
        const where = of > 0 ? at : row.at;
        meeting.add({
          item: 0,
          key: row.question,
          row: { id: row.question },
          near,
          at: where,
          from: row.at,
          of: row.frames,
          least: [of, row.frames],
        });
      }
    }
  }
  if (of > 0) {
    const inPictures = await indexes.asked.findNear(forms.map((one) => one.form));
    const pictures = await rowsBySeq<{ seq: number }>(tx, ASKED_PICTURES, inPictures, (row) => row.seq);
    for (const [n, { at }] of forms.entries()) {
      for (const near of inPictures[n] ?? []) {
        const row = pictures.get(near.seq);
        if (row) meeting.add({ item: 0, key: row.seq, row: { id: row.seq }, near, at, from: 0, of, least: [of, 0] });
      }
    }
  }
  return new Map(
    meeting.matches().map(({ row, distance, orientation, frame }) => [row.id, { distance, orientation, frame }]),
  );
}

/** What an item is searched by: the frames of a video, a picture as it is. */
function formsOf(item: Comparable & { readonly frames?: readonly VideoFrameHashes[] | undefined }) {
  if (!isFramed(item)) return item.pdq === undefined ? [] : [{ at: 0, form: item }];
  return (item.frames ?? []).map(({ at, dihedral }) => ({ at, form: { pdq: dihedral[0], quality: 100, dihedral } }));
}

async function rowsBySeq<T extends object>(
  tx: Tx,
  sql: string,
  near: readonly (readonly NearMatch[])[],
  key: (row: T) => number,
): Promise<Map<number, T>> {
  const seqs = [...new Set(near.flatMap((list) => list.map((match) => match.seq)))];
  if (seqs.length === 0) return new Map();
  const rows = await tx.query<T>(sql, [seqs]);
  return new Map(rows.map((row) => [key(row), row]));
}

interface Agreement<Row> {
  readonly item: number;
  readonly key: string | number;
  readonly row: Row;
  readonly near: NearMatch;
  /** Where the agreeing frame is, as it is told. */
  readonly at: number;
  /** The frame whose agreeing is counted. */
  readonly from: number;
  readonly of: number;
  /** How many frames either side has; 0 for a picture. */
  readonly least: readonly [number, number];
}

/** Counts which frames agree, for each item and what it meets. */
class Meeting<Row> {
  readonly #found = new Map<string, Agreement<Row> & { readonly agreeing: Set<number> }>();

  add(one: Agreement<Row>): void {
    const key = `${one.item} ${one.key}`;
    const held = this.#found.get(key);
    const agreeing = held?.agreeing ?? new Set<number>();
    agreeing.add(one.from);
    this.#found.set(key, { ...(held && held.near.distance <= one.near.distance ? held : one), agreeing });
  }

  /** Nearest first, by item; of two videos those where enough agrees. */
  matches(): (FramedMatch & { readonly item: number; readonly row: Row })[] {
    return [...this.#found.values()]
      .filter(({ least: [a, b], agreeing }) => a === 0 || b === 0 || framesMatch(agreeing.size, Math.min(a, b)))
      .map(({ item, row, near: { distance, orientation }, at, of, agreeing }) => {
        return { item, row, distance, orientation, frame: { at, agreeing: agreeing.size, of } };
      })
      .sort((a, b) => a.item - b.item || a.distance - b.distance);
  }
}
