import type { VideoHashes } from '../video/hash-video.ts';
import type { FileHashes, PictureHashes } from './hash-file.ts';
import type { Rectangle, Rendition } from './render.ts';
import type { ScannedFile } from './scan-file.ts';
import type { PictureType, VideoType } from './sniff.ts';

/** A picture or a video as it is uploaded: what is known of it without showing it. */
export interface HashedFile extends FileHashes, PictureHashes {
  readonly type: PictureType | VideoType;
  /** Of the pixels as stored. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 to 8: how the stored pixels are turned for display. The hashes are of the stored pixels. */
  readonly exifOrientation: number;
  /** Of a video, whose own hash is that of its still. */
  readonly video: {
    readonly durationMs: number | null;
    readonly stillMs: number;
    readonly frames: VideoHashes['frames'];
  } | null;
}

/** What a decoder process does, and what it answers. The bytes of `size` come beside it, by standard input. */
export interface Tasks {
  hash: { give: { size: number }; get: HashedFile };
  render: { give: { size: number; mode: 'blurred-grey' | 'clear'; stillMs: number }; get: Rendition };
  cut: { give: { size: number; crop: Rectangle }; get: Uint8Array };
  scan: { give: { path: Uint8Array; decodes: boolean }; get: ScannedFile };
  versions: { give: Record<string, never>; get: Readonly<Record<string, string | null>> };
}
export type TaskName = keyof Tasks;

export type Message =
  | { readonly beat: true }
  | { readonly ready: true }
  | { readonly value: Tasks[TaskName]['get'] }
  | { readonly problem: { readonly code: string; readonly params?: Readonly<Record<string, number>> } };
