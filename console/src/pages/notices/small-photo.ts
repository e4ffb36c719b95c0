import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes, so that its base64 stays under the form's 160,000 characters. */
const MOST_BYTES = 110_000;

export interface SmallPhoto {
  readonly sha256: string;
  readonly mediaType: 'image/jpeg';
  readonly data: string;
}

/** What is drawn, as a small JPEG without a word beside the picture, with the hash of just those bytes. */
export async function encoded(canvas: HTMLCanvasElement): Promise<SmallPhoto> {
  for (let quality = 0.85; ; quality -= 0.15) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob && (blob.size <= MOST_BYTES || quality < 0.3)) {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return {
        // Over plain http a browser has no hash of its own.
        sha256: bytesToHex(sha256(bytes)),
        mediaType: 'image/jpeg',
        data: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
      };
    }
  }
}
