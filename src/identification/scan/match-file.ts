import type { Orientation } from '../../imagehash/index.ts';
import { MIN_QUALITY } from '../contract-media.ts';
import type { ScannedFile } from '../decode/scan-file.ts';
import type { KnownHashes } from './known-hashes.ts';

export interface FileMatch {
  readonly kind: 'exact' | 'near' | 'turned' | 'frame';
  /** Bits of 256 that differ; null for the same file. */
  readonly distance: number | null;
  /** How the copy is turned; null for the same file. */
  readonly orientation: Orientation | null;
  /** Of a video: where the nearest frame is (milliseconds), how many of its frames agree, and of how many. */
  readonly frame: { readonly at: number; readonly agreeing: number; readonly of: number } | null;
  /** Number of the list's entry. */
  readonly entry: number;
}

/** Of one file so many matches are told, the nearest; more say nothing more. */
const MOST = 50;

/** What the lists know of a file: the same file, near and turned copies, and near frames of a video. */
export function matchFile(
  file: ScannedFile,
  known: KnownHashes,
  radius: number,
): { matches: FileMatch[]; leftOut: number } {
  const exact = known.exact(file);
  const matches: FileMatch[] = [...exact].map((entry) => ({
    ...({ kind: 'exact', distance: null, orientation: null, frame: null } as const),
    entry,
  }));
  const { picture, video } = file;
  if (picture && picture.quality >= MIN_QUALITY) {
    for (const { entry, distance, orientation } of known.near(picture.dihedral, radius)) {
      if (exact.has(entry)) continue;
      matches.push({ kind: orientation === 'original' ? 'near' : 'turned', distance, orientation, frame: null, entry });
    }
  }
  if (video)
    for (const match of matchFrames(video.frames, known, radius)) if (!exact.has(match.entry)) matches.push(match);
  return { matches: matches.slice(0, MOST), leftOut: Math.max(0, matches.length - MOST) };
}

function matchFrames(
  frames: NonNullable<ScannedFile['video']>['frames'],
  known: KnownHashes,
  radius: number,
): FileMatch[] {
  const best = new Map<number, { distance: number; orientation: Orientation; at: number; agreeing: number }>();
  for (const { at, dihedral } of frames) {
    for (const { entry, distance, orientation } of known.near(dihedral, radius)) {
      const held = best.get(entry);
      const agreeing = (held?.agreeing ?? 0) + 1;
      best.set(
        entry,
        held && held.distance <= distance ? { ...held, agreeing } : { distance, orientation, at, agreeing },
      );
    }
  }
  return [...best]
    .map(([entry, { at, agreeing, distance, orientation }]): FileMatch => {
      return { kind: 'frame', distance, orientation, frame: { at, agreeing, of: frames.length }, entry };
    })
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0) || a.entry - b.entry);
}
