import { AppError } from '../platform/index.ts';
import { decode } from './decode/shared-pool.ts';
import { sniff } from './decode/sniff.ts';
import type { HashedFile } from './decode/tasks.ts';

/** What is known of a picture or a video without showing it. */
export type HashedPicture = HashedFile;

/**
 * Sniffs, decodes in full size and hashes a picture, in a decoder process of limited memory and time: MD5, SHA-1 and SHA-256 of
 * the file, PDQ of the pixels as stored (before EXIF orientation, as other tools do, so that hash lists compare), alpha
 * flattened on white. Of an animation the first frame; of a video its frames, by the rule of `video/rule.ts`.
 * @throws AppError `unsupported-type` (neither picture nor video), `invalid` (not decodable, too many pixels, too small, or it
 *   took the decoder down), `unavailable` (a video, and no ffmpeg)
 */
export async function hashPicture(bytes: Uint8Array): Promise<HashedPicture> {
  if (sniff(bytes) === null) {
    throw new AppError('unsupported-type', 'neither picture nor video', {
      errors: [{ pointer: '/body', code: 'media.type-unknown' }],
    });
  }
  return decode('hash', bytes, {});
}
