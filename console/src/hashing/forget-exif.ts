/**
 * Makes a decoder show the pixels as they are stored: browsers turn a picture by its EXIF orientation and let no page forbid it.
 * Blanks the EXIF name of a JPEG's or WebP's segment in place; nothing else of the file is changed, no length either.
 */
export function forgetExif(bytes: Uint8Array): void {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) forgetInJpeg(bytes);
  else if (is(bytes, 0, 'RIFF') && is(bytes, 8, 'WEBP')) forgetInWebp(bytes);
}

function forgetInJpeg(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    // The compressed picture begins: no more segments of this kind.
    if (marker === 0xda || marker === 0xd9) return;
    if (marker === 0xe1 && is(bytes, at + 4, 'Exif\0')) bytes.fill(0, at + 4, at + 8);
    // A padding byte before a marker has no length.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
}

function forgetInWebp(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (is(bytes, at, 'EXIF')) bytes.fill(0x78, at, at + 4);
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
}

function is(bytes: Uint8Array, at: number, text: string): boolean {
  for (let n = 0; n < text.length; n++) if (bytes[at + n] !== text.charCodeAt(n)) return false;
  return true;
}
