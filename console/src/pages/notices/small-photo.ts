const LONGEST = 480;
/** Bytes, so that its base64 stays under the form's 160,000 characters. */
const MOST_BYTES = 110_000;

export interface SmallPhoto {
  readonly sha256: string;
  readonly mediaType: 'image/jpeg';
  readonly data: string;
}

/** The picture as a small JPEG, with the hash of just those bytes. */
export async function smallPhoto(file: File): Promise<SmallPhoto> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  for (let quality = 0.85; ; quality -= 0.15) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob && (blob.size <= MOST_BYTES || quality < 0.3)) {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return {
        sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
        mediaType: 'image/jpeg',
        data: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
      };
    }
  }
}
